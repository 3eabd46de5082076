"""What is derived from one ledger at one revision, and kept as long as it holds: its words, its cells."""

from __future__ import annotations

from datetime import datetime

from bot.ask.cells import Shelf
from bot.ask.lexicon import Lexicon
from bot.ask.spelling import IsWord, Speller
from bot.store.reader import Reader


class Knowledge:
    """The catalogue compiled. The series of an indicator are read when it is first looked at."""

    def __init__(self, reader: Reader, is_word: IsWord) -> None:
        self.catalogue = reader.catalogue()
        self._until = reader.next_embargo()
        self.lexicon = Lexicon(self.catalogue)
        self.speller = Speller(self.lexicon, is_word)
        self._shelves: dict[str, Shelf] = {}

    def holds_at(self, now: datetime) -> bool:
        """Whether nothing has come out from under an embargo since it was read."""
        return self._until is None or now < self._until

    def shelf(self, reader: Reader, indicator: str) -> Shelf | None:
        """The series of an indicator; None where there is no such indicator or it has none."""
        if indicator not in self.catalogue.indicators:
            return None
        shelf = self._shelves.get(indicator)
        if shelf is None:
            shelf = self._shelves[indicator] = Shelf(indicator, reader.series_of(indicator), self.lexicon)
        return shelf if shelf.rows else None
