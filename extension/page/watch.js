"use strict";
// Watches one page document: cuts its time where something changes, and hands the pieces to the courier.

const BUSY_TICK_MS = 10000;
const QUIET_TICK_MS = 60000;
const QUIET_AFTER_MS = 60000;
const CALL_TICK_MS = 2000;
const STUCK_MS = 20000;
const CUTS_AT_MOST = 60;
const TITLE_LIMIT = 2048;
const MOTION_EACH_MS = 1000;

class PageWatch {
  constructor(clock, courier, ask) {
    this.clock = clock;
    this.courier = courier;
    this.ask = ask;
    this.runs = new InputRuns();
    this.meter = new ScrollMeter();
    this.state = new PageState();
    this.composer = new ComposerWatch(clock, () => location.href, (kind, atMs) => this.act("sent", kind, atMs));
    this.acts = [];
    this.orders = null;
    this.open = null;
    this.viewPx = 0;
    this.proofMs = 0;
    this.cuts = { window: 0, count: 0 };
    this.timer = 0;
    this.pointer = { atMs: 0, x: 0, y: 0 };
  }

  start() {
    this.open = this.#piece(this.clock.now());
    this.proofMs = this.open.start;
    this.inquire();
    this.#arm();
  }

  /** The page that is shown now, for the worker alone: what of it may be told is decided there. */
  where() {
    return { href: location.href, title: this.#title(), hint: this.hint ?? "" };
  }

  /** Asks the worker whether and how to watch this address. */
  async inquire() {
    const asked = location.href;
    this.asked = asked;
    try {
      const orders = await this.ask({ where: this.where() });
      if (orders && location.href === asked) this.#obey(orders);
    } catch {
      if (attached()) setTimeout(() => this.inquire(), AGAIN_MS);
    }
  }

  #obey(orders) {
    if (orders.watch && this.orders?.watch === false) this.#begin();
    if (orders.view !== this.orders?.view) this.viewPx = 0;
    this.orders = orders;
    this.composer.order(orders.page ?? {}, orders.contact === true);
    this.state.page = orders.page ?? {};
    this.courier.open = orders.watch === true;
    if (!orders.watch) this.courier.drop();
    this.findHint();
    this.refresh();
    this.#arm();
    this.courier.flush();
  }

  /** Software that may run on any host shows itself in the page, once that is there. */
  findHint() {
    const found = this.hint ? null : (this.orders?.hints ?? []).find(([, selector]) => document.querySelector(selector));
    if (!found) return;
    this.hint = found[0];
    this.refresh();
    this.inquire();
  }

  /** Looks again at everything that may have changed, and cuts where it did. */
  refresh() {
    const atMs = this.#prove();
    const next = this.#piece(atMs);
    if (this.open && this.#differs(next) && this.#mayCut(atMs)) {
      this.#cut(atMs);
      this.courier.flush();
      this.#arm();
    }
    if (this.open && this.open.href !== this.asked) this.inquire();
  }

  /** Closes the open piece at `atMs` and opens the next. */
  #cut(atMs) {
    const piece = this.open;
    const active = piece && (piece.visible || piece.audible);
    this.open = this.#piece(atMs);
    if (!active || this.orders?.watch === false) return this.#forget();
    if (atMs <= piece.start && this.runs.empty && this.acts.length === 0) return;
    this.courier.add({
      ...piece,
      end: Math.max(piece.start, atMs),
      px: this.meter.take(),
      vh: window.innerHeight,
      input: this.runs.take(),
      acts: this.acts,
    });
    this.acts = [];
  }

  /** Watched from now on: what was before is nobody's. */
  #begin() {
    this.#forget();
    this.open = this.#piece(this.clock.now());
    this.proofMs = this.open.start;
  }

  #forget() {
    this.meter.take();
    this.runs.take();
    this.acts = [];
  }

  /** The instant now. Time that nothing vouches for (a stepped clock, sleep, a stuck page) is cut out. */
  #prove() {
    const atMs = this.clock.now();
    const limit = this.#tickMs() + STUCK_MS;
    if (this.clock.stepped() || atMs - this.proofMs > limit) {
      if (this.open) this.#cut(Math.min(atMs, this.proofMs + limit));
      this.clock.rebase();
      this.open = this.#piece(this.clock.now());
    }
    this.proofMs = this.clock.now();
    return this.proofMs;
  }

  #piece(atMs) {
    const piece = { start: atMs, href: location.href, hint: this.hint ?? "", ...this.state.read() };
    if (this.orders?.title) piece.title = this.#title();
    return piece;
  }

  #differs(next) {
    const { start: _a, ...before } = this.open;
    const { start: _b, ...after } = next;
    return JSON.stringify(before) !== JSON.stringify(after);
  }

  #title() {
    return document.title.slice(0, TITLE_LIMIT).replace(/^[([]\d+\+?[)\]] /, "");
  }

  /** A page that changes more than 60 times in ten seconds is cut at the ticks only. */
  #mayCut(atMs) {
    const window_ = Math.floor(atMs / BUSY_TICK_MS);
    if (this.cuts.window !== window_) this.cuts = { window: window_, count: 0 };
    this.cuts.count += 1;
    return this.cuts.count <= CUTS_AT_MOST;
  }

  #tickMs() {
    if (this.orders?.page?.participants) return CALL_TICK_MS;
    const quiet = this.clock.now() - this.runs.lastMs > QUIET_AFTER_MS;
    return quiet && !this.open?.playing && !this.open?.audible ? QUIET_TICK_MS : BUSY_TICK_MS;
  }

  #arm() {
    clearTimeout(this.timer);
    this.ticks = this.#tickMs();
    const seen = this.open?.visible || this.open?.audible;
    if (!seen || this.orders?.watch === false) return;
    this.timer = setTimeout(() => this.tick(), this.ticks);
  }

  /** The extension was reloaded or removed: its next version watches this page anew, and this one is silent. */
  retire() {
    clearTimeout(this.timer);
    this.courier.drop();
    this.orders = { watch: false };
  }

  tick() {
    if (!attached()) return this.retire();
    const atMs = this.#prove();
    this.findHint();
    if (!this.orders?.page?.participants || atMs - this.open.start >= BUSY_TICK_MS) this.#cut(atMs);
    this.refresh();
    this.courier.flush();
    this.#arm();
  }

  /** The page ends or rests: everything goes out now. */
  end() {
    this.#cut(this.#prove());
    this.courier.flush(true);
  }

  act(what, value, atMs) {
    this.acts.push([what, value, atMs]);
  }

  input(kind, composer = "") {
    if (this.open?.href !== location.href) this.refresh();
    const atMs = this.#prove();
    this.runs.add(kind, composer, atMs);
    if (this.ticks > BUSY_TICK_MS) this.#arm();
    return atMs;
  }

  scroll(target) {
    if (!this.open) return;
    const before = this.viewPx;
    this.viewPx += this.meter.scrolled(target, this.clock.now());
    const deep = 8 * window.innerHeight;
    if (before < deep && this.viewPx >= deep) {
      this.#cut(this.#prove());
      this.courier.flush();
    }
  }

  motion(event) {
    const atMs = this.clock.now();
    const { screenX: x, screenY: y } = event;
    if (atMs - this.pointer.atMs < MOTION_EACH_MS || (x === this.pointer.x && y === this.pointer.y)) return;
    this.pointer = { atMs, x, y };
    this.meter.near(event.target);
    this.input("motion");
  }
}
