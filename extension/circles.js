// Circles on the settings page: who is in one, somebody to add. Names are shown as text and never as markup.

import { outcome } from "./fields.js";
import { Whom } from "./whom.js";

const at = (id) => document.getElementById(id);
const whom = new Whom(at("whom"), at("whom-list"));
let shown = "";

function option(circle, days, chosen) {
  const words = circle ? `${circle}, ${days} d` : "no circle";
  return new Option(words, circle, false, circle === chosen);
}

function row({ id, name, circle }, all) {
  const line = document.createElement("li");
  line.className = "pair";
  const words = document.createElement("span");
  words.textContent = name;
  const select = document.createElement("select");
  select.ariaLabel = `Circle of ${name}`;
  select.append(...Object.entries({ ...all, "": 0 }).map(([one, days]) => option(one, days, circle)));
  select.addEventListener("change", () => put(id, select.value));
  line.append(words, select);
  return line;
}

/** Shows who is where; nothing is touched where nothing changed, so that the focus stays. */
function show(said) {
  if (!said?.people || JSON.stringify(said.people) === shown) return;
  shown = JSON.stringify(said.people);
  at("people").hidden = false;
  at("circles").replaceChildren(...said.people.map((one) => row(one, said.circles)));
  at("circles").hidden = said.people.length === 0;
  const chosen = at("circle").value || "close";
  at("circle").replaceChildren(...Object.entries(said.circles).map(([one, days]) => option(one, days, chosen)));
}

async function put(id, circle) {
  const answer = await chrome.runtime.sendMessage({ circle: { person_id: id, circle } });
  at("circled").textContent = outcome(answer);
  if (!answer?.ok) shown = "";
  show(answer);
}

at("people").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { person, person_id: id } = whom.value;
  if (!id) {
    at("circled").textContent = person ? `Nobody is known by that name: log a contact with ${person} first.` : "Say who.";
    return;
  }
  await put(id, at("circle").value);
  whom.set("");
});

export const circles = {
  async look() {
    const [said, known] = [await chrome.runtime.sendMessage({ circles: {} }), await chrome.runtime.sendMessage({ people: true })];
    whom.people = known?.people ?? [];
    show(said);
  },
};
