"use strict";
// Input as maximal runs: instants of one kind and composer that lie under 5 s apart.

const RUN_GAP_MS = 5000;
const EVENTS_A_SECOND = 300;

class InputRuns {
  constructor() {
    this.runs = new Map();
    this.done = [];
    this.second = new Map();
    this.lastMs = 0;
  }

  /** Counts one event; more than 300 a second of a kind are a flood and stay uncounted. */
  add(kind, composer, atMs) {
    this.lastMs = Math.max(this.lastMs, atMs);
    if (this.#flooded(kind, atMs)) return;
    const key = `${kind} ${composer}`;
    const run = this.runs.get(key);
    if (run && atMs - run[3] < RUN_GAP_MS) {
      run[3] = Math.max(run[3], atMs);
      run[4] += 1;
      return;
    }
    if (run) this.done.push(run);
    this.runs.set(key, [kind, composer, atMs, atMs, 1]);
  }

  /** What was counted since the last call, as `[kind, composer, start, end, count]`. */
  take() {
    const taken = [...this.done, ...this.runs.values()];
    this.done = [];
    this.runs.clear();
    return taken;
  }

  get empty() {
    return this.done.length === 0 && this.runs.size === 0;
  }

  #flooded(kind, atMs) {
    const second = Math.floor(atMs / 1000);
    const seen = this.second.get(kind);
    if (!seen || seen.second !== second) {
      this.second.set(kind, { second, count: 1 });
      return false;
    }
    seen.count += 1;
    return seen.count > EVENTS_A_SECOND;
  }
}
