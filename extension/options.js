// The settings page: config.toml in fields. It keeps nothing: what is shown was just read, what is kept was just written.

import { circles } from "./circles.js";
import { FIELDS, changesOf, outcome } from "./fields.js";
import { Platforms } from "./platforms.js";

const at = (id) => document.getElementById(id);
const sections = [...document.querySelectorAll("form[data-section]")].filter(({ id }) => id !== "people");
const platforms = new Platforms(at("platforms"), at("another"));
let held = null;

/** What stands in the fields of a section, by setting. */
function standing(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!(field.name in FIELDS) || (field.type === "radio" && !field.checked)) continue;
    fields[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  if (form.dataset.section === "caps") fields["caps.platform"] = platforms.value;
  return fields;
}

const changed = (form) => held !== null && Object.keys(changesOf(held.values, standing(form))).length > 0;

/** Puts the file's values into a section. */
function fill(form, said) {
  for (const field of form.elements) {
    if (!(field.name in FIELDS)) continue;
    const shown = FIELDS[field.name].show(said.values[field.name]);
    if (field.type === "radio") field.checked = field.value === shown;
    else if (field.type === "checkbox") field.checked = shown;
    else field.value = shown;
  }
  if (form.dataset.section === "caps") platforms.show(said);
}

/** Shows what the service said; a section that somebody writes in keeps what they wrote, unless it was just kept. */
function show(said, kept = null) {
  if (!said?.values) return;
  const free = sections.filter((form) => form === kept || !changed(form));
  held = said;
  for (const form of free) fill(form, said);
  at("all").hidden = false;
  at("home").textContent = `These are in ${said.file}, where you can write them too.`;
  at("trouble").hidden = !said.trouble;
  at("trouble").textContent = said.trouble;
  at("day").placeholder = said.defaults.cap;
  for (const [id, key] of [["day", "cap"], ["weekday", "caps.weekday"], ["weekend", "caps.weekend"]]) {
    const waits = said.waits[key] ?? "";
    at(`waits-${id}`).textContent = waits && `Now: ${waits.replace(/^now /, "")}.`;
  }
}

async function keep(form) {
  const [button, line] = [form.querySelector("[type=submit]"), form.querySelector(".foot p")];
  const changes = changesOf(held.values, standing(form));
  if (Object.keys(changes).length === 0) {
    line.textContent = "Nothing to change.";
    return;
  }
  button.disabled = true;
  const answer = await chrome.runtime.sendMessage({ set: { stamp: held.stamp, changes } });
  button.disabled = false;
  line.textContent = outcome(answer);
  show(answer, answer?.ok ? form : null);
}

/** Why there is nothing to show; "" where there is. */
function lack(today) {
  if (!today?.ready) return `The settings are with the service, and ${today?.why || "the service does not answer"}.`;
  return today.can.includes("settings") ? "" : "The service is older than this page: restart it.";
}

async function look() {
  const today = await chrome.runtime.sendMessage({ today: { tab: 0 } });
  const lacking = lack(today);
  if (lacking) {
    at("all").hidden = true;
    at("home").textContent = lacking;
    return;
  }
  show(await chrome.runtime.sendMessage({ settings: {} }));
  await circles.look();
}

for (const form of sections) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(form);
  });
}
chrome.runtime.onMessage.addListener((message) => {
  if (message?.configured) look();
});
document.addEventListener("visibilitychange", () => document.hidden || look());
look();
