// The page's clock and input runs by themselves.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import vm from "node:vm";

const context = vm.createContext({ performance, Date, Map, Math });
for (const name of ["clock", "runs"]) {
  vm.runInContext(await readFile(new URL(`../../extension/page/${name}.js`, import.meta.url), "utf8"), context);
}
const { PageClock, InputRuns } = vm.runInContext("({ PageClock, InputRuns })", context);

test("the page's clock is paced by the monotonic one and notices a step", () => {
  let wall = 1000000;
  let mono = 500;
  const clock = new PageClock(() => wall, () => mono);
  mono += 3000;
  wall += 3000;
  assert.deepEqual([clock.now(), clock.stepped()], [1003000, false]);
  wall += 3600000;
  assert.deepEqual([clock.now(), clock.stepped()], [1003000, true]);
  clock.rebase();
  assert.deepEqual([clock.now(), clock.stepped()], [4603000, false]);
});

test("input comes as maximal runs by kind and composer", () => {
  const runs = new InputRuns();
  runs.add("wheel", "", 1000);
  runs.add("wheel", "", 5999);
  runs.add("key", "dm", 6000);
  runs.add("wheel", "", 11000);
  assert.deepEqual(JSON.parse(JSON.stringify(runs.take())), [
    ["wheel", "", 1000, 5999, 2],
    ["wheel", "", 11000, 11000, 1],
    ["key", "dm", 6000, 6000, 1],
  ]);
  assert.equal(runs.empty, true);
});

test("a flood of events is cut off", () => {
  const runs = new InputRuns();
  for (let i = 0; i < 5000; i += 1) runs.add("wheel", "", 1000);
  assert.equal(runs.take()[0][4], 300);
});
