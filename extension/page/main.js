"use strict";
// Joins the watch to the page's events. Events that a script made (not trusted) are passed over.

function listen(watch) {
  const end = new AbortController();
  const heard = (act) => (event) => {
    if (attached()) return act(event);
    end.abort();
    watch.retire();
  };
  const on = (target, names, act) =>
    names.forEach((name) => target.addEventListener(name, heard(act), { capture: true, passive: true, signal: end.signal }));
  const trusted = (names, act) => on(window, names, (event) => event.isTrusted && act(event));
  const { meter, composer } = watch;

  trusted(["wheel"], (event) => meter.gesture(watch.input("wheel"), event.target));
  trusted(["touchstart", "touchmove"], (event) => meter.gesture(watch.clock.now(), event.target, FLING_MS));
  trusted(["keydown"], (event) => {
    const path = event.composedPath();
    const atMs = watch.input("key", composer.of(path));
    meter.key(event, atMs, composer.editing(path));
    composer.write(path, event.key === "Enter" && !event.shiftKey && !event.isComposing);
  });
  trusted(["paste"], (event) => composer.write(event.composedPath(), false));
  trusted(["pointerdown"], (event) => meter.press(event, watch.clock.now()));
  trusted(["pointerup", "pointercancel"], () => meter.release());
  trusted(["pointermove"], (event) => watch.motion(event));
  trusted(["click"], (event) => {
    if (event.detail === 0 && !event.pointerType) return;
    const atMs = watch.input("click");
    if (matching(event.composedPath(), watch.orders?.page?.like)) watch.act("click", "", atMs);
    composer.expect();
  });
  on(document, ["scroll"], (event) => event.isTrusted && watch.scroll(event.target));
  on(document, ["input"], () => composer.look());
  on(document, ["play", "playing", "pause", "ended", "emptied"], (event) => {
    watch.state.media(event);
    watch.refresh();
  });
  const look = () => watch.refresh();
  on(window, ["focus", "blur"], (event) => event.target === window && look());
  on(window, ["popstate", "hashchange"], look);
  on(document, ["visibilitychange", "fullscreenchange"], look);
  on(document, ["readystatechange"], () => watch.findHint());
  globalThis.navigation?.addEventListener("currententrychange", look);
  on(window, ["pagehide"], () => watch.end());
  on(window, ["pageshow"], look);
  on(document, ["DOMContentLoaded"], () => watchTitle(look));
}

/** A title changes without an event of its own. */
function watchTitle(look) {
  if (document.head) new MutationObserver(look).observe(document.head, { childList: true, subtree: true, characterData: true });
}

/**
 * Holds a port to the worker while the page is seen. It carries nothing: its end tells that the worker ended, and
 * opening it again wakes the worker, so that one is there when the page ends and sends its last piece.
 */
function hold(watch) {
  let port = null;
  const open = () => {
    if (port || document.visibilityState !== "visible" || !attached()) return;
    port = chrome.runtime.connect({ name: "page" });
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(open);
    });
    watch.courier.flush();
  };
  document.addEventListener("visibilitychange", open);
  window.addEventListener("pageshow", open);
  open();
}

function begin() {
  const run = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const send = (message) => chrome.runtime.sendMessage(message);
  const watch = new PageWatch(new PageClock(), new Courier(run, send), send);
  listen(watch);
  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message.where) return reply(watch.where());
    if (typeof message.audible === "boolean") watch.state.audible = message.audible;
    if (message.ask) watch.inquire();
    watch.refresh();
  });
  watch.start();
  hold(watch);
}

/** A page's scripts may come twice: with the page, and by the worker that found nobody in it. */
function beginOnce() {
  if (globalThis.unscrollWatches) return;
  globalThis.unscrollWatches = true;
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}

beginOnce();
