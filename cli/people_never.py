"""unscroll people never: no reminders, ever."""

from unscroll.cli.people_switch import switch_command
from unscroll.people.person import Trait

command = switch_command(
    "never",
    Trait.NEVER,
    "Never remind of WHO, whatever their circle or tag says.",
    on_words="never reminded of",
    off_words="reminded of again, where a circle or a cadence asks for it",
)
