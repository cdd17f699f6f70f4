// Platforms with a cap of their own: a row each, on the settings page.

export class Platforms {
  /** `list` holds the rows, `another` adds one. */
  constructor(list, another) {
    Object.assign(this, { list, named: {} });
    another.addEventListener("click", () => this.#add("", "").querySelector("select").focus());
  }

  /** `{platform: length}` of the rows that name one and give a length. */
  get value() {
    const rows = [...this.list.children].map((row) => [row.querySelector("select").value, row.querySelector("input").value.trim()]);
    return Object.fromEntries(rows.filter(([name, cap]) => name && cap));
  }

  show({ platforms, values, waits }) {
    this.named = platforms;
    this.list.replaceChildren();
    for (const [name, cap] of Object.entries(values["caps.platform"] ?? {})) {
      this.#add(name, String(cap), waits[`caps.platform.${name}`]);
    }
  }

  #add(name, cap, waits = "") {
    const row = document.createElement("div");
    row.className = "pair";
    const select = document.createElement("select");
    select.ariaLabel = "Platform";
    const names = { ...(name && { [name]: name }), ...this.named };
    const sorted = Object.entries(names).sort(([, one], [, other]) => one.localeCompare(other));
    for (const [value, words] of [["", "Which?"], ...sorted]) select.append(new Option(words, value, false, value === name));
    const field = document.createElement("input");
    field.type = "text";
    field.maxLength = 40;
    field.value = cap;
    field.placeholder = "30m";
    const named = () => (field.ariaLabel = `Cap of ${select.value ? select.selectedOptions[0].text : "the platform"}`);
    select.addEventListener("change", named);
    named();
    const gone = document.createElement("button");
    gone.type = "button";
    gone.className = "plain";
    gone.textContent = "Remove";
    gone.addEventListener("click", () => {
      row.remove();
      document.getElementById("another").focus();
    });
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = waits && `Now: ${waits.replace(/^now /, "")}.`;
    row.append(select, field, gone, note);
    this.list.append(row);
    return row;
  }
}
