// What is in front though no script of ours runs in it (site access "on click", a policy): told as not seen, without its address.

const TICK_MS = 30000;
const LATE_MS = 3 * TICK_MS;
const ANSWER_MS = 1500;
const RUN_BYTES = 8;

/** The tab in front, where `watchable` and nobody in it answers; else null. One that is stuck has somebody in it. */
export async function unanswered(watchable) {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab || tab.status !== "complete" || !watchable(tab)) return null;
  if (!(await chrome.windows.get(tab.windowId)).focused) return null;
  const told = chrome.tabs.sendMessage(tab.id, { where: true }, { frameId: 0 });
  const answered = told.then(() => true, () => false);
  const stuck = new Promise((resolve) => setTimeout(() => resolve(true), ANSWER_MS));
  return (await Promise.race([answered, stuck])) ? null : tab.id;
}

function pieceOf(run, seq, tab, start, end) {
  const state = { visible: true, focused: true, audible: false, playing: false, full_screen: false, participants: null };
  const where = { item: 1, deep: false, entry: "unknown", unseen: true };
  return { v: 1, run, seq, tab: String(tab), start, end, place: {}, state: { ...state, ...where }, px: 0, input: [], acts: [] };
}

export class Unseen {
  /** `front()` gives the tab of `unanswered`; `put(run, seq, frames)` keeps pieces. It ticks only while there is one. */
  constructor(front, put, now = Date.now) {
    Object.assign(this, { front, put, now, tab: null, sinceMs: 0, seq: 0, turn: Promise.resolve() });
    const bytes = [...crypto.getRandomValues(new Uint8Array(RUN_BYTES))];
    this.run = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** To be called where another tab may be in front: what was, was so until now. */
  look() {
    this.turn = this.turn.then(() => this.#look()).catch(() => (this.tab = null));
    return this.turn;
  }

  async #look() {
    clearTimeout(this.timer);
    const [was, start, end] = [this.tab, this.sinceMs, this.now()];
    this.tab = await this.front();
    this.sinceMs = end;
    if (this.tab !== null) this.timer = setTimeout(() => this.look(), TICK_MS);
    if (was === null || end <= start || end - start > LATE_MS) return;
    this.seq += 1;
    await this.put(this.run, this.seq, [pieceOf(this.run, this.seq, was, start, end)]);
  }
}
