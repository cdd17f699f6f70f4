// Recognition in the browser: the same matching order as unscroll/recognise.py, fed by surfaces.json.
// tests/golden/classify_cases.csv and generated addresses go through both and must agree.

const CUT = 2048;
const NOTHING = Object.freeze({ platform: "none", view: "none", kind: "other", rule: "none", partner: "" });
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const BLANK = /[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const COUNTER = /^(?:\(\d+\+?\) |\[\d+\+?\] |[*!] |[•●·‣◦○] ?| )+/;

const compiled = new Map();

function find(pattern, text) {
  let made = compiled.get(pattern);
  if (made === undefined) {
    made = new RegExp(pattern, "i");
    compiled.set(pattern, made);
  }
  return made.exec(text);
}

/**
 * The book of surfaces.json (parsed), with the user's own `never` entries and `[[rule]]` tables ({host, title}).
 * The daemon applies the user's rules; here they only widen what it is told.
 */
export function load(json, { never = [], rules = [] } = {}) {
  const platforms = json.platforms.map((table) => ({
    id: table.id,
    hosts: table.hosts,
    hint: table.hint,
    fallback: table.default,
    page: table.page,
    rules: table.rules.map(([host, pattern, view, kind, partner, rule]) => ({ host, pattern, view, kind, partner, rule })),
    titles: table.titles.map(([pattern, view, kind, partner, rule]) => ({ pattern, view, kind, partner, rule })),
  }));
  const titles = [...new Set(json.browsers.flatMap((browser) => browser.titles))].sort((a, b) => b.length - a.length);
  const words = titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const entries = [...json.never, ...never].map((entry) => bareHost(entry.trim())).filter(Boolean);
  return {
    byId: new Map(platforms.map((platform) => [platform.id, platform])),
    byHost: new Map(platforms.flatMap((platform) => platform.hosts.map((host) => [host, platform]))),
    byHint: new Map(platforms.filter((platform) => platform.hint).map((platform) => [platform.hint, platform])),
    suffix: new RegExp(` [-–—] (?:${words})$`, "i"),
    neverNames: new Set(entries.filter((entry) => !entry.endsWith(".*"))),
    neverLabels: new Set(entries.filter((entry) => entry.endsWith(".*")).map((entry) => entry.slice(0, -2))),
    own: rules.map((rule) => ({ host: bareHost(rule.host ?? ""), title: rule.title ?? "" })),
  };
}

/** What a page is: {platform, view, kind, rule, partner}; platform "none" where no rule knows it. */
export function recognise(book, url, { title = "", hint = "" } = {}) {
  return decide(book, url, url.search, url.hash, title, hint);
}

/**
 * The least of an address and a title that still gives the same answer: {path, query, fragment, title}.
 * What no rule needs is "" and never leaves the page.
 */
export function disclose(book, url, { title = "", hint = "" } = {}) {
  const whole = recognise(book, url, { title, hint });
  const same = (query, fragment, said) => {
    const found = decide(book, url, query, fragment, said, hint);
    return Object.keys(whole).every((key) => found[key] === whole[key]);
  };
  const asked = ownRules(book, url.hostname).some((rule) => rule.title);
  const said = asked || !same(url.search, url.hash, "") ? title : "";
  const path = url.pathname;
  for (const [query, fragment] of [["", ""], [url.search, ""], ["", url.hash]]) {
    if (same(query, fragment, said)) return { path, query, fragment, title: said };
  }
  return { path, query: url.search, fragment: url.hash, title: said };
}

/** Whether a rule of this platform looks at titles. */
export function needsTitle(book, platform) {
  return (book.byId.get(platform)?.titles.length ?? 0) > 0;
}

/** Whether a host belongs to a platform of the rules, or one of the user's rules names it. */
export function isSocial(book, host) {
  return byHost(book, bareHost(host)) !== undefined || ownRules(book, host).some((rule) => rule.host);
}

/** Whether a host is never to be watched. */
export function isNever(book, host) {
  let rest = bareHost(host);
  while (rest) {
    if (book.neverNames.has(rest)) return true;
    const dot = rest.indexOf(".");
    if (dot >= 0 && book.neverLabels.has(rest.slice(0, dot))) return true;
    rest = dot < 0 ? "" : rest.slice(dot + 1);
  }
  return false;
}

/** The selectors of a platform's page (surfaces.toml, PAGE); an empty object where it has none. */
export function pageSelectors(book, platform) {
  return book.byId.get(platform)?.page ?? {};
}

/** [hint, selector] of each software that may run on any host. */
export function hints(book) {
  return [...book.byHint].filter(([, platform]) => platform.page.hint).map(([hint, platform]) => [hint, platform.page.hint]);
}

/** The title as title rules see it. */
export function cleanTitle(book, title) {
  const cut = Array.from(title.slice(0, 2 * CUT)).slice(0, CUT).join("");
  return trimmed(cut.replace(UNSEEN, "").replace(BLANK, " ")).replace(book.suffix, "").replace(COUNTER, "");
}

function decide(book, url, query, fragment, title, hint) {
  if (!/^https?:$/.test(url.protocol) || !url.hostname) return NOTHING;
  const host = bareHost(url.hostname);
  const platform = byHost(book, host) ?? book.byHint.get(hint);
  if (platform === undefined) return NOTHING;
  const tail = (barePath(url.pathname) + query + fragment).slice(0, CUT);
  return settled(platform, byAddress(platform, host, tail), title ? cleanTitle(book, title) : "");
}

function ownRules(book, host) {
  const dotted = `.${bareHost(host)}`;
  return book.own.filter((rule) => !rule.host || dotted.endsWith(`.${rule.host}`));
}

function byHost(book, host) {
  for (let rest = host; rest; ) {
    const found = book.byHost.get(rest);
    if (found) return found;
    const dot = rest.indexOf(".");
    rest = dot < 0 ? "" : rest.slice(dot + 1);
  }
  return undefined;
}

function byAddress(platform, host, tail) {
  for (const rule of platform.rules) {
    if (rule.host && !find(rule.host, host)) continue;
    const match = find(rule.pattern, tail);
    if (match) return found(platform, rule, (rule.partner && match[rule.partner]) || "");
  }
  const [view, kind] = platform.fallback;
  return { platform: platform.id, view, kind, rule: `${platform.id}/default`, partner: "" };
}

function settled(platform, address, title) {
  if (!title || address.kind !== "private") return address;
  for (const rule of platform.titles) {
    const match = find(rule.pattern, title);
    if (!match) continue;
    if (address.view !== "chat_app" && rule.kind !== "one_to_one" && rule.kind !== "group") return address;
    return found(platform, rule, address.partner || (rule.partner && match[rule.partner]) || "");
  }
  return address;
}

function found(platform, rule, partner) {
  return { platform: platform.id, view: rule.view, kind: rule.kind, rule: rule.rule, partner };
}

function bareHost(host) {
  const lower = host.toLowerCase();
  return lower.endsWith(".") ? lower.slice(0, -1) : lower;
}

function barePath(path) {
  const single = path.replace(/\/\/+/g, "/");
  return (single.endsWith("/") ? single.slice(0, -1) : single) || "/";
}

function trimmed(text) {
  return text.replace(/^ +| +$/g, "");
}
