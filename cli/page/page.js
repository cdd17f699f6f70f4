"use strict";
// The page of setup: sends answers as JSON, shows what comes back as text. No markup is ever made of an answer.

const byId = (id) => document.getElementById(id);
const step = document.body.dataset.step;
const LIVE_MS = 1500;

async function send(path, body) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    throw new Error("The page has ended. Start it anew: unscroll setup --page");
  }
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Error([told.error || "This was refused", told.hint].filter(Boolean).join(". "));
  return told;
}

function complain(error) {
  const place = byId("error");
  place.textContent = error.message;
  place.hidden = false;
  place.focus();
}

const values = (form, name) => [...form.querySelectorAll(`[name="${name}"]`)].map((field) => field.value.trim()).filter(Boolean);
const picked = (form, name) => form.querySelector(`[name="${name}"]:checked`)?.value ?? "";

const BODIES = {
  never: (form) => ({ entries: form.entries.value.split("\n").map((line) => line.trim()).filter(Boolean) }),
  work: (form) => {
    const work = picked(form, "work");
    return { work, value: work === "no" ? "" : form.elements[work].value };
  },
  people: (form) => ({ people: values(form, "person"), region: form.region.value }),
  phone: (form) => ({ phone: picked(form, "phone") }),
  "back-fill": (form) => ({ sources: [...form.querySelectorAll("[name=source]:checked")].map((box) => box.value) }),
};

async function answered(event) {
  event.preventDefault();
  const form = event.currentTarget, button = form.querySelector("button");
  const body = BODIES[form.dataset.question](form);
  button.disabled = true;
  byId("error").hidden = true;
  try {
    await send(`/answer/${form.dataset.question}`, body);
  } catch (error) {
    complain(error);
    button.disabled = false;
    return;
  }
  button.disabled = false;
  if (body.sources?.length) {
    form.hidden = true;
    byId("reading").hidden = false;
    byId("reading").querySelector("a").focus();
    live();
  } else {
    location.assign(`/${document.body.dataset.after}`);
  }
}

function item(texts) {
  const row = document.createElement("li");
  for (const [kind, text] of texts) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    row.append(part, " ");
  }
  return row;
}

const STATES = { seen: "seen", ready: "waiting for the first", absent: "not seen" };
const READS = { waits: "waits", reads: "is being read", done: "is read", failed: "could not be read" };

function showTicks(ticks) {
  for (const tick of ticks) {
    const row = byId("ticks").querySelector(`[data-name="${tick.name}"]`);
    if (!row) continue;
    if (row.dataset.state !== tick.state && tick.state === "seen") byId("heard").textContent = `${tick.name}: seen`;
    row.dataset.state = tick.state;
    row.querySelector(".said").textContent = tick.said;
    row.querySelector(".state").textContent = STATES[tick.state];
  }
  byId("no-browser").hidden = ticks.every((tick) => tick.name !== "browser" || tick.state !== "absent");
  byId("waits").hidden = ticks.every((tick) => tick.state !== "ready");
}

function showReads(reads) {
  const rows = reads.map((read) => item([["tick", read.told], ["state", READS[read.state]], ["said", read.words.join(" · ")]]));
  byId("reads").replaceChildren(...rows);
  return reads.some((read) => read.state === "waits" || read.state === "reads");
}

async function live() {
  let told;
  try {
    const answer = await fetch("/live");
    if (!answer.ok) return;
    told = await answer.json();
  } catch {
    return;
  }
  let more = true;
  if (step === "welcome") {
    showTicks(told.ticks);
    if (told.refused && byId("error").textContent !== told.refused) {
      byId("error").textContent = told.refused;
      byId("error").hidden = false;
    }
    byId("steps").replaceChildren(...told.steps.map((words) => item([["", words]])));
  } else {
    more = showReads(told.reads);
  }
  if (more) setTimeout(live, LIVE_MS);
}

async function suggest(event) {
  const begun = event.target.value.trim();
  if (!begun) return;
  const answer = await fetch(`/names?q=${encodeURIComponent(begun)}`).catch(() => null);
  if (!answer?.ok || event.target.value.trim() !== begun) return;
  const { names } = await answer.json();
  byId("known").replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

async function enter() {
  const code = location.hash.slice(1);
  history.replaceState(null, "", "/");
  try {
    if (!code) throw new Error();
    await send("/enter", { code });
    location.replace("/");
  } catch {
    byId("opening").textContent = "This is not open here";
    byId("closed").hidden = false;
  }
}

async function finish() {
  try {
    await send("/finish", {});
  } catch (error) {
    complain(error);
    return;
  }
  byId("asking").hidden = true;
  document.querySelector("nav").hidden = true;
  byId("over").hidden = false;
  byId("over").focus();
}

document.querySelector("form")?.addEventListener("submit", answered);
for (const field of document.querySelectorAll("[name=person]")) field.addEventListener("input", suggest);
byId("finish")?.addEventListener("click", finish);
if (byId("opening")) enter();
if (step === "welcome") live();
if (step === "back-fill" && !byId("reading").hidden) live();
