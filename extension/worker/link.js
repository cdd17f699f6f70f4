// The port to the native host, kept open; after a disconnect an alarm opens it again.

const HOST = "org.unscroll.host";
const ALARM = "link";
const AGAIN_MINUTES = 0.5;
const REST_MS = 25000;

/** A message of the service as `[name, params]` pairs: JSON-RPC notifications, answers and errors. */
export function partsOf(message) {
  if (typeof message !== "object" || message === null) return [];
  if (typeof message.method === "string") return [[message.method, message.params ?? {}]];
  if (message.error) return [["error", message.error]];
  return Object.entries(message.result ?? message).filter(([name]) => name !== "jsonrpc" && name !== "id");
}

export class Link {
  /** `heard(name, params)` is called for what the service says, `changed()` when the state changes. */
  constructor(hello, heard, changed) {
    this.hello = hello;
    this.heard = heard;
    this.changed = changed;
    this.port = null;
    this.state = "absent";
    this.why = "";
    this.tried = false;
    this.restUntil = 0;
  }

  /** Opens the port unless it is open, or nobody answered just now; `atOnce` tries all the same. */
  open(atOnce = false) {
    if (this.port || (!atOnce && Date.now() < this.restUntil)) return;
    this.port = chrome.runtime.connectNative(HOST);
    this.port.onMessage.addListener((message) => this.#hear(message));
    this.port.onDisconnect.addListener((port) => {
      // Chromium's word, and Firefox's
      this.#closed(chrome.runtime.lastError?.message ?? port.error?.message ?? "");
    });
    this.send({ hello: this.hello() });
  }

  /** Opens the port anew, with a hello of now. */
  again() {
    this.port?.disconnect();
    this.port = null;
    this.#turn("absent", "");
    this.open(true);
  }

  /** Whether the service said what may be told. */
  get ready() {
    return this.state === "ready";
  }

  send(message) {
    try {
      this.port?.postMessage(message);
    } catch {
      this.#closed("the port closed");
    }
  }

  async #hear(message) {
    for (const [name, params] of partsOf(message)) {
      if (name === "daemon") this.why = "the service does not run";
      await this.heard(name, params);
      if (name === "config") this.#turn("ready", "");
    }
  }

  #closed(why) {
    this.port = null;
    this.restUntil = this.ready ? 0 : Date.now() + REST_MS;
    const missing = /not found|forbidden|no such native/i.test(why);
    this.#turn("absent", missing ? "the extension is not connected yet: run unscroll setup" : this.why || why);
    chrome.alarms.create(ALARM, { delayInMinutes: AGAIN_MINUTES });
  }

  #turn(state, why) {
    const turned = this.state !== state || this.why !== why || !this.tried;
    this.tried = true;
    this.state = state;
    this.why = why;
    if (turned) this.changed();
  }

  alarm(name) {
    if (name === ALARM) this.open(true);
  }
}
