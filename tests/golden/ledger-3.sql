-- A ledger of version 3, before browsers' histories: a feed, a private thread, a coffee, the phone.
PRAGMA application_id=1970172771;
PRAGMA user_version=3;
CREATE TABLE ack(run TEXT PRIMARY KEY, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE act(
  id INTEGER PRIMARY KEY, what INTEGER NOT NULL REFERENCES act_what(id), value TEXT NOT NULL, person INTEGER) STRICT;
CREATE TABLE act_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  kind INTEGER NOT NULL REFERENCES word(id), surface INTEGER NOT NULL, UNIQUE(kind, surface, origin)) STRICT;
CREATE TABLE call(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES call_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL, others INTEGER, flags INTEGER NOT NULL) STRICT;
CREATE TABLE call_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), pid INTEGER NOT NULL, UNIQUE(surface, pid, origin)) STRICT;
CREATE TABLE card(
  source TEXT NOT NULL, key TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person(id), digest BLOB NOT NULL,
  PRIMARY KEY(source, key)) STRICT, WITHOUT ROWID;
CREATE TABLE change(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE(at_ms, what, body)) STRICT;
CREATE TABLE crossing(
  day TEXT NOT NULL, cap TEXT NOT NULL, percent INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(day, cap, percent)) STRICT, WITHOUT ROWID;
CREATE TABLE day_cache(
  day TEXT NOT NULL, key TEXT NOT NULL, meaning_hash TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(day, key)) STRICT, WITHOUT ROWID;
CREATE TABLE digest(at_ms INTEGER PRIMARY KEY, day TEXT NOT NULL, people TEXT NOT NULL) STRICT;
CREATE TABLE focus(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES focus_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
INSERT INTO "focus" VALUES(7352996659200000,1200000,1,0,0);
INSERT INTO "focus" VALUES(7353001574400000,600000,1,0,0);
CREATE TABLE focus_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), pid INTEGER NOT NULL, full_screen INTEGER NOT NULL,
  UNIQUE(surface, pid, full_screen, origin)) STRICT;
INSERT INTO "focus_what" VALUES(1,3,1,7,0);
CREATE TABLE followers(
  platform TEXT NOT NULL, day TEXT NOT NULL, source TEXT NOT NULL, count INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(platform, day)) STRICT, WITHOUT ROWID;
CREATE TABLE input(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES input_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
INSERT INTO "input" VALUES(7352996659200000,1200000,1,300,0);
INSERT INTO "input" VALUES(7353001574400000,600000,1,300,0);
CREATE TABLE input_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  kind INTEGER NOT NULL REFERENCES word(id), counted_by INTEGER NOT NULL REFERENCES word(id),
  composer INTEGER NOT NULL REFERENCES word(id), UNIQUE(kind, counted_by, composer, origin)) STRICT;
INSERT INTO "input_what" VALUES(1,2,15,16,2);
CREATE TABLE log(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES log_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
INSERT INTO "log" VALUES(7353026150400000,2700000,1,0,0);
CREATE TABLE log_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  person INTEGER NOT NULL, channel INTEGER NOT NULL REFERENCES word(id), UNIQUE(person, channel, origin)) STRICT;
INSERT INTO "log_what" VALUES(1,4,1,21);
CREATE TABLE mark(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "mark" VALUES('longest.focus','4800000');
INSERT INTO "mark" VALUES('longest.input','4800000');
INSERT INTO "mark" VALUES('longest.log','6300000');
INSERT INTO "mark" VALUES('longest.page','4800000');
INSERT INTO "mark" VALUES('longest.session','6000000');
INSERT INTO "mark" VALUES('typed_in','[[1, 1795168800000, [1], 0]]');
CREATE TABLE media(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES media_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
CREATE TABLE media_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  app INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL, UNIQUE(app, pid, origin)) STRICT;
CREATE TABLE origin(
  id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL REFERENCES word(id),
  device INTEGER NOT NULL REFERENCES word(id), clock_run INTEGER NOT NULL,
  UNIQUE(source, device, clock_run)) STRICT;
INSERT INTO "origin" VALUES(1,1,2,0);
INSERT INTO "origin" VALUES(2,5,2,0);
INSERT INTO "origin" VALUES(3,7,2,0);
INSERT INTO "origin" VALUES(4,20,2,0);
CREATE TABLE page(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES page_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL, surface INTEGER NOT NULL REFERENCES surface(id),
  flags INTEGER NOT NULL, participants INTEGER, item INTEGER NOT NULL) STRICT;
INSERT INTO "page" VALUES(7352996659200000,1200000,1,0,9000,2,3,NULL,1);
INSERT INTO "page" VALUES(7353001574400000,600000,1,0,9000,3,3,NULL,1);
CREATE TABLE page_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  browser INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL, tab INTEGER NOT NULL REFERENCES word(id),
  profile INTEGER NOT NULL REFERENCES word(id), UNIQUE(tab, browser, pid, profile, origin)) STRICT;
INSERT INTO "page_what" VALUES(1,2,6,7,11,2);
CREATE TABLE person(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, change INTEGER REFERENCES person_change(id)) STRICT;
INSERT INTO "person" VALUES(1,'Zoë',1);
CREATE TABLE person_change(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, what TEXT NOT NULL, source TEXT NOT NULL,
  undone_ms INTEGER) STRICT;
INSERT INTO "person_change" VALUES(1,1795168800000,'log','log',NULL);
CREATE TABLE person_fact(
  id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL REFERENCES person_change(id),
  person INTEGER NOT NULL REFERENCES person(id), trait TEXT NOT NULL, value TEXT NOT NULL,
  holds INTEGER NOT NULL) STRICT;
CREATE TABLE phone(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES phone_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
CREATE TABLE phone_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  surface INTEGER NOT NULL REFERENCES surface(id), app_level INTEGER NOT NULL,
  UNIQUE(surface, app_level, origin)) STRICT;
CREATE TABLE plan(
  id INTEGER PRIMARY KEY AUTOINCREMENT, made_ms INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES person(id),
  channel TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, state TEXT NOT NULL,
  CHECK(end_ms >= start_ms)) STRICT;
CREATE TABLE session(
  id INTEGER PRIMARY KEY, dur_ms INTEGER NOT NULL, what INTEGER NOT NULL REFERENCES session_what(id),
  count INTEGER NOT NULL, px INTEGER NOT NULL) STRICT;
INSERT INTO "session" VALUES(7352996659200000,2400000,1,0,0);
INSERT INTO "session" VALUES(7352996659200001,2400000,2,0,0);
CREATE TABLE session_what(
  id INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL REFERENCES origin(id),
  state INTEGER NOT NULL REFERENCES word(id), subject INTEGER NOT NULL REFERENCES word(id), pid INTEGER NOT NULL,
  UNIQUE(subject, state, pid, origin)) STRICT;
INSERT INTO "session_what" VALUES(1,1,3,4,0);
INSERT INTO "session_what" VALUES(2,2,5,6,7);
CREATE TABLE surface(
  id INTEGER PRIMARY KEY AUTOINCREMENT, platform INTEGER NOT NULL REFERENCES word(id),
  view INTEGER NOT NULL REFERENCES word(id), rule INTEGER NOT NULL REFERENCES word(id),
  app INTEGER NOT NULL REFERENCES word(id), host INTEGER NOT NULL REFERENCES word(id),
  thread BLOB NOT NULL, UNIQUE(platform, view, rule, app, host, thread)) STRICT;
INSERT INTO "surface" VALUES(1,5,8,9,10,2,X'');
INSERT INTO "surface" VALUES(2,12,13,14,2,2,X'');
INSERT INTO "surface" VALUES(3,17,18,19,2,2,X'000102030405060708090A0B0C0D0E0F');
CREATE TABLE touchpoint(
  id INTEGER PRIMARY KEY AUTOINCREMENT, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person(id), channel TEXT NOT NULL, direction TEXT NOT NULL,
  evidence TEXT NOT NULL, note TEXT NOT NULL, genuine INTEGER NOT NULL DEFAULT 1, ask TEXT NOT NULL DEFAULT '',
  gave TEXT NOT NULL DEFAULT '', got TEXT NOT NULL DEFAULT '', via INTEGER REFERENCES person(id),
  sent INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0, source TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL DEFAULT '', CHECK(end_ms >= start_ms)) STRICT;
INSERT INTO "touchpoint" VALUES(1,1795172400000,1795175100000,1,'coffee','both','logged','',1,'','','',NULL,0,0,'','');
CREATE TABLE typed_phone(
  day TEXT NOT NULL, platform TEXT NOT NULL, length_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY(day, platform)) STRICT, WITHOUT ROWID;
INSERT INTO "typed_phone" VALUES('2026-11-20','',1800000,1795168800000);
CREATE TABLE word(id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "word" VALUES(1,'daemon');
INSERT INTO "word" VALUES(2,'');
INSERT INTO "word" VALUES(3,'watching');
INSERT INTO "word" VALUES(4,'boot');
INSERT INTO "word" VALUES(5,'browser');
INSERT INTO "word" VALUES(6,'run');
INSERT INTO "word" VALUES(7,'x11');
INSERT INTO "word" VALUES(8,'window');
INSERT INTO "word" VALUES(9,'browser/window');
INSERT INTO "word" VALUES(10,'firefox');
INSERT INTO "word" VALUES(11,'tab');
INSERT INTO "word" VALUES(12,'reddit');
INSERT INTO "word" VALUES(13,'feed');
INSERT INTO "word" VALUES(14,'reddit/feed/88c22e');
INSERT INTO "word" VALUES(15,'wheel');
INSERT INTO "word" VALUES(16,'page');
INSERT INTO "word" VALUES(17,'instagram');
INSERT INTO "word" VALUES(18,'dm_thread');
INSERT INTO "word" VALUES(19,'instagram/dm_thread/a418b1');
INSERT INTO "word" VALUES(20,'log');
INSERT INTO "word" VALUES(21,'coffee');
CREATE INDEX person_fact_value ON person_fact(value);
CREATE INDEX person_fact_person ON person_fact(person, trait);
CREATE INDEX touchpoint_start ON touchpoint(start_ms);
CREATE INDEX touchpoint_length ON touchpoint(end_ms - start_ms);
CREATE INDEX touchpoint_person ON touchpoint(person, start_ms);
CREATE INDEX touchpoint_last ON touchpoint(person, end_ms, start_ms, evidence, channel) WHERE genuine = 1;
CREATE INDEX touchpoint_sides ON touchpoint(
  person, direction, channel, sent, received, start_ms, end_ms) WHERE genuine = 1;
CREATE UNIQUE INDEX touchpoint_record ON touchpoint(source, key) WHERE key <> '';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('word',21);
INSERT INTO "sqlite_sequence" VALUES('origin',4);
INSERT INTO "sqlite_sequence" VALUES('session_what',2);
INSERT INTO "sqlite_sequence" VALUES('surface',3);
INSERT INTO "sqlite_sequence" VALUES('focus_what',1);
INSERT INTO "sqlite_sequence" VALUES('page_what',1);
INSERT INTO "sqlite_sequence" VALUES('input_what',1);
INSERT INTO "sqlite_sequence" VALUES('person_change',1);
INSERT INTO "sqlite_sequence" VALUES('person',1);
INSERT INTO "sqlite_sequence" VALUES('touchpoint',1);
INSERT INTO "sqlite_sequence" VALUES('log_what',1);
