"""Queries: the last contact with everybody, what was seen in threads."""

from unscroll.ledger.schema import DATED, PAGE_AUDIBLE
from unscroll.people.touchpoint import IN_PERSON, SPOKEN

_MEETING = ", ".join(f"'{channel}'" for channel in sorted(IN_PERSON))
_LIVE = ", ".join(f"'{channel}'" for channel in sorted(IN_PERSON | SPOKEN))
_OF = f"""t.person = p.id AND t.genuine = 1 AND t.start_ms <= :now AND {DATED}
 AND NOT (t.evidence = 'estimated' AND t.channel IN ({_MEETING}))"""
_TOOK_PART = f"""SELECT 1 FROM touchpoint t INDEXED BY touchpoint_sides
 WHERE t.person = p.id AND t.genuine = 1 AND t.start_ms <= :now AND {DATED} AND %s
 AND (t.channel NOT IN ({_MEETING}) OR t.evidence <> 'estimated')"""
"""The row itself is looked at only for a meeting: everything else stands in the index."""
_MINE = f"(t.direction <> 'in' OR t.sent > 0 OR t.channel IN ({_LIVE}))"
_THEIRS = f"(t.direction <> 'out' OR t.received > 0 OR t.channel IN ({_LIVE}))"
_TALKED = f"""SELECT 1 FROM touchpoint t INDEXED BY touchpoint_sides
 WHERE t.person = p.id AND t.genuine = 1 AND t.start_ms <= :now AND {DATED}
 AND t.direction = 'both' AND t.channel NOT IN ({_MEETING})"""
"""Of most people the first row that is looked at says it."""
LATEST = f"""SELECT * FROM (SELECT p.id,
 (SELECT min(t.end_ms, :now) FROM touchpoint t WHERE {_OF} ORDER BY t.end_ms DESC LIMIT 1) AS last_ms,
 CASE WHEN EXISTS({_TALKED}) THEN 3
 ELSE EXISTS({_TOOK_PART % _MINE}) | (EXISTS({_TOOK_PART % _THEIRS}) << 1) END
 FROM person p%s LIMIT -1) WHERE last_ms IS NOT NULL"""
"""Of everybody, or of `SOME`. As `sides` and `tie` have it for one person; a property test compares the two. Without
the limit SQLite would look for the last one twice."""
SOME = " WHERE p.id IN (SELECT value FROM json_each(:numbers))"
TOGETHER = f"""SELECT t.person, t.start_ms, t.end_ms
 FROM person p CROSS JOIN touchpoint t INDEXED BY touchpoint_last
 WHERE t.person = p.id AND t.genuine = 1 AND t.end_ms > ? AND t.start_ms < ? AND t.end_ms > t.start_ms AND {DATED}
 AND t.evidence <> 'estimated' AND {_MINE} AND {_THEIRS}"""
"""By way of the people, as their latest touchpoints stand together in an index. No estimate is a meeting here."""
SENT = """SELECT s.thread, a.id / 4096 FROM act a JOIN act_what w ON w.id = a.what JOIN word k ON k.id = w.kind
 JOIN surface s ON s.id = w.surface WHERE k.text = 'sent' AND s.thread <> x'' ORDER BY a.id"""
CALLS = f"""SELECT s.thread, c.id / 4096, c.dur_ms FROM call c JOIN call_what w ON w.id = c.what
 JOIN surface s ON s.id = w.surface WHERE s.thread <> x'' AND coalesce(c.others, 1) > 0
 UNION ALL SELECT s.thread, p.id / 4096, p.dur_ms FROM surface s JOIN word v ON v.id = s.view
 JOIN page p ON p.surface = s.id WHERE v.text = 'call' AND s.thread <> x'' AND p.flags & {PAGE_AUDIBLE}
 AND p.participants > 0 ORDER BY 2"""
"""What `calls.live_calls` takes for live, in threads."""
