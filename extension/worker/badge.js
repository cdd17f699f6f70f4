// The badge: minutes left today, or that nobody answers.

import { leftOf } from "../minutes.js";

const CALM = "#3b6b5c";
const NEAR = "#8a6a1f";
const OVER = "#7a4a3a";
const ABSENT = "#6b7078";

export function badgeOf(link, budget) {
  if (!link.ready) {
    const title = link.tried ? `unscroll: ${link.why || "the service does not answer"}` : "unscroll";
    return { text: link.tried ? "off" : "", colour: ABSENT, title };
  }
  if (!budget || typeof budget.left_s !== "number") return { text: "", colour: CALM, title: "unscroll" };
  if ((budget.flags ?? []).includes("paused")) return { text: "II", colour: ABSENT, title: "unscroll: watching is paused" };
  const { minutes, words, most, under } = leftOf(budget);
  const text = minutes >= 100 ? `${Math.floor(minutes / 60)}h` : under ? "<1" : String(minutes);
  const colour = budget.state === "over" ? OVER : budget.state === "warned" ? NEAR : CALM;
  return { text, colour, title: `unscroll: ${most ? "at most " : ""}${words} of feeds left today` };
}

export function showBadge(link, budget) {
  const { text, colour, title } = badgeOf(link, budget);
  chrome.action.setBadgeText({ text });
  chrome.action.setBadgeBackgroundColor({ color: colour });
  chrome.action.setBadgeTextColor?.({ color: "#ffffff" });
  chrome.action.setTitle({ title });
}
