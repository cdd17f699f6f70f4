// The settings page by its parts: what a field shows, what is changed, what is left alone.

import assert from "node:assert/strict";
import test from "node:test";

import { FIELDS, changesOf, lines, outcome } from "../../extension/fields.js";

const held = { cap: "2h", "caps.platform": { reddit: "30m" }, never: ["a.example"], "work.counts": null, mode: null, "work.hours": null };
const standing = (changes = {}) => {
  const shown = Object.entries(held).map(([key, value]) => [key, FIELDS[key].show(value)]);
  return { ...Object.fromEntries(shown), ...changes };
};

test("what was not touched is not changed", () => {
  assert.deepEqual(changesOf(held, standing()), {});
  assert.deepEqual(changesOf(held, standing({ cap: " 2h " })), {});
  assert.deepEqual(changesOf(held, standing({ never: "a.example\n\n" })), {});
});

test("only what was changed is, an empty field takes the setting out", () => {
  assert.deepEqual(changesOf(held, standing({ cap: "1h30" })), { cap: "1h30" });
  assert.deepEqual(changesOf(held, standing({ cap: "" })), { cap: null });
  assert.deepEqual(changesOf(held, standing({ never: "b.example\n a.example" })), { never: ["b.example", "a.example"] });
  assert.deepEqual(changesOf(held, standing({ never: "" })), { never: null });
  assert.deepEqual(changesOf(held, standing({ "work.counts": true, mode: "nudge" })), { "work.counts": true, mode: "nudge" });
  assert.deepEqual(changesOf(held, standing({ "caps.platform": {} })), { "caps.platform": null });
});

test("a number of the file is shown, and is none to change", () => {
  assert.equal(FIELDS.cap.show(90), "90");
  assert.deepEqual(changesOf({ cap: 90 }, { cap: "90" }), {});
  assert.deepEqual(lines(" a \n\nb"), ["a", "b"]);
});

test("what came of it is one line", () => {
  assert.equal(outcome({ ok: true, said: "Kept in config.toml" }), "Kept in config.toml.");
  assert.equal(outcome({ ok: false, why: "config.toml: cap: no" }), "Not kept: config.toml: cap: no.");
  assert.equal(outcome(null), "The service did not answer: try again.");
});
