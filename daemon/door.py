"""Door: the rules and the never list in force, as the collectors are given them."""

from unscroll.ledger import thread_keys
from unscroll.never import Never, never_matches
from unscroll.recognise import PagePlace, recognise_page, recognise_window
from unscroll.rulebook import load_rules
from unscroll.settings import Settings, Sites, strays
from unscroll.surface import Surface


class Door:
    """Recognises windows; what is on the shipped or the user's never list has no surface. `key` is the thread key's."""

    def __init__(self, settings: Settings, key: bytes) -> None:
        self.thread_key = thread_keys(key)
        self.apply(settings)

    def apply(self, settings: Settings) -> None:
        """The rules and the never list as the settings have them from now on."""
        self.rules = load_rules(settings.rules)
        self._all_sites = settings.record.sites is Sites.ALL
        self.never = Never.of(self.rules.never, settings.never)
        self.strays = strays(settings, self.rules)

    def barred(self, host_or_app: str) -> bool:
        """Whether a host or a program's id is never to be watched."""
        return never_matches(self.never, host_or_app)

    def window(self, app: str, title: str) -> Surface | None:
        """The surface of a native window; None where it is never watched."""
        if self.barred(app):
            return None
        return recognise_window(self.rules, app, title, self.thread_key)

    def page(self, place: PagePlace) -> Surface | None:
        """The surface of a page; None where it is never watched."""
        if self.barred(place.host):
            return None
        return recognise_page(self.rules, place, self.thread_key, all_sites=self._all_sites)
