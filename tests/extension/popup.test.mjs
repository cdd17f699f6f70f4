// The popup's parts by themselves: whom a text may mean, what is said of a contact.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { contactOf, lastTime, outcome } from "../../extension/contact.js";
import { leftOf, minutesOf, said } from "../../extension/minutes.js";
import { Whom, fold, matching, named } from "../../extension/whom.js";

const people = ["Zoë Müller", "Zoran Ivić", "Ana Zöllner", "Jean-Paul Rossi", "<b>Eve</b>", "李小龙"].map((name, n) => ({ id: n + 1, name }));
const found = (text) => matching(people, text).map(({ name }) => name);

test("names are looked for without case and accents, by the beginnings of their words", () => {
  assert.equal(fold("  ZOË\u0301  Müller "), "zoe muller");
  assert.deepEqual(found("zo"), ["Zoë Müller", "Zoran Ivić", "Ana Zöllner"]);
  assert.deepEqual(found("mul"), ["Zoë Müller"]);
  assert.deepEqual(found("iv zor"), ["Zoran Ivić"]);
  assert.deepEqual(found("paul"), ["Jean-Paul Rossi"]);
  assert.deepEqual(found("oë"), []);
  assert.deepEqual(found("李"), ["李小龙"]);
  assert.deepEqual(found("<b"), ["<b>Eve</b>"]);
});

test("a text without letters names those met last, five at most", () => {
  const many = Array.from({ length: 9 }, (_, n) => ({ id: n, name: `P${n}` }));
  assert.deepEqual(matching(many, " ").map(({ id }) => id), [0, 1, 2, 3, 4]);
});

test("a whole name is that person's; one that two have is nobody's", () => {
  assert.equal(named(people, " zoe muller ")?.id, 1);
  assert.equal(named(people, "zoe"), null);
  assert.equal(named([...people, { id: 9, name: "ZOE MULLER" }], "zoe muller"), null);
  assert.equal(named([...people, { id: 9, name: "ZOE MULLER" }], "Zoë Müller")?.id, 1);
});

/** A field or a list with as much of the DOM as the completion uses. */
class Element {
  constructor(more = {}) {
    Object.assign(this, { value: "", hidden: true, children: [], on: {}, attributes: {}, id: "list" }, more);
  }
  addEventListener(name, act) {
    this.on[name] = act;
  }
  replaceChildren(...children) {
    this.children = children;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
}
globalThis.document = { createElement: () => new Element() };

function typing() {
  const [field, list] = [new Element(), new Element()];
  const whom = new Whom(field, list);
  whom.people = people;
  const type = (text) => {
    field.value = text;
    field.on.input();
  };
  const press = (key) => {
    const event = { key, prevented: false, preventDefault: () => (event.prevented = true) };
    field.on.keydown(event);
    return event.prevented;
  };
  return { field, list, whom, type, press };
}

test("the first fit is lit and taken by Enter, which goes on to submit", () => {
  const { field, list, whom, type, press } = typing();
  type("zo");
  assert.deepEqual(list.children.map((row) => row.textContent), ["Zoë Müller", "Zoran Ivić", "Ana Zöllner", "“zo”, somebody new"]);
  assert.equal(field.attributes["aria-activedescendant"], "list-0");
  assert.equal(press("Enter"), false);
  assert.deepEqual([whom.value, list.hidden], [{ person: "Zoë Müller", person_id: 1 }, true]);
});

test("arrows go round, Escape leaves what was typed", () => {
  const { whom, type, press, list } = typing();
  type("zo");
  press("ArrowDown");
  assert.equal(press("ArrowUp") && press("ArrowUp"), true);
  press("Enter");
  assert.deepEqual(whom.value, { person: "zo", person_id: 0 });
  type("zor");
  assert.equal(press("Escape"), true);
  press("Enter");
  assert.deepEqual([whom.value, list.hidden], [{ person: "zor", person_id: 0 }, true]);
});

test("leaving the field takes what is lit; typing on lets go of it", () => {
  const { field, whom, type } = typing();
  type("ana");
  field.on.blur();
  assert.deepEqual(whom.value, { person: "Ana Zöllner", person_id: 3 });
  type("Ana Zöllner the younger");
  assert.deepEqual(whom.value, { person: "Ana Zöllner the younger", person_id: 0 });
});

test("a whole name offers nobody new, and Enter in an input method takes nothing", () => {
  const { field, list, whom, type } = typing();
  type("zoe muller");
  assert.deepEqual(list.children.map((row) => row.textContent), ["Zoë Müller"]);
  type("zo");
  field.on.keydown({ key: "Enter", isComposing: true });
  assert.equal(list.hidden, false);
  assert.equal(whom.value.person_id, 0);
});

test("a contact as it goes to the service", () => {
  const form = (channel, minutes) => ({ elements: { channel: { value: channel }, minutes: { value: minutes } } });
  const whom = { value: { person: "Zoë", person_id: 1 } };
  assert.deepEqual(contactOf(form("coffee", "30"), whom), { channel: "coffee", minutes: 30, person: "Zoë", person_id: 1 });
  for (const none of ["", "-5", "x"]) assert.equal(contactOf(form("visit", none), whom).minutes, 0);
});

test("what came of it, and the last time", () => {
  assert.equal(outcome({ kept: true, said: "coffee with Zoë, 30 min" }), "Kept: coffee with Zoë, 30 min.");
  assert.equal(outcome({ kept: false, why: "the disk is full" }), "Not kept: the disk is full.");
  assert.equal(outcome(null), "The service did not answer: try again.");
  assert.equal(lastTime({ ask: "Lyon", last_days: 31 }), "You wanted to ask about Lyon; last contact 31 days ago.");
  assert.equal(lastTime({ ask: "", last_days: 1 }), "Last contact 1 day ago.");
  assert.equal(lastTime({ ask: "Lyon", last_days: null }), "You wanted to ask about Lyon.");
  assert.equal(lastTime({ ask: "", last_days: 0 }), "Last contact less than a day ago.");
  assert.equal(lastTime({}), "");
});

test("a length reads as in the report", async () => {
  const table = JSON.parse(await readFile(new URL("../golden/durations.json", import.meta.url)));
  assert.ok(table.length > 5);
  for (const [ms, words] of table) assert.equal(said(ms), words);
});

test("what is left and what was spent make the cap, also by the seconds of a service of before", () => {
  for (let spent = 0; spent < 7200; spent += 1) {
    const budget = { cap_s: 7200, spent_s: spent, left_s: 7200 - spent, state: "ok" };
    const minutes = minutesOf(budget);
    assert.equal(leftOf(budget).minutes + minutes.spent, minutes.cap);
  }
  assert.equal(minutesOf({ cap_s: 0, spent_s: 0, seconds: { scroll: 90 } }).kinds.scroll, 2);
});

test("what is left is the service's own minutes, at most so much where something was not seen", () => {
  const minutes = { cap: 120, spent: 79, left: 41, kinds: {} };
  const left = (more) => leftOf({ cap_s: 7200, spent_s: 4728, left_s: 2472, state: "ok", minutes: { ...minutes, ...more?.minutes }, ...more?.budget });
  assert.deepEqual(left(), { minutes: 41, words: "41 min", most: false, under: false });
  assert.equal(left({ budget: { at_least: true } }).most, true);
  const spent = { minutes: { spent: 120, left: 0 } };
  assert.deepEqual(left(spent), { minutes: 0, words: "under 1 min", most: false, under: true });
  const over = { ...spent, budget: { at_least: true, state: "over" } };
  assert.deepEqual(left(over), { minutes: 0, words: "0 min", most: false, under: false });
  const none = { minutes: { cap: 0, spent: 0, left: 0 }, budget: { at_least: true } };
  assert.deepEqual(left(none), { minutes: 0, words: "0 min", most: false, under: false });
});
