"""What is derived from one ledger at one revision, and kept as long as it holds: its words, its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import reduce
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from bot.ask.cells import Shelf
from bot.ask.lexicon import Lexicon
from bot.ask.spelling import IsWord, Speller
from bot.ask.style import HouseStyle
from bot.ask.vocabulary.events import with_events
from bot.ask.vocabulary.heads import with_heads
from bot.ask.vocabulary.idioms import with_idioms
from bot.ask.vocabulary.places import with_other_names
from bot.ask.vocabulary.votes import with_votes
from bot.domain import Figure
from bot.ledger.withdrawals import Withdrawals
from bot.store.reader import Reader

if TYPE_CHECKING:
    from bot.ask.propose.reading import Known
    from bot.ask.vocabulary.ledger import Ledger
    from bot.ask.vocabulary.matching import Matcher

_FRAMES_KEPT = 8
_SERIES_KEPT = 100_000
"""Some 30 MB. With many more, the collector of garbage would hold up a question now and then to go through them."""


Figures = Callable[[Sequence[int]], Sequence[Figure]]
"""Reads the figures of series."""


class Labels(NamedTuple):
    """What finds the words of labels, and whether these are of several indicators."""

    matcher: Matcher
    among: bool


_NAMES = (with_other_names, with_votes, with_events, with_heads, with_idioms)
"""What gives the concepts of a ledger the names that English has for them, in this order."""


class Knowledge:
    """The catalogue compiled. The series of an indicator are read when it is first looked at."""

    def __init__(self, reader: Reader, is_word: IsWord) -> None:
        self.catalogue = reduce(lambda catalogue, more: more(catalogue), _NAMES, reader.catalogue())
        self.since = reader.last_embargo()
        """When the last embargo lifted, before which less was to be seen; None: none did."""
        self.until = reader.next_embargo()
        """When an embargo lifts, and more is to be seen; None: none will."""
        self.lexicon = Lexicon(self.catalogue)
        self.is_word = is_word
        self.speller = Speller(self.lexicon, is_word)
        self.withdrawals = Withdrawals(reader.withdrawn())
        self._frames: dict[tuple[str, ...], tuple[Ledger, Known]] = {}
        self._shelves: dict[str, Shelf] = {}
        self._kept = 0
        self._lock = Lock()

    def holds_at(self, now: datetime) -> bool:
        """Whether as much is to be seen as when it was read: no embargo has lifted since, nor was the clock set back
        over a lift."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    def shelf(self, reader: Reader, indicator: str) -> Shelf | None:
        """The series of an indicator; None where there is no such indicator or it has none."""
        if indicator not in self.catalogue.indicators:
            return None
        shelf = self._shelves.get(indicator)
        if shelf is None:
            shelf = Shelf(indicator, reader.series_of(indicator), self.lexicon)
            self._keep(shelf)
        return shelf if shelf.rows else None

    def labels(self, reader: Reader, figures_of: Figures, indicators: tuple[str, ...], style: HouseStyle) -> Labels:
        """The words of the figures of some indicators, which tell what cannot be read without any being laid out."""
        from bot.ask.propose.weights import learned
        from bot.ask.vocabulary.ledger import wording
        from bot.ask.vocabulary.matching import Matcher

        found = self._frames.get(indicators)
        if found is not None:
            return Labels(found[1].matcher, found[1].among)
        figures = figures_of(self._series(reader, indicators))
        among = len({figure.indicator for figure in figures}) > 1
        return Labels(Matcher(wording(figures, self.catalogue, style), learned().equivalents), among)

    def frame(
        self, reader: Reader, figures_of: Figures, indicators: tuple[str, ...], style: HouseStyle
    ) -> tuple[Ledger, Known]:
        """The figures of some indicators laid out for reading, the latest of each series and period."""
        found = self._frames.get(indicators)
        if found is None:
            from bot.ask.propose.reading import Known
            from bot.ask.propose.weights import learned
            from bot.ask.vocabulary.ledger import laid_out

            ledger = laid_out(figures_of(self._series(reader, indicators)), self.catalogue, style)
            found = ledger, Known.of(ledger.frame, learned())
            with self._lock:
                self._frames[indicators] = found
                while len(self._frames) > _FRAMES_KEPT:
                    self._frames.pop(next(iter(self._frames)))
        return found

    def _series(self, reader: Reader, indicators: tuple[str, ...]) -> list[int]:
        shelves = [self.shelf(reader, indicator) for indicator in indicators]
        return [row.id for shelf in shelves if shelf is not None for row in shelf.rows]

    def _keep(self, shelf: Shelf) -> None:
        """Keeps a shelf, and drops those read longest ago where there are too many series."""
        with self._lock:
            if shelf.indicator not in self._shelves:
                self._shelves[shelf.indicator] = shelf
                self._kept += len(shelf.rows)
            while self._kept > _SERIES_KEPT and len(self._shelves) > 1:
                self._kept -= len(self._shelves.pop(next(iter(self._shelves))).rows)
