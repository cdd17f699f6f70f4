// Minutes: how a length is rounded, printed; the same words as the report's (unscroll/minutes.py, tests/golden/durations.json).

const MINUTE_MS = 60000;

/** The nearest whole minute of a length in milliseconds, halves up. */
export function toMinutes(ms) {
  return Math.floor((ms + MINUTE_MS / 2) / MINUTE_MS);
}

/** `1 h 05 min`, `38 min`; "under 1 min" where there is `some`thing that rounds to none. */
export function duration(minutes, some = false) {
  if (minutes === 0 && some) return "under 1 min";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")} min`;
}

/** A length in milliseconds, in words. */
export function said(ms) {
  return duration(toMinutes(ms), ms > 0);
}

/** Whole minutes that add up: the service's own; from the seconds of a service of before, which gives none. */
export function minutesOf(budget) {
  if (budget.minutes) return budget.minutes;
  const whole = (seconds) => toMinutes(1000 * (seconds ?? 0));
  const [cap, spent] = [whole(budget.cap_s), whole(budget.spent_s)];
  const kinds = Object.entries(budget.seconds ?? {}).map(([kind, seconds]) => [kind, whole(seconds)]);
  const left = budget.state === "over" ? 0 : Math.max(0, cap - spent);
  return { cap, spent, left, kinds: Object.fromEntries(kinds) };
}

/** What is left of the cap: whole minutes, the words for them; `most`: it is at most that; `under`: less than one, not none. */
export function leftOf(budget) {
  const { cap, left } = minutesOf(budget);
  const open = budget.state !== "over" && cap > 0;
  return { minutes: left, words: duration(left, open), most: Boolean(budget.at_least) && open, under: open && left === 0 };
}
