// Acts of the popup: this hour was work, pause, forget the last hour; each asks in a panel of its own.

export const PAUSES = [
  { minutes: 15, words: "15 min" },
  { minutes: 45, words: "45 min" },
  { minutes: 120, words: "2 h" },
  { minutes: 480, words: "8 h" },
];
const WORK = "Minutes that were spent today stay spent.";
const FIRST = {
  work: { words: "Work", does: "This hour was work" },
  pause: { words: "Pause", does: "Pause the watching" },
  resume: { words: "Resume", does: "Resume the watching" },
  forget: { words: "Forget", does: "Forget the last hour" },
  settings: { words: "Settings", does: "Open the settings" },
};

/** The acts on offer: what the service knows (`can`), a pause or its end by the flags of the budget. */
export function offered(can, flags = []) {
  const rests = flags.includes("paused") || flags.includes("guest");
  const all = ["work", rests ? "resume" : "pause", "forget", "settings"];
  return all.filter((name) => can.includes(name)).map((name) => ({ name, ...FIRST[name] }));
}

/** The line that is shown for an answer. */
export function outcome(answer) {
  if (answer?.ok) return `${answer.said}.`;
  return answer?.why ? `Not done: ${answer.why}.` : "The service did not answer: try again.";
}

/** What a panel asks: its heading, what more is to be said, the choices with the message that each sends. */
export function panelOf(name, asked) {
  if (name === "work") {
    const choices = [
      { words: "The last hour", message: { work: { since: "hour" } } },
      { words: "Since this sitting began", message: { work: { since: "sitting" } } },
    ];
    return { heading: "What was work?", more: WORK, choices };
  }
  if (name === "pause") {
    const choices = PAUSES.map(({ minutes, words }) => ({ words, message: { pause: { minutes } } }));
    return { heading: "Watch nothing for how long?", more: "The gap shows in the report.", choices };
  }
  const choices = [{ words: "Forget it", message: { forget: { sure: asked.sure } } }];
  return { heading: "Forget the last hour?", more: `${asked.said}.`, choices };
}

export class Acts {
  /** `at` gives an element by its id; `done()` is called when something was done. */
  constructor(at, done) {
    Object.assign(this, { at, done, from: "" });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.at("doing").hidden) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Shows what is on offer, and whatever was there before no more. */
  show(can, flags) {
    const acts = offered(can, flags);
    this.at("acts").hidden = acts.length === 0;
    const buttons = acts.map(({ name, words, does }) => this.#button(words, () => this.#begin(name), name, does));
    this.at("acts").replaceChildren(...buttons);
  }

  async #begin(name) {
    this.from = name;
    this.at("said").textContent = "";
    if (name === "settings") return chrome.runtime.openOptionsPage();
    if (name === "resume") return this.#do({ resume: {} });
    if (name !== "forget") return this.#open(panelOf(name));
    const asked = await chrome.runtime.sendMessage({ forget: {} });
    if (asked?.ok && asked.sure) this.#open(panelOf(name, asked));
    else this.at("said").textContent = outcome(asked);
  }

  #open({ heading, more, choices }) {
    this.at("doing-words").textContent = heading;
    this.at("doing-more").textContent = more;
    const buttons = choices.map(({ words, message }) => this.#button(words, () => this.#do(message)));
    this.at("choices").replaceChildren(...buttons, this.#button("Back", () => this.close(), "back"));
    this.#turn(true);
    this.at("doing-words").focus();
  }

  close() {
    this.#turn(false);
    this.at("acts").querySelector(`[data-name=${this.from}]`)?.focus();
  }

  /** One thing at a time: while a panel is open the forms are away. */
  #turn(open) {
    this.at("doing").hidden = !open;
    document.body.classList.toggle("asks", open);
  }

  async #do(message) {
    for (const button of this.at("choices").children) button.disabled = true;
    const answer = await chrome.runtime.sendMessage(message);
    this.#turn(false);
    this.at("said").textContent = outcome(answer);
    await this.done();
    (this.at("acts").querySelector(`[data-name=${this.from}]`) ?? this.at("acts").firstElementChild)?.focus();
  }

  /** `does` says the same in full, to who hears it or points at it. */
  #button(words, act, name = "", does = "") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.dataset.name = name;
    if (does) button.ariaLabel = button.title = does;
    button.addEventListener("click", act);
    return button;
  }
}
