// The popup: today, the cap, whose thread this is, a contact to log.

import { joinContact, lastTime } from "./contact.js";
import { Whom } from "./whom.js";

const KINDS = [
  ["scroll", "Feeds", true],
  ["one_to_one", "One to one", true],
  ["private", "Not resolved yet", false],
  ["group", "Groups", false],
];
const FLAGS = { paused: "Watching is paused", guest: "Somebody else sits here", degraded: "Watching in part" };
const at = (id) => document.getElementById(id);

export function length(seconds) {
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

function showBudget(budget) {
  at("today").hidden = false;
  const left = Math.max(0, budget.left_s);
  at("left").textContent = length(60 * Math.ceil(left / 60));
  const reached = budget.state === "over";
  at("left-words").textContent = reached ? "of feeds left: the cap is reached" : "of feeds left today";
  const more = budget.at_least ? "at least " : "";
  at("cap-words").textContent = `${more}${length(budget.spent_s)} of ${length(budget.cap_s)}`;
  const spent = budget.cap_s > 0 ? Math.floor((100 * budget.spent_s) / budget.cap_s) : 0;
  const share = reached ? 100 : Math.min(100, spent);
  at("cap").ariaValueNow = String(share);
  at("cap").firstElementChild.style.width = `${share}%`;
  at("at-least").hidden = !budget.at_least;
  const rows = KINDS.filter(([kind, , always]) => budget.seconds && (always || budget.seconds[kind] > 0));
  at("kinds").replaceChildren(...rows.map(([kind, words]) => row(kind, words, budget.seconds[kind] ?? 0)));
}

function row(kind, words, seconds) {
  const line = document.createElement("tr");
  line.className = kind;
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = words;
  const value = document.createElement("td");
  value.textContent = length(seconds);
  line.append(head, value);
  return line;
}

function showThread(thread, tab, whom) {
  const form = at("thread");
  form.hidden = false;
  const known = { one: thread.person || "one person", group: "a group", nobody: "nobody" }[thread.size];
  at("thread-words").textContent = known ? `This conversation: ${known}` : "Who is in this conversation?";
  const chosen = form.querySelector(`[value="${thread.size || "none"}"]`);
  if (chosen) chosen.checked = true;
  whom.set(thread.person ?? "", thread.person_id);
  at("last").textContent = thread.size === "one" ? lastTime(thread) : "";
  at("answers").hidden = Boolean(known);
  at("change").hidden = !known;
  at("change").addEventListener("click", () => {
    at("answers").hidden = false;
    at("change").hidden = true;
    form.elements.size[0].focus();
  });
  const turn = () => (at("who-row").hidden = form.elements.size.value !== "one");
  turn();
  form.addEventListener("change", turn);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const size = form.elements.size.value;
    const who = size === "one" ? whom.value : { person: "" };
    const named = { tab: String(tab), thread: thread.key, size, ...who };
    const answer = await chrome.runtime.sendMessage({ label: named });
    const refusal = answer?.why ? `Not remembered: ${answer.why}.` : "The service did not answer: try again.";
    at("done").textContent = answer?.kept ? "Remembered, also for the past." : refusal;
  });
}

async function show() {
  const asked = Number(new URLSearchParams(location.search).get("tab"));
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  const tab = asked || active?.id || 0;
  const today = await chrome.runtime.sendMessage({ today: { tab } });
  const flag = (today?.budget?.flags ?? []).map((name) => FLAGS[name]).find(Boolean);
  at("watching").textContent = today?.ready ? (flag ?? "Watching") : "Not watching";
  if (!today?.ready) {
    at("absent").hidden = false;
    const why = today?.why || "the service does not answer";
    at("absent").textContent = `Nothing is counted for now: ${why}. What happens meanwhile waits here and is counted later.`;
    if (!today?.budget) return;
  }
  if (today.ready && typeof today.budget?.left_s === "number") showBudget(today.budget);
  const whoms = [new Whom(at("who"), at("who-list")), new Whom(at("met"), at("met-list"))];
  if (today.thread?.thread) showThread(today.thread, tab, whoms[0]);
  if (today.ready) await showContact(whoms);
}

async function showContact(whoms) {
  const renew = async () => {
    const said = await chrome.runtime.sendMessage({ people: true });
    for (const whom of whoms) whom.people = said?.people ?? [];
  };
  at("contact").hidden = false;
  if (at("thread").hidden) at("contact").elements.channel[0].focus();
  joinContact(at("contact"), whoms[1], at("kept"), renew);
  await renew();
}

show();
