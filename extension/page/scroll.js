"use strict";
// Scrolled distance that the user caused, in CSS px (METRICS 2.3, scroll distance).

const GESTURE_MS = 1000;
const FLING_MS = 3000;
const VIEWPORTS_AT_ONCE = 3;
const SCROLL_KEYS = new Set([" ", "PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

class ScrollMeter {
  constructor() {
    this.px = 0;
    this.until = -1;
    this.dragging = false;
    this.positions = new WeakMap();
    this.lastTarget = null;
    this.positions.set(document.documentElement ?? document, [0, 0]);
  }

  /** A trusted gesture that may scroll: scroll events up to a second later are the user's. */
  gesture(atMs, target, lastsMs = GESTURE_MS) {
    this.until = Math.max(this.until, atMs + lastsMs);
    this.near(target);
  }

  /** The pointer is over `target`: what lies around it may scroll next, before the page hears of the wheel. */
  near(target) {
    if (target !== this.lastTarget) this.#remember(target);
    this.lastTarget = target;
  }

  key(event, atMs, editing) {
    if (!editing && SCROLL_KEYS.has(event.key)) this.gesture(atMs, event.target);
  }

  /** A press on a scrollbar lies outside the client box of its element. */
  press(event, atMs) {
    const box = event.target instanceof Element ? event.target : null;
    if (!box) return;
    const root = box === document.documentElement;
    const x = root ? event.clientX : event.offsetX;
    const y = root ? event.clientY : event.offsetY;
    this.dragging = (box.clientWidth > 0 && x >= box.clientWidth) || (box.clientHeight > 0 && y >= box.clientHeight);
    if (this.dragging) this.gesture(atMs, box);
  }

  release() {
    this.dragging = false;
  }

  /** Takes a scroll event of any scroller; returns the px that count. */
  scrolled(target, atMs) {
    const box = target === document ? (document.scrollingElement ?? document.documentElement) : target;
    if (!box) return 0;
    const before = this.positions.get(box);
    const now = [box.scrollLeft, box.scrollTop];
    this.positions.set(box, now);
    if (!before || (atMs > this.until && !this.dragging)) return 0;
    const moved = Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    const counted = Math.min(moved, VIEWPORTS_AT_ONCE * window.innerHeight);
    this.px += counted;
    return counted;
  }

  take() {
    const px = Math.round(this.px);
    this.px = 0;
    return px;
  }

  #remember(target) {
    for (let box = target instanceof Element ? target : null; box; box = box.parentElement) this.#store(box);
    if (document.scrollingElement) this.#store(document.scrollingElement);
  }

  #store(box) {
    if (!this.positions.has(box)) this.positions.set(box, [box.scrollLeft, box.scrollTop]);
  }
}
