"use strict";
// What holds for the page now: visible, focused, playing, full screen, participants.

class PageState {
  constructor() {
    this.players = new Set();
    this.audible = false;
    this.page = {};
  }

  media(event) {
    if (event.target instanceof HTMLMediaElement) this.players.add(event.target);
  }

  read() {
    const visible = document.visibilityState === "visible";
    return {
      visible,
      focused: visible && document.hasFocus(),
      audible: this.audible,
      playing: this.#playing(),
      full_screen: document.fullscreenElement !== null,
      participants: this.#participants(),
    };
  }

  #playing() {
    let any = false;
    for (const player of this.players) {
      const runs = !player.paused && !player.ended;
      if (runs) any = true;
      else this.players.delete(player);
    }
    return any;
  }

  /** Others in a call, where the page shows them: null is "not known", never 0. */
  #participants() {
    const { participants, participants_key: key, participants_self: self = 0 } = this.page;
    if (!participants) return null;
    const found = [...document.querySelectorAll(participants)];
    if (found.length === 0) return null;
    const ids = key ? new Set(found.map((node) => node.getAttribute(key))).size : found.length;
    return Math.max(0, ids - self);
  }
}
