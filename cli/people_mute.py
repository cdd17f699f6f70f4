"""unscroll people mute: a rest from suggestions."""

from unscroll.cli.people_switch import switch_command
from unscroll.people.person import Trait

command = switch_command(
    "mute",
    Trait.MUTED,
    "Name WHO in no suggestion and no digest until you take it back. Contact is noted as before.",
    on_words="named in no suggestion",
    off_words="named in suggestions again",
)
