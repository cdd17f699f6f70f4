// Frames that the service has not acknowledged: in storage.session, which outlives the worker and the host.

const KEPT = 5000;
const RUNS = 500;
const PREFIX = "frame ";

export class Outbox {
  constructor(store) {
    this.store = store;
    this.frames = [];
    this.newest = new Map();
    this.lost = 0;
    this.number = 0;
    this.sent = 0;
  }

  async load() {
    const all = await this.store.get(null);
    const { runs = [], lost = 0 } = all;
    this.newest = new Map(runs);
    this.lost = lost;
    this.frames = Object.entries(all)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, frame]) => ({ number: Number(key.slice(PREFIX.length)), frame }))
      .sort((a, b) => a.number - b.number);
    this.number = this.frames.at(-1)?.number ?? 0;
  }

  /** The newest sequence number taken of a run. */
  newestOf(run) {
    return this.newest.get(run) ?? 0;
  }

  /** Puts frames away for good; resolves when they outlive the worker. `run`, `seq`: taken up to there. */
  async put(run, seq, frames) {
    const written = {};
    for (const frame of frames) {
      this.number += 1;
      this.frames.push({ number: this.number, frame });
      written[`${PREFIX}${this.number}`] = frame;
    }
    const newest = Math.max(seq, this.newestOf(run));
    this.newest.delete(run);
    this.newest.set(run, newest);
    while (this.newest.size > RUNS) this.newest.delete(this.newest.keys().next().value);
    const over = this.frames.splice(0, Math.max(0, this.frames.length - KEPT));
    this.lost += over.length;
    await this.store.set({ ...written, runs: [...this.newest], lost: this.lost });
    await this.#remove(over);
  }

  /** A new connection knows nothing: everything goes out again. */
  rewind() {
    this.sent = 0;
  }

  /** The frames that were not sent yet over this connection, in order. */
  unsent() {
    const fresh = this.frames.filter(({ number }) => number > this.sent);
    this.sent = this.number;
    return fresh.map(({ frame }) => frame);
  }

  /** The service has committed each run up to a number: `{run: seq}`. */
  async acknowledge(committed) {
    await this.#drop(({ frame }) => frame.seq <= (committed[frame.run] ?? 0));
  }

  /** Takes out what a new configuration forbids. */
  async keep(allowed) {
    await this.#drop(({ frame }) => !allowed(frame));
  }

  async #drop(unwanted) {
    const gone = this.frames.filter(unwanted);
    this.frames = this.frames.filter((entry) => !unwanted(entry));
    await this.#remove(gone);
  }

  async #remove(entries) {
    if (entries.length > 0) await this.store.remove(entries.map(({ number }) => `${PREFIX}${number}`));
  }
}
