// What the popup does to the Day: what is on offer, what is asked, what is said.

import assert from "node:assert/strict";
import test from "node:test";

import { offered, outcome, panelOf } from "../../extension/acts.js";
import { Asking, doingOf } from "../../extension/worker/asking.js";

const ASKS = ["ask", "forget", "label", "log", "pause", "people", "resume", "work"];
const names = (...told) => offered(...told).map(({ name }) => name);

test("what the service does not know is not on offer", () => {
  assert.deepEqual(names(ASKS), ["work", "pause", "forget"]);
  assert.deepEqual(names([...ASKS, "settings"]), ["work", "pause", "forget", "settings"]);
  assert.deepEqual(names(ASKS, ["degraded", "paused"]), ["work", "resume", "forget"]);
  assert.deepEqual(names(ASKS, ["guest"]), ["work", "resume", "forget"]);
  assert.deepEqual(names(["ask", "label", "work"]), ["work"]);
  assert.deepEqual(names([]), []);
});

test("what came of it is one line", () => {
  assert.equal(outcome({ ok: true, said: "Watching goes on" }), "Watching goes on.");
  assert.equal(outcome({ ok: false, why: "the disk is full. Free some" }), "Not done: the disk is full. Free some.");
  assert.equal(outcome(null), "The service did not answer: try again.");
});

test("an hour is forgotten by the word that the question came with", () => {
  const panel = panelOf("forget", { said: "All of 13:41 to 14:41 goes", sure: "5a5a" });
  assert.equal(panel.more, "All of 13:41 to 14:41 goes.");
  assert.deepEqual(panel.choices.map(({ message }) => message), [{ forget: { sure: "5a5a" } }]);
  assert.deepEqual(panelOf("work").choices.map(({ message }) => message.work.since), ["hour", "sitting"]);
  assert.ok(panelOf("pause").choices.every(({ message }) => message.pause.minutes > 0));
});

test("only these messages of a page reach the service", () => {
  assert.deepEqual(doingOf({ work: { since: "hour" } }), ["work", { since: "hour" }]);
  for (const bad of [null, {}, { delta: {} }, { hello: {} }, { apply: {} }, { work: "hour" }, { work: {}, pause: {} }]) {
    assert.equal(doingOf(bad), null);
  }
});

function linked(ready = true) {
  const sent = [];
  const asking = new Asking({ ready, why: "the service does not run", send: (message) => sent.push(message) });
  return { asking, sent };
}

test("each answer goes to who asked", async () => {
  const { asking, sent } = linked();
  asking.configured({ asks: ASKS });
  const [work, pause] = [asking.do("work", { since: "hour" }), asking.do("pause", { minutes: 15 })];
  assert.deepEqual(sent, [{ work: { since: "hour", id: 1 } }, { pause: { minutes: 15, id: 2 } }]);
  asking.heard("rested", { id: 2, ok: true, said: "b" });
  asking.heard("worked", { id: 1, ok: true, said: "a" });
  asking.heard("budget", { id: 1 });
  assert.deepEqual([(await work).said, (await pause).said], ["a", "b"]);
});

test("a service of before is asked for nothing that it does not know, and that is told", async () => {
  const { asking, sent } = linked();
  asking.configured({ sites: "social" });
  assert.match((await asking.do("work", {})).why, /older than the extension/);
  assert.deepEqual(sent, []);
  const away = linked(false);
  assert.deepEqual(await away.asking.do("work", {}), { ok: false, why: "the service does not run" });
});
