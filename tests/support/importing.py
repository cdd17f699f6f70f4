"""Files to import, and what came of them."""

import csv
import json
from contextlib import closing

from support.home import invoke

from unscroll.cli.group import invoke as run
from unscroll.cli.roster import open_roster
from unscroll.ledger import open_people

VCARD = "BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\n{more}END:VCARD\n"


def vcf(path, *people):
    """A file of (name, further lines)."""
    path.write_text(
        "".join(VCARD.format(uid=n, name=name, more=more) for n, (name, more) in enumerate(people)), "utf-8"
    )
    return str(path)


def table(path, header, *rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header.split(","), *rows])
    return str(path)


def imported(*args):
    return json.loads(invoke("import", *map(str, args), "--json").stdout)


def everybody(places):
    with closing(open_people(places)) as reader:
        return reader.people().everybody


def due(places):
    with open_roster() as roster:
        return [person.name for person in roster.people.everybody if roster.due(person)]


def invoke_checked(*args):
    """As the command line runs it, with what is refused raised."""
    return run(args)
