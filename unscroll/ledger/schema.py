"""Schema: the tables of the ledger.

The rowid of a fact is its start, 12 bits to the left, plus a number for facts that start in the same millisecond: time
order costs no index. What repeats is interned in the `*_what` tables, `AUTOINCREMENT` so that no number is used twice.
"""

from unscroll.bounds import FIRST_DAY, FIRST_MS, LAST_DAY, LAST_MS

APPLICATION_ID = 0x756E7363
"""`unsc`, in the file's header."""
VERSION = 4
"""`user_version` of the ledgers that this code writes. A change of tables raises it and adds a step to `migrations`."""

SINCE = {
    "day_cache": 2,
    **dict.fromkeys(("person_change", "person_fact", "card", "plan", "followers", "digest"), 3),
    **dict.fromkeys(("history_what", "history"), 4),
}
"""The version that brought a table, where that was not the first: an older ledger is whole without it."""

PAGE_AUDIBLE = 4
"""The bit of a page's flags that says it plays sound."""

TICK = 4096
"""Facts of one track that may start in the same millisecond."""

DATED = f"start_ms >= {FIRST_MS} AND end_ms <= {LAST_MS}"
"""A touchpoint or a plan that is read."""
ON_A_DAY = f"day BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"
"""What is typed in for a Day."""

_FACTS = """\
CREATE TABLE word(id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE surface(
  id INTEGER PRIMARY KEY AUTOINCREMENT, platform INTEGER NOT NULL REFERENCES word(id),
  view INTEGER NOT NULL REFERENCES word(id), rule INTEGER NOT NULL REFERENCES word(id),
  app INTEGER NOT NULL REFERENCES word(id), host INTEGER NOT NULL REFERENCES word(id),
  thread BLOB NOT NULL, UNIQUE(platform, view, rule, app, host, thread)) STRICT;
CREATE TABLE origin(
  id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL REFERENCES word(id),
  device INTEGER NOT NULL REFERENCES word(id), clock_run INTEGER NOT NULL,
  UNIQUE(source, device, clock_run)) STRICT;
CREATE TABLE person_change(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, what TEXT NOT NULL, source TEXT NOT NULL,
  undone_ms INTEGER) STRICT;
CREATE TABLE person(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, change INTEGER REFERENCES person_change(id)) STRICT;
CREATE TABLE person_fact(
  id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL REFERENCES person_change(id),
  person INTEGER NOT NULL REFERENCES person(id), trait TEXT NOT NULL, value TEXT NOT NULL,
  holds INTEGER NOT NULL) STRICT;
CREATE INDEX person_fact_value ON person_fact(value);
CREATE INDEX person_fact_person ON person_fact(person, trait);
CREATE TABLE card(
  source TEXT NOT NULL, key TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person(id), digest BLOB NOT NULL,
  PRIMARY KEY(source, key)) STRICT, WITHOUT ROWID;

CREATE TABLE focus_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), pid INTEGER NOT NULL, full_screen INTEGER NOT NULL,
  UNIQUE(surface, pid, full_screen, origin)) STRICT;
CREATE TABLE focus(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES focus_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE page_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  browser INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL, tab INTEGER NOT NULL REFERENCES word(id),
  profile INTEGER NOT NULL REFERENCES word(id), UNIQUE(tab, browser, pid, profile, origin)) STRICT;
CREATE TABLE page(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES page_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL, surface INTEGER NOT NULL REFERENCES surface(id),
  flags INTEGER NOT NULL, participants INTEGER, item INTEGER NOT NULL) STRICT;

CREATE TABLE input_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  kind INTEGER NOT NULL REFERENCES word(id), counted_by INTEGER NOT NULL REFERENCES word(id),
  composer INTEGER NOT NULL REFERENCES word(id), UNIQUE(kind, counted_by, composer, origin)) STRICT;
CREATE TABLE input(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES input_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE session_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  state INTEGER NOT NULL REFERENCES word(id), subject INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL,
  UNIQUE(subject, state, pid, origin)) STRICT;
CREATE TABLE session(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES session_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE call_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), pid INTEGER NOT NULL, UNIQUE(surface, pid, origin)) STRICT;
CREATE TABLE call(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES call_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL, others INTEGER, flags INTEGER NOT NULL) STRICT;

CREATE TABLE media_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  app INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL, UNIQUE(app, pid, origin)) STRICT;
CREATE TABLE media(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES media_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE phone_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), app_level INTEGER NOT NULL,
  UNIQUE(surface, app_level, origin)) STRICT;
CREATE TABLE phone(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES phone_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE log_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  person INTEGER NOT NULL, channel INTEGER NOT NULL REFERENCES word(id), UNIQUE(person, channel, origin)) STRICT;
CREATE TABLE log(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES log_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;

CREATE TABLE history_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), evidence INTEGER NOT NULL REFERENCES word(id),
  UNIQUE(surface, evidence, origin)) STRICT;
CREATE TABLE history(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES history_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL, key INTEGER NOT NULL, typing_ms INTEGER NOT NULL,
  scrolling_ms INTEGER NOT NULL, most_ms INTEGER NOT NULL) STRICT;
CREATE INDEX history_key ON history(key);

CREATE TABLE act_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  kind INTEGER NOT NULL REFERENCES word(id), surface INTEGER NOT NULL, UNIQUE(kind, surface, origin)) STRICT;
CREATE TABLE act(
  id INTEGER PRIMARY KEY, what INTEGER NOT NULL REFERENCES act_what(id), value TEXT NOT NULL, person INTEGER) STRICT;

CREATE TABLE change(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE(at_ms, what, body)) STRICT;
CREATE TABLE touchpoint(
  id INTEGER PRIMARY KEY AUTOINCREMENT, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person(id), channel TEXT NOT NULL, direction TEXT NOT NULL,
  evidence TEXT NOT NULL, note TEXT NOT NULL, genuine INTEGER NOT NULL DEFAULT 1, ask TEXT NOT NULL DEFAULT '',
  gave TEXT NOT NULL DEFAULT '', got TEXT NOT NULL DEFAULT '', via INTEGER REFERENCES person(id),
  sent INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0, source TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL DEFAULT '', CHECK(end_ms >= start_ms)) STRICT;
CREATE INDEX touchpoint_start ON touchpoint(start_ms);
CREATE INDEX touchpoint_length ON touchpoint(end_ms - start_ms);
CREATE INDEX touchpoint_person ON touchpoint(person, start_ms);
CREATE INDEX touchpoint_last ON touchpoint(person, end_ms, start_ms, evidence, channel) WHERE genuine = 1;
CREATE INDEX touchpoint_sides ON touchpoint(
  person, direction, channel, sent, received, start_ms, end_ms) WHERE genuine = 1;
CREATE UNIQUE INDEX touchpoint_record ON touchpoint(source, key) WHERE key <> '';
CREATE TABLE plan(
  id INTEGER PRIMARY KEY AUTOINCREMENT, made_ms INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES person(id),
  channel TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, state TEXT NOT NULL,
  CHECK(end_ms >= start_ms)) STRICT;
CREATE TABLE followers(
  platform TEXT NOT NULL, day TEXT NOT NULL, source TEXT NOT NULL, count INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(platform, day)) STRICT, WITHOUT ROWID;
CREATE TABLE digest(at_ms INTEGER PRIMARY KEY, day TEXT NOT NULL, people TEXT NOT NULL) STRICT;
CREATE TABLE typed_phone(
  day TEXT NOT NULL, platform TEXT NOT NULL, length_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(day, platform)) STRICT, WITHOUT ROWID;
CREATE TABLE crossing(
  day TEXT NOT NULL, cap TEXT NOT NULL, percent INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(day, cap, percent)) STRICT, WITHOUT ROWID;
CREATE TABLE ack(run TEXT PRIMARY KEY, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE mark(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

CACHES = """\
CREATE TABLE day_cache(
  day TEXT NOT NULL, key TEXT NOT NULL, meaning_hash TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(day, key)) STRICT, WITHOUT ROWID;
"""

SCHEMA = _FACTS + CACHES
