// A page's piece as the frame that goes to the service (docs/extension-frames.md).

import { known, place } from "./place.js";

const STATE = ["visible", "focused", "audible", "playing", "full_screen", "participants"];

/** `tabs` remembers the tab; of the address only what `place` lets through is in the frame. */
export function frameOf({ book, config, tabs }, tab, run, piece) {
  const found = known(book, piece.href, piece);
  const view = found ? `${found.platform}/${found.view}` : "";
  const path = found ? new URL(piece.href).pathname : "";
  const { item, deep, swipe } = tabs.step(tab, view, path, piece.px, piece.vh);
  const state = Object.fromEntries(STATE.map((name) => [name, piece[name] ?? null]));
  return {
    v: 1,
    run,
    seq: piece.seq,
    tab: String(tab),
    start: piece.start,
    end: piece.end,
    place: place(book, config, piece),
    state: { ...state, item, deep, entry: tabs.of(tab).entry },
    px: piece.px + (swipe ? piece.vh : 0),
    input: piece.input,
    acts: piece.acts,
  };
}
