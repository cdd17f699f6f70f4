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

/** Shows the name of this browser profile, or keeps one. It is the extension's own: no file knows its profile. */
async function named(name) {
  const { called } = await chrome.runtime.sendMessage({ called: { name } });
  at("called").value = called;
  at("called").defaultValue = called;
}

/** The new name of this browser profile; null where it has not changed, or the section is another. */
function renamed(form) {
  const name = at("called").value.trim();
  return form.dataset.section === "work" && name !== at("called").defaultValue ? name : null;
}

/** What came of writing changes, in a line. */
async function written(form, changes) {
  const answer = await chrome.runtime.sendMessage({ set: { stamp: held.stamp, changes } });
  show(answer, answer?.ok ? form : null);
  return outcome(answer);
}

async function keep(form) {
  const [button, line] = [form.querySelector("[type=submit]"), form.querySelector(".foot p")];
  const [changes, name] = [changesOf(held.values, standing(form)), renamed(form)];
  button.disabled = true;
  let said = "Nothing to change.";
  if (Object.keys(changes).length > 0) said = await written(form, changes);
  else if (name !== null) said = "Kept in this browser profile.";
  if (name !== null) await named(name); // last: the link begins anew with it
  button.disabled = false;
  line.textContent = said;
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
named();
