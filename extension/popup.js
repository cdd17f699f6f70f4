// The popup: today, the cap, whose thread this is, a contact to log.

import { Acts } from "./acts.js";
import { joinContact, lastTime } from "./contact.js";
import { duration, leftOf, minutesOf } from "./minutes.js";
import { Whom } from "./whom.js";

const KINDS = [
  { kind: "scroll", words: "Feeds", head: true },
  { kind: "one_to_one", words: "One to one", head: true },
  { kind: "private", words: "Not resolved yet" },
  { kind: "group", words: "Groups" },
];
const FLAGS = { paused: "Watching is paused", guest: "Somebody else sits here", degraded: "Watching in part" };
const at = (id) => document.getElementById(id);

function showBudget(budget) {
  at("today").hidden = false;
  const [minutes, left] = [minutesOf(budget), leftOf(budget)];
  at("at-most").hidden = !left.most;
  at("left").textContent = left.words;
  const reached = budget.state === "over";
  at("left-words").textContent = reached ? "of feeds left: the cap is reached" : "of feeds left";
  const least = budget.at_least ? "at least " : "";
  at("cap-words").textContent = `${least}${duration(minutes.spent)} of ${duration(minutes.cap)}`;
  const spent = minutes.cap > 0 ? Math.floor((100 * minutes.spent) / minutes.cap) : 0;
  const share = reached ? 100 : Math.min(100, spent);
  at("cap").ariaValueNow = String(share);
  at("cap").firstElementChild.style.width = `${share}%`;
  at("at-least").hidden = !budget.at_least;
  const seconds = budget.seconds ?? {};
  const rows = KINDS.filter(({ kind, head }) => budget.seconds && (head || seconds[kind] > 0));
  const value = (kind) => duration(minutes.kinds[kind] ?? 0, seconds[kind] > 0);
  at("kinds").replaceChildren(...rows.map(({ kind, words, head }) => row(kind, words, (head ? least : "") + value(kind))));
}

function row(kind, words, length) {
  const line = document.createElement("tr");
  line.className = kind;
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = words;
  const value = document.createElement("td");
  value.textContent = length;
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

function showState(today) {
  const flag = (today?.budget?.flags ?? []).map((name) => FLAGS[name]).find(Boolean);
  at("watching").textContent = today?.ready ? (flag ?? "Watching") : "Not watching";
  if (today?.ready && typeof today.budget?.left_s === "number") showBudget(today.budget);
}

async function show() {
  const asked = Number(new URLSearchParams(location.search).get("tab"));
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  const tab = asked || active?.id || 0;
  const today = await chrome.runtime.sendMessage({ today: { tab } });
  showState(today);
  if (!today?.ready) {
    at("absent").hidden = false;
    const why = today?.why || "the service does not answer";
    at("absent").textContent =
      today?.heard === false
        ? `Nothing is counted: ${why}. To begin, run unscroll setup.`
        : `Nothing is counted for now: ${why}. What happens meanwhile waits here and is counted later.`;
    if (!today?.budget) return;
  }
  const acts = new Acts(at, async () => {
    const now = await chrome.runtime.sendMessage({ today: { tab: 0 } }); // the budget alone, whatever the page does
    showState(now);
    if (now?.ready) acts.show(now.can ?? [], now.budget?.flags);
  });
  if (today.ready) acts.show(today.can ?? [], today.budget?.flags);
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
