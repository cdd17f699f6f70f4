"""People words: how somebody and the contact with them are told in a line (METRICS 6)."""

from datetime import date

from unscroll.people.person import Person
from unscroll.reports.words import count, short_date
from unscroll.span import DAY_MS


def named(person: Person) -> str:
    """The name; the number where a terminal would show nothing of it."""
    return person.name if any(c.isprintable() and not c.isspace() for c in person.name) else f"#{person.id}"


def rhythm_words(person: Person) -> str:
    """`close`, `close, every 14 days`, `every 90 days`; "" for whom nothing was chosen."""
    days = person.cadence_days
    chosen = days is not None and (person.circle is None or person.own_cadence_days is not None)
    told = [str(person.circle)] if person.circle else []
    return ", ".join([*told, f"every {count(days or 0, 'day')}"] if chosen else told)


def silence_words(last_ms: int | None, now_ms: int) -> str:
    """`31 days` since the last contact, of 24 h each."""
    if last_ms is None:
        return "no contact yet"
    days = max(0, now_ms - last_ms) // DAY_MS
    return count(days, "day") if days else "under a day"


def why_not_due(person: Person, now_ms: int) -> str:
    """Why nothing is asked of somebody in a circle; "" where nobody asked for it."""
    if person.cadence_days is None:
        return ""
    if person.never:
        return "never reminded"
    if person.muted:
        return "muted"
    return "snoozed" if now_ms < person.snoozed_until_ms else ""


def dated(day: date, today: date) -> str:
    """`Sun 22 Nov`, with the year where it is another one."""
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def ahead_words(days: int) -> str:
    """Of whole days from today: `today`, `tomorrow`, `in 12 days`, `3 days ago`."""
    if days == 0:
        return "today"
    if days < 0:
        return f"{count(-days, 'day')} ago"
    return "tomorrow" if days == 1 else f"in {days} days"
