// What the service allows to be told: kept in storage.local, so that it holds before the service answers again.

const AT_FIRST = { sites: "social", never: [], rules: [], private: false };

const CALLED_MOST = 80;

const texts = (list) => (Array.isArray(list) ? list.filter((text) => typeof text === "string") : []);
const ruleOf = ({ host, title }) => ({ host: typeof host === "string" ? host : "", title: typeof title === "string" ? title : "" });

export class Config {
  constructor(store) {
    this.store = store;
    this.value = AT_FIRST;
    this.heard = false;
    this.called = "";
  }

  async load() {
    const { config, called } = await this.store.get(["config", "called"]);
    this.called = typeof called === "string" ? called : "";
    if (!config) return;
    this.value = config;
    this.heard = true;
  }

  /** Keeps what the user calls this browser profile, as the settings may name it for work; true if that changed. */
  async call(name) {
    const called = String(name).trim().slice(0, CALLED_MOST);
    if (called === this.called) return false;
    this.called = called;
    await this.store.set({ called });
    return true;
  }

  /**
   * Takes what the service pushed (anything of another shape falls back to the strict values); true if it changed.
   * Before the first word of the service in this profile nothing is kept at all: where a system brings the extension
   * to everybody, each user still asks for the service alone.
   */
  async take(pushed) {
    const before = this.heard ? JSON.stringify(this.value) : "";
    this.heard = true;
    this.value = {
      sites: pushed.sites === "all" ? "all" : "social",
      never: texts(pushed.never),
      rules: Array.isArray(pushed.rules) ? pushed.rules.map((rule) => ruleOf(rule ?? {})) : [],
      private: pushed.private === true,
    };
    await this.store.set({ config: this.value });
    return before !== JSON.stringify(this.value);
  }
}
