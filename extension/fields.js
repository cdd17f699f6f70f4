// Fields of the settings page: a setting as it stands in a field, and back.

/** The lines of a text that say something. */
export function lines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

const list = {
  show: (value) => (value ?? []).join("\n"),
  read: (text) => (lines(text).length > 0 ? lines(text) : null),
};
const word = { show: (value) => String(value ?? ""), read: (text) => text.trim() || null };
const flag = { show: (value) => value === true, read: (on) => on || null };
const table = { show: (value) => ({ ...value }), read: (rows) => (Object.keys(rows).length > 0 ? rows : null) };

/** How each setting is shown and read; null takes it out of the file, and its default holds. */
export const FIELDS = {
  cap: word,
  "caps.weekday": word,
  "caps.weekend": word,
  "caps.platform": table,
  mode: word,
  quiet_hours: list,
  never: list,
  "work.profiles": list,
  "work.hours": list,
  "work.counts": flag,
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What a section changes: `held` are the values of the file, `fields` what stands in its fields, by setting. */
export function changesOf(held, fields) {
  const changes = {};
  for (const [key, shown] of Object.entries(fields)) {
    const { show, read } = FIELDS[key];
    if (!same(shown, show(held[key])) && !same(read(shown), held[key] ?? null)) changes[key] = read(shown);
  }
  return changes;
}

/** The line for an answer. */
export function outcome(answer) {
  if (answer?.ok) return `${answer.said}.`;
  return answer?.why ? `Not kept: ${answer.why}.` : "The service did not answer: try again.";
}
