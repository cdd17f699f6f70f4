"use strict";
// The page's clock: paced by the monotonic clock, labelled by the wall clock.

const STEP_MS = 2000;

class PageClock {
  constructor(wall = () => Date.now(), mono = () => performance.now()) {
    this.wall = wall;
    this.mono = mono;
    this.rebase();
  }

  rebase() {
    this.base = this.wall() - this.mono();
  }

  /** Milliseconds since 1970, never going back between two calls of `rebase`. */
  now() {
    return Math.round(this.base + this.mono());
  }

  /** Whether the wall clock moved by itself: it was stepped, or the computer slept. */
  stepped() {
    return Math.abs(this.wall() - this.now()) > STEP_MS;
  }
}
