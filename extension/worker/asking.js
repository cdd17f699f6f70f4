// Asking: what the extension's own pages ask of the service, each answer given to who asked.

export const ANSWER_MS = 1500;
const SLOW_MS = 10000;
const UNDER = new Set(["thread", "labelled", "people", "logged", "worked", "rested", "forgotten", "options", "circled"]);
const DOINGS = new Set(["work", "pause", "resume", "forget", "settings", "set", "circles", "circle"]);

/** What an extension's page may ask to be done, as `[name, body]`; null for anything else. */
export function doingOf(message) {
  const [[name, body] = [], ...more] = Object.entries(message ?? {});
  return more.length === 0 && DOINGS.has(name) && typeof body === "object" && body ? [name, body] : null;
}

export class Asking {
  constructor(link) {
    this.link = link;
    this.waiting = new Map();
    this.asked = 0;
    this.can = [];
  }

  /** What the service said it knows; a service of before says nothing of it. */
  configured({ asks }) {
    this.can = Array.isArray(asks) ? asks.filter((name) => typeof name === "string") : [];
  }

  heard(name, params) {
    if (UNDER.has(name)) this.waiting.get(params.id)?.(params);
  }

  /** What the service says to a frame; null where it says nothing in time: a late answer is nobody's. */
  ask(name, body, patience = ANSWER_MS) {
    if (!this.link.ready) return Promise.resolve(null);
    return new Promise((resolve) => {
      const id = (this.asked += 1);
      const give = (said) => {
        this.waiting.delete(id);
        resolve(said);
      };
      this.waiting.set(id, give);
      setTimeout(() => give(null), patience);
      this.link.send({ [name]: { ...body, id } });
    });
  }

  /** Something done to the Day; it may wait for a disk. What the service does not know is told, not sent. */
  async do(name, body) {
    if (this.link.ready && !this.can.includes(name)) return { ok: false, why: "the service is older than the extension: restart it" };
    return (await this.ask(name, body, SLOW_MS)) ?? { ok: false, why: this.link.ready ? "" : this.link.why };
  }
}
