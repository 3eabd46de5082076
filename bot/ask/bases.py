"""The base that a question takes a share of: whether an indicator is counted within it, and the right way round."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from bot.ask.cells import Shelf
from bot.ask.codes import CodeChoice, named_codes
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import BASE_FIRST, OF_BASE, WERE
from bot.ask.lexicon import Entry, Lexicon
from bot.ask.names import matches_at, runs
from bot.ask.phrases import content_of
from bot.ask.query import Mask, Query
from bot.ask.words import IDLE, PEOPLE, PERCENT_UNITS, STRUCTURE


class NamedBase:
    """What one question says of the base, in `words` (none: it names no base that the ledger knows)."""

    def __init__(self, lexicon: Lexicon, query: Query) -> None:
        self._lexicon = lexicon
        self._query = query
        found = list(OF_BASE.finditer(query.sentence.joined))
        # "The share of late trains among all trains": of the two, the base is what stands after "among".
        self._match = next((match for match in found if match.group().startswith("among")), found[0] if found else None)
        self._universes, self.words = self._named()

    def is_all(self) -> bool:
        """Whether only a base is named and nothing of it is asked: "of those referred, what share did?"."""
        match = BASE_FIRST.match(self._query.sentence.joined)
        if match is None or self._query.has(Cue.HIGHEST, Cue.LOWEST):
            return False
        return not self._query.content & self._query.sentence.mask(match.end(), len(self._query.sentence.joined))

    def is_another(self, entry: Entry, phrase: Mask) -> bool:
        """Whether a share is asked of a base that this indicator is not counted within, as far as the ledger says."""
        universes = self._lexicon.catalogue.universes
        if any(universes[base].size == entry.indicator.id for base in self._universes):
            return True
        if not self._universes or self._universes & set(entry.bases):
            return False
        return bool(entry.universes) or bool(self.words & ~phrase)

    def turned_round(self, entry: Entry, shelf: Shelf, choice: CodeChoice) -> Mask:
        """The words of a share asked the wrong way round: of those charged, how many were Māori.

        The shares of a dimension whose codes make up a whole are shares of the other codes' people, not the reverse.
        """
        match = self._match
        if match is None or (entry.indicator.unit or "").lower() not in PERCENT_UNITS or len(choice.bound) < 2:
            return 0
        named = named_codes(self._lexicon, shelf, self._query)
        after = ~self._query.sentence.mask(0, match.end() - 1)
        first = {dimension: (mask & after) & -(mask & after) for dimension, mask in named.items() if mask & after}
        wholes = {id_ for id_ in choice.bound if self._lexicon.catalogue.dimensions[id_].whole}
        earliest = min(first, key=lambda dimension: first[dimension], default=None)
        others = [dimension for dimension in first if dimension not in wholes]
        return named[earliest] if earliest in wholes and others and self._links_after(match.end()) else 0

    def _links_after(self, place: int) -> bool:
        """Whether what comes of the base is said after it ("were"), and not just when its figure was known."""
        query, sentence = self._query, self._query.sentence
        links = (sentence.mask(*link.span()) for link in WERE.finditer(sentence.joined, place))
        return any(link & ~(query.status_words | query.as_of_words) for link in links)

    def _named(self) -> tuple[frozenset[str], Mask]:
        """The universes that the question takes a share "of", and the words that name them."""
        match, sentence = self._match, self._query.sentence
        if match is None:
            return frozenset(), 0
        row = runs(sentence)
        start = sentence.mask(0, match.end() - 1).bit_length()
        place = begin = next((place for place, (_, index) in enumerate(row) if index >= start), len(row))
        while place < len(row) and (row[place][0].isdecimal() or sentence.tokens[row[place][1]].norm in IDLE):
            place += 1
        first = row[place][1] if place < len(row) else start
        if any(
            token.stem not in STRUCTURE | PEOPLE and token.norm not in IDLE and not token.norm.isdecimal()
            for token in sentence.tokens[start:first]
        ):
            return frozenset(), 0
        best = self._said_at(row, range(begin, place + 1))
        longest = max(2, max((mask.bit_count() for mask in best.values()), default=0))
        named = {universe: mask for universe, mask in best.items() if mask.bit_count() == longest}
        return frozenset(named), next(iter(named.values()), 0)

    def _said_at(self, row: list[tuple[str, int]], places: Iterable[int]) -> dict[str, Mask]:
        """The universes whose labels stand at one of these places of the row, each with the most words that say it."""
        best: dict[str, Mask] = {}
        for universe, phrases in self._lexicon.universe_phrases.items():
            for place, stems in product(places, {content_of(phrase.stems) for phrase in phrases}):
                mask = matches_at(row, place, stems)
                if mask.bit_count() > best.get(universe, 0).bit_count():
                    best[universe] = mask
        return best
