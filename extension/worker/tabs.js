// What is remembered of each tab: how its page was reached, which item of the view it is, how far it was scrolled.

const ITEM_VIEWS = new Set(["shorts", "stories", "post", "video"]);
const SWIPE_VIEWS = new Set(["shorts", "stories"]);
const DEEP_SCREENS = 8;
const CLOSED = 100;
const TYPED = new Set(["typed", "generated", "keyword", "keyword_generated", "auto_bookmark", "start_page"]);
const LINKED = new Set(["link", "form_submit"]);

/** How a page was reached, from a committed navigation; `before` is what the tab held until now. */
export function entryOf(before, { transitionType, transitionQualifiers = [] }) {
  if (transitionType === "reload") return before ? before.entry : "restored";
  if (transitionQualifiers.includes("forward_back")) return "link";
  if (TYPED.has(transitionType)) return "typed";
  return LINKED.has(transitionType) ? "link" : "unknown";
}

export class Tabs {
  constructor(store) {
    this.store = store;
    this.held = new Map();
    this.closed = new Set();
  }

  /** `open` are the tabs that there are: those that closed while no worker ran are forgotten. */
  async load(open) {
    const { tabs } = await this.store.get("tabs");
    const there = new Set(open);
    this.held = new Map((tabs ?? []).filter(([id]) => there.has(id)));
  }

  /** What is known of a tab; of a closed one, whose last piece may come late, nothing is kept. */
  of(id) {
    const tab = this.held.get(id) ?? { entry: "unknown", view: "", path: "", item: 1, px: 0 };
    if (!this.closed.has(id)) this.held.set(id, tab);
    return tab;
  }

  committed(id, details) {
    const entry = entryOf(this.held.get(id), details);
    this.of(id).entry = entry;
    this.#save();
  }

  gone(id) {
    this.held.delete(id);
    this.closed.add(id);
    if (this.closed.size > CLOSED) this.closed.delete(this.closed.keys().next().value);
    this.#save();
  }

  /** Takes one piece of a page; gives `{item, deep, swipe}`. A new view starts anew; a new address in it is the next item. */
  step(id, view, path, px, screen) {
    const tab = this.of(id);
    const next = ITEM_VIEWS.has(view.split("/")[1]) && !path.startsWith(tab.path) && !tab.path.startsWith(path);
    const same = tab.view === view;
    const swipe = same && next && SWIPE_VIEWS.has(view.split("/")[1]);
    tab.item = same ? tab.item + (next ? 1 : 0) : 1;
    const before = same ? tab.px : 0;
    tab.px = before + px + (swipe ? screen : 0);
    tab.view = view;
    tab.path = path;
    this.#save();
    return { item: tab.item, deep: view !== "" && before >= DEEP_SCREENS * screen, swipe };
  }

  #save() {
    this.store.set({ tabs: [...this.held] });
  }
}
