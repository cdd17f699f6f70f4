// The part of an address that may be told, decided here and nowhere else.

import { disclose, isNever, isSocial, recognise } from "../recognise.js";

const LIMIT = 2048;

function parsed(href) {
  try {
    const url = new URL(href);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}

function hostOf(url) {
  return url.hostname.replace(/\.$/, "");
}

/** Whether a page may be watched at all. */
export function watchable(book, config, href, secret) {
  const url = parsed(href);
  return url !== null && (!secret || config.private) && !isNever(book, url.hostname);
}

/** What the rules make of a page, for the extension's own use; null where no rule knows it. */
export function known(book, href, said) {
  const url = parsed(href);
  const found = url ? recognise(book, url, said) : null;
  return found && found.platform !== "none" ? found : null;
}

/**
 * The place of a page that is a conversation; null where it is none, or may not be told. Only such a page may be named
 * by a label.
 */
export function conversation(book, config, page, secret) {
  if (!page || !watchable(book, config, page.href, secret)) return null;
  return known(book, page.href, page)?.partner ? place(book, config, page) : null;
}

/** The address as it goes to the service: `{}` for a page that is outside the rules. */
export function place(book, config, { href, title = "", hint = "" }) {
  const url = parsed(href);
  if (!url) return {};
  const host = hostOf(url);
  const found = known(book, href, { title, hint });
  const parts = { scheme: url.protocol.slice(0, -1), host };
  if (!found && !isSocial(book, host)) return config.sites === "all" ? parts : {};
  for (const [name, text] of Object.entries(disclose(book, url, { title, hint }))) {
    if (text) parts[name] = text.slice(0, LIMIT);
  }
  if (hint) parts.hint = hint;
  return parts;
}
