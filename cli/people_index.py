"""The commands of `unscroll people`: name, module, one line of help. A new one is one file and one line here."""

SUBCOMMANDS: dict[str, tuple[str, str]] = {
    "list": ("unscroll.cli.people_list", "Who there is, the most overdue first."),
    "show": ("unscroll.cli.people_show", "Everything known of one person."),
    "add": ("unscroll.cli.people_add", "Keep somebody."),
    "edit": ("unscroll.cli.people_edit", "Change what is known of somebody."),
    "tag": ("unscroll.cli.people_tag", "Give somebody tags, or take them away."),
    "circle": ("unscroll.cli.people_circle", "Put people into a circle."),
    "mute": ("unscroll.cli.people_mute", "Name somebody in no suggestion."),
    "never": ("unscroll.cli.people_never", "Never remind of somebody."),
    "merge": ("unscroll.cli.people_merge", "Say that two people are one; without names it asks."),
    "split": ("unscroll.cli.people_split", "Take apart what was merged."),
    "undo": ("unscroll.cli.people_undo", "Take the latest change of people back."),
    "history": ("unscroll.cli.people_history", "The latest changes of people."),
    "forget": ("unscroll.cli.people_forget", "Delete somebody, with all contact."),
    "review": ("unscroll.cli.people_review", "Say whom you know, ten at a time."),
}
