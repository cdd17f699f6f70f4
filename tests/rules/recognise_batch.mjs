// Recognises a batch: {cases: [{url, title, hint}]} on standard input, the answers (null: no address) on standard output.
import { readFileSync } from "node:fs";
import { disclose, load, recognise } from "../../extension/recognise.js";

const book = load(JSON.parse(readFileSync(new URL("../../extension/surfaces.json", import.meta.url), "utf8")));
const { cases } = JSON.parse(readFileSync(0, "utf8"));
const answers = cases.map(({ url, title, hint }) => {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const { hostname, pathname, search, hash, protocol } = parsed;
  const found = recognise(book, parsed, { title, hint });
  return { found, parts: { protocol, hostname, pathname, search, hash }, told: disclose(book, parsed, { title, hint }) };
});
process.stdout.write(JSON.stringify(answers));
