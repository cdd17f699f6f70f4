// What the service allows to be told: kept in storage.local, so that it holds before the service answers again.

const AT_FIRST = { sites: "social", never: [], rules: [], private: false };

const texts = (list) => (Array.isArray(list) ? list.filter((text) => typeof text === "string") : []);
const ruleOf = ({ host, title }) => ({ host: typeof host === "string" ? host : "", title: typeof title === "string" ? title : "" });

export class Config {
  constructor(store) {
    this.store = store;
    this.value = AT_FIRST;
    this.heard = false;
  }

  async load() {
    const { config } = await this.store.get("config");
    if (!config) return;
    this.value = config;
    this.heard = true;
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
