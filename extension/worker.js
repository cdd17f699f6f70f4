// The extension's worker: pages report to it, it reports to the service.

import { hints, isNever, load, needsTitle, pageSelectors } from "./recognise.js";
import { ANSWER_MS, Asking, doingOf } from "./worker/asking.js";
import { showBadge } from "./worker/badge.js";
import { Config } from "./worker/config.js";
import { frameOf } from "./worker/frames.js";
import { Link } from "./worker/link.js";
import { Outbox } from "./worker/outbox.js";
import { conversation, known, watchable } from "./worker/place.js";
import { Tabs } from "./worker/tabs.js";
import { Unseen, unanswered } from "./worker/unseen.js";

const CONTACT = new Set(["one_to_one", "group", "private"]);
const config = new Config(chrome.storage.local);
const tabs = new Tabs(chrome.storage.session);
const outbox = new Outbox(chrome.storage.session);
let surfaces = null;
let book = null;
let budget = null;
let browser = "";
const link = new Link(hello, heard, turned);
const asking = new Asking(link);
const allowed = (href, tab) => config.heard && watchable(book, config.value, href, tab.incognito);
const mayTell = (tab) => link.ready && watchable(book, config.value, tab.url ?? "", tab.incognito);
const unseen = new Unseen(() => unanswered(mayTell), (...piece) => outbox.put(...piece).then(post));
const ready = prepare();

async function prepare() {
  const rules = await fetch(chrome.runtime.getURL("surfaces.json"));
  surfaces = await rules.json();
  const open = await chrome.tabs.query({});
  await Promise.all([config.load(), tabs.load(open.map((tab) => tab.id)), outbox.load()]);
  book = load(surfaces, config.value);
  const kept = await chrome.storage.session.get(["browser", "budget"]);
  if (!kept.browser) join(open);
  browser = kept.browser ?? crypto.randomUUID().replaceAll("-", "").slice(0, 16);
  budget = kept.budget ?? null;
  await chrome.storage.session.set({ browser });
  link.open();
}

function hello() {
  const { version } = chrome.runtime.getManifest();
  return { v: 1, version, browser, lost: outbox.lost, ...(config.called && { profile: config.called }) };
}

/** What this browser profile is called: the service hears it in a hello of its own. */
async function called(name) {
  if (name !== undefined && (await config.call(name))) link.again();
  return { called: config.called };
}

async function heard(name, params) {
  if (name === "config") await configured(params);
  if (name === "ack") await outbox.acknowledge({ [params.run]: params.seq });
  if (name === "acks") await outbox.acknowledge(params);
  if (name === "budget") await budgeted(params);
  asking.heard(name, params);
}

/** The link came or went: what waits goes out once the service said what may be told. */
function turned() {
  showBadge(link, budget);
  outbox.rewind();
  post();
  unseen.look();
}

function post() {
  if (link.ready) for (const delta of outbox.unsent()) link.send({ delta });
}

async function configured(pushed) {
  asking.configured(pushed);
  chrome.runtime.sendMessage({ configured: true }).catch(() => {}); // a settings page may be open
  if (!(await config.take(pushed))) return;
  book = load(surfaces, config.value);
  await outbox.keep((frame) => !frame.place.host || !isNever(book, frame.place.host));
  tell(await chrome.tabs.query({}), { ask: true });
}

async function budgeted(pushed) {
  budget = pushed;
  await chrome.storage.session.set({ budget });
  showBadge(link, budget);
}

function tell(list, message) {
  for (const tab of list) chrome.tabs.sendMessage(tab.id, message, { frameId: 0 }).catch(() => {});
}

/** Whether a title can settle what the address leaves open. */
function titled(href, hint) {
  if (config.value.rules.some((rule) => rule.title)) return true;
  const bare = known(book, href, { hint });
  return bare !== null && bare.kind === "private" && needsTitle(book, bare.platform);
}

/** How a page is to be watched. */
function orders({ href, title, hint }, tab) {
  if (!allowed(href, tab)) return { watch: false, view: "" };
  const found = known(book, href, { title, hint });
  return {
    watch: true,
    view: found ? `${found.platform}/${found.view}` : "",
    title: titled(href, hint),
    contact: Boolean(found && CONTACT.has(found.kind)),
    page: found ? pageSelectors(book, found.platform) : {},
    hints: found ? [] : hints(book),
  };
}

/** Takes a page's pieces, each once, in order; answers up to which number they are safe. */
async function taken({ run, list }, tab) {
  const newest = outbox.newestOf(run);
  const fresh = list.filter((piece) => piece.seq > newest);
  const frames = fresh
    .filter((piece) => allowed(piece.href, tab))
    .map((piece) => frameOf({ book, config: config.value, tabs }, tab.id, run, piece));
  const last = fresh.at(-1)?.seq ?? newest;
  if (fresh.length > 0) await outbox.put(run, last, frames);
  post();
  return { kept: last };
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The place of what a tab shows now, by the page's own word, where that is a conversation; null elsewhere. */
async function shown(id) {
  const tab = await chrome.tabs.get(id).catch(() => null);
  if (!tab) return null;
  const told = chrome.tabs.sendMessage(id, { where: true }, { frameId: 0 }).catch(() => null);
  const page = await Promise.race([told, pause(ANSWER_MS)]);
  return conversation(book, config.value, page, tab.incognito);
}

/** What the popup shows. */
async function today({ tab }) {
  for (let waited = 0; link.port && !link.ready && waited < ANSWER_MS; waited += 50) await pause(50);
  const place = await shown(tab);
  const ask = { tab: String(tab), ...(place && { place }) };
  const said = await asking.ask("ask", ask);
  const thread = place && said?.key ? said : null;
  return { ready: link.ready, heard: config.heard, why: link.why, budget, thread, can: asking.can };
}

/** Whether the service kept a label, and why not. */
async function label(named) {
  const said = await asking.ask("label", named);
  return { kept: said?.ok === true, why: said?.why ?? "" };
}

/** Names to complete what is typed. They are given to the popup, and kept nowhere. */
async function people() {
  const said = await asking.ask("people", {});
  return { people: Array.isArray(said?.people) ? said.people : [] };
}

/** Whether the service kept a contact, in which words, and why not. */
async function log(contact) {
  const said = await asking.ask("log", contact);
  return { kept: said?.ok === true, said: said?.said ?? "", why: said?.why ?? "" };
}

async function answer(message, sender) {
  await ready;
  link.open(Boolean(message.today));
  if (ours(sender)) {
    if (message.today) return today(message.today);
    if (message.label) return label(message.label);
    if (message.people) return people();
    if (message.log) return log(message.log);
    if (message.called) return called(message.called.name);
    const doing = doingOf(message);
    return doing && asking.do(...doing);
  }
  if (message.where) return orders(message.where, sender.tab);
  return message.deltas ? taken(message.deltas, sender.tab) : null;
}

/**
 * Pages that were open before the extension came, or came again (reloaded, updated, switched on), are watched from now
 * on. Pages of a starting browser watch themselves already: they answer, and `page/main.js` begins once.
 */
function join(open) {
  const [{ js }] = chrome.runtime.getManifest().content_scripts;
  for (const { id, url, discarded } of open) {
    if (discarded || !/^https?:/.test(url ?? "")) continue;
    chrome.tabs.sendMessage(id, { where: true }, { frameId: 0 }).catch(() => {
      chrome.scripting.executeScript({ target: { tabId: id }, files: js }).catch(() => {});
    });
  }
}

function ours({ url = "" }) {
  return url.startsWith(chrome.runtime.getURL(""));
}

const held = new Set();
chrome.runtime.onConnect.addListener((port) => {
  held.add(port);
  port.onDisconnect.addListener(() => held.delete(port));
});
let turn = Promise.resolve();
chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const answered = ours(sender) ? answer(message, sender) : turn.then(() => answer(message, sender));
  if (!ours(sender)) turn = answered.catch(() => {});
  answered.then(reply, () => reply(null));
  return true;
});
chrome.alarms.onAlarm.addListener(async ({ name }) => {
  await ready;
  link.alarm(name);
});
chrome.webNavigation.onCommitted.addListener(async (details) => {
  if (details.frameId !== 0) return;
  await ready;
  tabs.committed(details.tabId, details);
});
const look = ({ tabId, frameId }) => frameId === 0 && tell([{ id: tabId }], {});
chrome.webNavigation.onHistoryStateUpdated.addListener(look);
chrome.webNavigation.onReferenceFragmentUpdated.addListener(look);
chrome.tabs.onUpdated.addListener((id, changed) => {
  if (typeof changed.audible === "boolean") tell([{ id }], { audible: changed.audible });
  if (changed.status) ready.then(() => unseen.look());
});
chrome.tabs.onRemoved.addListener(async (id) => {
  await ready;
  tabs.gone(id);
});
chrome.tabs.onActivated.addListener(() => ready.then(() => unseen.look()));
chrome.windows.onFocusChanged.addListener(async () => {
  tell(await chrome.tabs.query({ active: true }), {});
  ready.then(() => unseen.look());
});
chrome.runtime.onInstalled.addListener(() => ready);
chrome.runtime.onStartup.addListener(() => ready);
