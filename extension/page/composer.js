"use strict";
// What the keys go into, and whether a written message left: of the text only its emptiness is looked at.

const SENT_WITHIN_MS = 1000;
const LOOK_AGAIN_MS = [0, 50, 150, 300, 600, 950];
const SEARCHES = "[role=search], [role=searchbox], [role=combobox], [type=search]";
const EDITABLE = "textarea, [contenteditable]:not([contenteditable=false])";

function matching(path, selector) {
  if (!selector) return null;
  return path.find((node) => node instanceof Element && node.matches(selector)) ?? null;
}

function isEmpty(box) {
  const text = box instanceof HTMLTextAreaElement ? box.value : box.textContent;
  return !/[^\s\u200b\ufeff]/.test(text ?? "");
}

class ComposerWatch {
  /** `sent(composer, atMs)` is called for each message that left. */
  constructor(clock, address, sent) {
    this.clock = clock;
    this.address = address;
    this.sent = sent;
    this.page = {};
    this.contact = false;
    this.box = null;
    this.kind = "";
    this.typed = false;
    this.waiting = null;
  }

  /** The selectors of this page, and whether the page itself is a conversation. */
  order(page, contact) {
    this.page = page;
    this.contact = contact;
  }

  /** The composer that an event is in: "", "public", "dm" or "live_chat". */
  of(path) {
    const box = this.#boxOf(path);
    if (!box) return "";
    if (matching(path, this.page.dm_popup)) return "dm";
    if (matching(path, this.page.live_chat)) return "live_chat";
    return this.contact ? "dm" : "public";
  }

  editing(path) {
    const inner = path[0];
    return inner instanceof HTMLInputElement || this.#boxOf(path) !== null;
  }

  /** A trusted key or paste. */
  write(path, enter) {
    const box = this.#boxOf(path);
    if (!box) return;
    if (box !== this.box) this.typed = false;
    this.box = box;
    this.kind = this.of(path);
    if (enter) this.expect();
    this.typed = true;
  }

  /** A trusted Enter or click: a written composer that is empty within a second was sent. */
  expect() {
    const box = this.box;
    if (!box || !this.typed || !box.isConnected || isEmpty(box) || this.waiting) return;
    const asked = { box, kind: this.kind, atMs: this.clock.now(), href: this.address() };
    this.waiting = asked;
    LOOK_AGAIN_MS.forEach((ms) => setTimeout(() => this.#look(asked), ms));
    setTimeout(() => this.#forget(asked), SENT_WITHIN_MS);
  }

  /** Looks at emptiness; also called at each input event of the page. */
  look() {
    if (this.waiting) this.#look(this.waiting);
  }

  #look(asked) {
    if (this.waiting !== asked || !isEmpty(asked.box)) return;
    this.waiting = null;
    if (this.clock.now() - asked.atMs > SENT_WITHIN_MS || this.address() !== asked.href) return;
    this.typed = false;
    this.sent(asked.kind, asked.atMs);
  }

  #forget(asked) {
    if (this.waiting === asked) this.waiting = null;
  }

  #boxOf(path) {
    if (matching(path, this.page.composer)) return matching(path, EDITABLE) ?? null;
    const box = matching(path, EDITABLE);
    return box && !matching(path, SEARCHES) ? outermost(box) : null;
  }
}

/** The editing host of a contenteditable: its inner parts come and go with each message. */
function outermost(box) {
  let host = box;
  for (let up = box.parentElement; up; up = up.parentElement) if (up.isContentEditable) host = up;
  return host;
}
