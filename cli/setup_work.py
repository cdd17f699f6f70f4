"""SetupWork: what goes on behind the page of setup: the service is put in place, sources are read in."""

import subprocess
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from unscroll.cli.setup_past import Offer, reading
from unscroll.cli.setup_ticks import ticks
from unscroll.cli.show import clean
from unscroll.errors import UnscrollError

_WORDS = 6
"""Lines that are kept of what an import says."""


@dataclass(slots=True)
class Read:
    """A source that is read in: `waits`, `reads`, `done`, `failed`."""

    offer: Offer
    state: str = "waits"
    words: list[str] = field(default_factory=list)


class Work:
    """Each in a thread of its own; `told` may be asked at any time."""

    def __init__(self, install: Callable[[], Iterable[str]]) -> None:
        self._steps: list[str] = []
        self._refused = ""
        self._installed = threading.Event()
        self._reads: list[Read] = []
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False
        self._reader: threading.Thread | None = None
        threading.Thread(target=self._install, args=(install,), daemon=True).start()

    @property
    def busy(self) -> bool:
        """Whether something is under way that would be cut off."""
        return not self._installed.is_set() or any(one.state in ("waits", "reads") for one in self._reads)

    def read(self, offers: Iterable[Offer]) -> None:
        """Reads sources in, one after the other, after those that wait already."""
        waiting = {one.offer.key for one in self._reads if one.state in ("waits", "reads")}
        self._reads += [Read(offer) for offer in offers if offer.key not in waiting]
        if self._reader is None or not self._reader.is_alive():
            self._reader = threading.Thread(target=self._read_all, daemon=True)
            self._reader.start()

    def told(self) -> dict[str, Any]:
        """For the page: the steps, what was refused, the ticks, the sources."""
        return {
            "steps": list(self._steps),
            "refused": self._refused,
            "ticks": [{"name": tick.name, "state": tick.state, "said": clean(tick.said)} for tick in ticks()],
            "reads": [{"told": clean(r.offer.told), "state": r.state, "words": list(r.words)} for r in self._reads],
        }

    def stop(self) -> None:
        """Ends what is read in: it goes on where it was another time."""
        self._stopped = True
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    def _install(self, install: Callable[[], Iterable[str]]) -> None:
        try:
            for step in install():
                self._steps.append(clean(step))
        except UnscrollError as refused:
            self._refused = clean(str(refused))
        except OSError as refused:
            self._refused = clean(f"{refused.filename or ''}: {refused.strerror}")
        finally:
            self._installed.set()

    def _read_all(self) -> None:
        while one := next((one for one in self._reads if one.state == "waits"), None):
            one.state = "failed" if self._stopped or not self._read(one) else "done"

    def _read(self, one: Read) -> bool:
        one.state = "reads"
        try:
            self._child = reading(one.offer, [read.offer for read in self._reads])
        except OSError as refused:
            one.words.append(clean(str(refused.strerror)))
            return False
        with self._child as child:
            assert child.stdout is not None
            for line in child.stdout:
                one.words = [*one.words, clean(line).strip()][-_WORDS:]
        return child.returncode == 0
