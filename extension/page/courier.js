"use strict";
// Brings the page's deltas to the extension's worker; each waits here until the worker has it safe.

const KEPT_DELTAS = 2000;
const AGAIN_MS = 5000;

/** False once the extension was reloaded or removed: its next version watches this page from then on. */
function attached() {
  return Boolean(globalThis.chrome?.runtime?.id);
}

class Courier {
  /** `send(message)` gives a promise of the worker's answer. */
  constructor(run, send) {
    this.run = run;
    this.send = send;
    this.waiting = [];
    this.seq = 0;
    this.busy = false;
    this.open = false;
  }

  add(delta) {
    this.seq += 1;
    this.waiting.push({ seq: this.seq, ...delta });
    if (this.waiting.length > KEPT_DELTAS) this.waiting.shift();
  }

  drop() {
    this.waiting = [];
  }

  /** Sends all that waits, in order; `last` does so even while an answer is awaited, because the page ends. */
  async flush(last = false) {
    if (!this.open || this.waiting.length === 0 || (this.busy && !last)) return;
    this.busy = true;
    try {
      const answer = await this.send({ deltas: { run: this.run, list: this.waiting } });
      const kept = answer?.kept ?? 0;
      this.waiting = this.waiting.filter((delta) => delta.seq > kept);
    } catch {
      if (!attached()) return;
    }
    this.busy = false;
    if (this.waiting.length > 0 && !last) setTimeout(() => this.flush(), AGAIN_MS);
  }
}
