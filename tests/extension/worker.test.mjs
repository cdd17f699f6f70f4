// The extension's modules by themselves: what may be told, what waits, which item a page is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { load } from "../../extension/recognise.js";
import { badgeOf } from "../../extension/worker/badge.js";
import { Config } from "../../extension/worker/config.js";
import { frameOf } from "../../extension/worker/frames.js";
import { partsOf } from "../../extension/worker/link.js";
import { Outbox } from "../../extension/worker/outbox.js";
import { conversation, place, watchable } from "../../extension/worker/place.js";
import { Tabs, entryOf } from "../../extension/worker/tabs.js";
import { Unseen, unanswered } from "../../extension/worker/unseen.js";

const surfaces = JSON.parse(await readFile(new URL("../../extension/surfaces.json", import.meta.url)));
const strict = { sites: "social", never: [], rules: [], private: false };
const book = load(surfaces, strict);

class Store {
  constructor() {
    this.all = {};
  }
  async get(names) {
    return names === null ? { ...this.all } : Object.fromEntries([names].flat().map((n) => [n, this.all[n]]));
  }
  async set(values) {
    Object.assign(this.all, structuredClone(values));
  }
  async remove(names) {
    for (const name of names) delete this.all[name];
  }
}

const piece = (href, more = {}) => ({ seq: 1, start: 1, end: 2, href, px: 0, vh: 700, input: [], acts: [], ...more });

test("an address is cut to what a rule needs", () => {
  const of = (href, more) => place(book, strict, { href, ...more });
  assert.deepEqual(of("https://www.instagram.com/reels/?igsh=secret#x"), {
    scheme: "https",
    host: "www.instagram.com",
    path: "/reels/",
  });
  assert.deepEqual(of("https://user:word@www.instagram.com:444/"), { scheme: "https", host: "www.instagram.com", path: "/" });
  assert.deepEqual(of("https://clinic.example.org/illness?me", { title: "My illness" }), {});
  assert.deepEqual(of("file:///home/me/letter.html"), {});
  assert.deepEqual(of("chrome://settings/"), {});
});

test("all sites: an unknown site tells its host and no more", () => {
  const all = { ...strict, sites: "all" };
  assert.deepEqual(place(book, all, { href: "https://news.example.org/a?b" }), { scheme: "https", host: "news.example.org" });
});

test("never means never, private windows need the user's word", () => {
  const mine = { ...strict, never: ["instagram.com"] };
  const own = load(surfaces, mine);
  assert.equal(watchable(own, mine, "https://www.instagram.com/", false), false);
  assert.equal(watchable(book, strict, "https://www.instagram.com/", false), true);
  assert.equal(watchable(book, strict, "https://www.instagram.com/", true), false);
  assert.equal(watchable(book, { ...strict, private: true }, "https://www.instagram.com/", true), true);
  assert.equal(watchable(book, strict, "https://www.chase.com/", false), false);
});

test("a malformed configuration falls back to the strict values", async () => {
  const config = new Config(new Store());
  await config.take({ sites: "everything", never: "x.com", rules: [null, { host: 5 }], private: "yes" });
  assert.deepEqual(config.value, { ...strict, rules: [{ host: "", title: "" }, { host: "", title: "" }] });
  assert.equal(await config.take({ sites: "all" }), true);
  assert.equal(await config.take({ sites: "all" }), false);
});

test("before the first word of the service nothing may be kept, and its first word is a change", async () => {
  const store = new Store();
  const config = new Config(store);
  await config.load();
  assert.equal(config.heard, false);
  assert.equal(await config.take(strict), true);
  assert.equal(await config.take(strict), false);
  const again = new Config(store);
  await again.load();
  assert.equal(again.heard, true);
});

test("items are counted by address within a view, also over a document's end", () => {
  const tabs = new Tabs(new Store());
  const step = (href, px = 0) => frameOf({ book, config: strict, tabs }, 7, "r", piece(href, { px }));
  const items = ["/reels/", "/reels/A/", "/reels/A/", "/reels/B/", "/reels/C/"].map(
    (path) => step(`https://www.instagram.com${path}`).state.item,
  );
  assert.deepEqual(items, [1, 1, 1, 2, 3]);
  assert.equal(step("https://www.instagram.com/").state.item, 1);
  assert.equal(step("https://www.instagram.com/reels/D/").state.item, 1);
});

test("a swipe is one screen, and eight screens make a view deep", () => {
  const tabs = new Tabs(new Store());
  const step = (href, px) => frameOf({ book, config: strict, tabs }, 7, "r", piece(href, { px }));
  step("https://www.instagram.com/reels/A/", 0);
  assert.equal(step("https://www.instagram.com/reels/B/", 0).px, 700);
  const feed = "https://www.reddit.com/search/?q=x";
  assert.deepEqual([2800, 2799, 2, 0].map((px) => step(feed, px).state.deep), [false, false, false, true]);
  assert.equal(step("https://www.reddit.com/", 0).state.deep, false);
});

test("a closed tab is forgotten, also where its last piece comes late or no worker ran", async () => {
  const store = new Store();
  const tabs = new Tabs(store);
  const step = (tab) => frameOf({ book, config: strict, tabs }, tab, "r", piece("https://www.instagram.com/reels/A/"));
  step(7);
  tabs.gone(7);
  assert.equal(step(7).state.item, 1);
  tabs.committed(7, { transitionType: "link" });
  assert.equal(tabs.held.size, 0);
  step(8);
  step(9);
  const again = new Tabs(store);
  await again.load([9, 10]);
  assert.deepEqual([...again.held.keys()], [9]);
});

test("a conversation is one by the page's own address now, where it may be told", () => {
  const of = (href, config = strict, secret = false) => conversation(load(surfaces, config), config, { href }, secret);
  const thread = "https://www.instagram.com/direct/t/12345/?igsh=secret";
  assert.deepEqual(of(thread), { scheme: "https", host: "www.instagram.com", path: "/direct/t/12345/" });
  assert.equal(of(thread, strict, true), null);
  assert.equal(of(thread, { ...strict, never: ["instagram.com"] }), null);
  for (const href of ["https://www.instagram.com/direct/inbox/", "https://www.instagram.com/", "chrome://newtab/"]) {
    assert.equal(of(href), null);
  }
  assert.equal(conversation(book, strict, undefined, false), null);
});

test("how a page was reached", () => {
  const entry = (transitionType, before, ...transitionQualifiers) => entryOf(before, { transitionType, transitionQualifiers });
  assert.equal(entry("typed"), "typed");
  assert.equal(entry("link"), "link");
  assert.equal(entry("reload"), "restored");
  assert.equal(entry("reload", { entry: "typed" }), "typed");
  assert.equal(entry("typed", undefined, "forward_back"), "link");
  assert.equal(entry("auto_toplevel"), "unknown");
});

test("the outbox outlives its worker and forgets what is acknowledged", async () => {
  const store = new Store();
  const first = new Outbox(store);
  await first.load();
  await first.put("a", 2, [{ run: "a", seq: 1 }, { run: "a", seq: 2 }]);
  await first.put("b", 1, [{ run: "b", seq: 1 }]);
  const second = new Outbox(store);
  await second.load();
  assert.deepEqual(second.unsent().map(({ run, seq }) => `${run}${seq}`), ["a1", "a2", "b1"]);
  assert.deepEqual(second.unsent(), []);
  assert.equal(second.newestOf("a"), 2);
  await second.acknowledge({ a: 1, gone: 9 });
  second.rewind();
  assert.deepEqual(second.unsent().map(({ run, seq }) => `${run}${seq}`), ["a2", "b1"]);
  await second.keep((frame) => frame.run !== "b");
  const third = new Outbox(store);
  await third.load();
  assert.deepEqual(third.frames.map(({ frame }) => frame), [{ run: "a", seq: 2 }]);
});

test("a full outbox drops the oldest and counts them", async () => {
  const outbox = new Outbox(new Store());
  await outbox.put("a", 5003, Array.from({ length: 5003 }, (_, i) => ({ run: "a", seq: i + 1 })));
  assert.deepEqual([outbox.frames.length, outbox.lost, outbox.frames[0].frame.seq], [5000, 3, 4]);
});

test("a number taken once stays taken when older ones come again", async () => {
  const outbox = new Outbox(new Store());
  await outbox.put("a", 5, []);
  await outbox.put("a", 3, []);
  assert.equal(outbox.newestOf("a"), 5);
});

test("what the service says, in each of its forms", () => {
  assert.deepEqual(partsOf({ jsonrpc: "2.0", method: "budget", params: { left_s: 1 } }), [["budget", { left_s: 1 }]]);
  assert.deepEqual(partsOf({ jsonrpc: "2.0", id: 1, result: { config: {} } }), [["config", {}]]);
  const ack = { run: "a", seq: 1 };
  assert.deepEqual(partsOf({ jsonrpc: "2.0", id: 2, result: { ack } }), [["ack", ack]]);
  assert.deepEqual(partsOf({ daemon: "absent" }), [["daemon", "absent"]]);
  assert.deepEqual(partsOf({ jsonrpc: "2.0", id: 1, error: { message: "x" } }), [["error", { message: "x" }]]);
  assert.deepEqual(partsOf("noise"), []);
});

test("the badge says minutes, and says when nobody answers", () => {
  const text = (link, budget) => badgeOf(link, budget).text;
  const ready = { ready: true };
  const budget = (left, more) => ({ left_s: 0, state: "ok", minutes: { cap: 120, spent: 120 - left, left, kinds: {} }, ...more });
  assert.equal(text(ready, budget(2)), "2");
  assert.equal(text(ready, budget(120)), "2h");
  assert.equal(text(ready, budget(0)), "<1");
  assert.equal(text(ready, budget(0, { state: "over" })), "0");
  assert.equal(text(ready, budget(2, { flags: ["paused"] })), "II");
  assert.equal(text(ready, null), "");
  assert.equal(text({ ready: false, tried: true, why: "x" }, budget(2)), "off");
  const title = (left, more) => badgeOf(ready, budget(left, more)).title;
  assert.equal(title(65), "unscroll: 1 h 05 min of feeds left today");
  assert.equal(title(41, { at_least: true }), "unscroll: at most 41 min of feeds left today");
  assert.equal(title(0, { at_least: true }), "unscroll: at most under 1 min of feeds left today");
  assert.equal(title(0, { at_least: true, state: "over" }), "unscroll: 0 min of feeds left today");
});

test("a tab in front that nobody answers for is not seen from one look to the next", async () => {
  const told = [];
  let [now, tab] = [1000, 7];
  const unseen = new Unseen(() => tab, async (run, seq, frames) => told.push(...frames), () => now);
  const look = (at, next) => ([now, tab] = [at, next]) && unseen.look();
  await look(1000, 7);
  assert.deepEqual(told, []);
  await look(31000, 7);
  await look(40000, null);
  await look(50000, 8);
  await look(50000 + 3600000, null);
  assert.deepEqual(told.map(({ seq, tab, start, end }) => [seq, tab, start, end]), [[1, "7", 1000, 31000], [2, "7", 31000, 40000]]);
  assert.deepEqual([told[0].place, told[0].state.unseen], [{}, true]);
});

test("only a watchable page in front, without a script of ours, is not seen", async () => {
  const asked = async ({ focused = true, status = "complete", answer, may = true }) => {
    globalThis.chrome = {
      tabs: { query: async () => [{ id: 7, windowId: 1, status }], sendMessage: answer },
      windows: { get: async () => ({ focused }) },
    };
    return unanswered(() => may);
  };
  const nobody = async () => {
    throw new Error("Receiving end does not exist.");
  };
  assert.equal(await asked({ answer: nobody }), 7);
  assert.equal(await asked({ answer: async () => ({}) }), null);
  assert.equal(await asked({ answer: () => new Promise(() => {}) }), null);
  assert.equal(await asked({ answer: nobody, focused: false }), null);
  assert.equal(await asked({ answer: nobody, may: false }), null);
  assert.equal(await asked({ answer: nobody, status: "loading" }), null);
});
