// Completion of a name: a field with a list below it. Names are shown as text and never as markup.

const SHOWN = 5;

/** A text without case and accents, as one looks for it. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

/** Whom of `people` (`{id, name}`, the likeliest first) a text may mean: each of its words begins one of the name. */
export function matching(people, text) {
  const wanted = fold(text);
  const parts = wanted.split(" ");
  const fits = people.filter(({ name }) => {
    const words = fold(name).split(/[\s-]+/);
    return parts.every((part) => words.some((word) => word.startsWith(part)));
  });
  const first = fits.filter(({ name }) => fold(name).startsWith(wanted));
  return [...first, ...fits.filter((one) => !first.includes(one))].slice(0, SHOWN);
}

/** The one whose name it is, in whatever case and accents; null where nobody's or several people's. */
export function named(people, text) {
  const same = people.filter(({ name }) => name === text.trim());
  const alike = same.length > 0 ? same : people.filter(({ name }) => fold(name) === fold(text));
  return alike.length === 1 ? alike[0] : null;
}

export class Whom {
  /** `field` is a combobox, `list` its listbox. */
  constructor(field, list) {
    this.field = field;
    this.list = list;
    this.people = [];
    this.options = [];
    this.active = -1;
    this.chosen = null;
    field.addEventListener("input", () => this.#turn());
    field.addEventListener("pointerdown", () => field.value === "" && this.#open(-1));
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.#take());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      this.active = [...list.children].indexOf(event.target.closest("[role=option]"));
      this.#take();
    });
  }

  /** Who is meant: `person_id` is 0 for a name that is not among those known here. */
  get value() {
    const person = this.field.value.trim();
    return { person, person_id: (this.chosen ?? named(this.people, person))?.id ?? 0 };
  }

  /** Somebody by name; `id` says which one, 0 where that is not known. */
  set(name, id = 0) {
    this.field.value = name;
    this.chosen = id ? { id, name } : null;
    this.#close();
  }

  #turn() {
    this.chosen = null;
    if (this.field.value.trim() === "") this.#close();
    else this.#open(0);
  }

  /** Shows whom the text may mean, last the text itself where it is nobody's name. */
  #open(active) {
    const text = this.field.value.trim();
    const found = matching(this.people, text);
    const typed = text !== "" && found.length > 0 && !named(this.people, text) ? [{ id: 0, name: text }] : [];
    this.options = [...found, ...typed];
    this.list.replaceChildren(...this.options.map((option, n) => this.#row(option, n)));
    this.list.hidden = this.options.length === 0;
    this.field.ariaExpanded = String(!this.list.hidden);
    this.#light(Math.min(active, this.options.length - 1));
  }

  #row({ id, name }, n) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${n}`;
    row.role = "option";
    row.textContent = id ? name : `“${name}”, somebody new`;
    row.className = id ? "" : "quiet";
    return row;
  }

  #light(n) {
    this.active = n;
    [...this.list.children].forEach((row, at) => (row.ariaSelected = String(at === n)));
    if (n >= 0) this.field.setAttribute("aria-activedescendant", `${this.list.id}-${n}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.#open(-1);
    if (step && !this.list.hidden) {
      event.preventDefault();
      const count = this.options.length;
      this.#light(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
    }
    if (event.key === "Enter") this.#take();
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.#close();
    }
  }

  /** Takes the option that is lit, if any. */
  #take() {
    const option = this.list.hidden ? null : this.options[this.active];
    if (option) {
      this.field.value = option.name;
      this.chosen = option.id ? option : null;
    }
    this.#close();
  }

  #close() {
    this.list.hidden = true;
    this.field.ariaExpanded = "false";
    this.#light(-1);
  }
}
