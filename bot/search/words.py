"""What the index holds of a ledger: the words of each series, and marks by which changed words are noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b

from bot.ask.lexicon import Lexicon
from bot.ask.text import tokenize
from bot.ask.words import FILLER
from bot.domain import Code, Concept, Indicator, SeriesKey


def number_of(indicator: str) -> int:
    """The number that stands for an indicator in the index: 63 bits of a hash of its id, the same in every process."""
    return int.from_bytes(blake2b(indicator.encode(), digest_size=8).digest(), "big") >> 1


class Vocabulary:
    """The words by which the series of one ledger at one revision are found, as stems parted by spaces.

    They are those that a reading of a question may be explained by: labels of the indicator, its base, its parts and
    its unit, of the codes and of their dimensions. Words that every figure is called by are left out.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._catalogue = lexicon.catalogue
        self._indicators: dict[str, str] = {}
        self._codes: dict[tuple[str, str], str] = {}

    @property
    def revision(self) -> int:
        return self._catalogue.revision

    def knows(self, key: SeriesKey) -> bool:
        """Whether all that the series is made of was in the ledger when its words were read."""
        codes = self._catalogue.codes
        return key.indicator in self._catalogue.indicators and all(pair in codes for pair in key.dimensions)

    def body(self, key: SeriesKey) -> str:
        """The words of a series. `knows` must hold."""
        own = self._indicators.get(key.indicator) or self._compile_indicator(key.indicator)
        return " ".join([own, *(self._codes.get(pair) or self._compile_code(pair) for pair in key.dimensions)])

    @cached_property
    def numbers(self) -> Mapping[int, str]:
        """`number_of` an indicator -> its id, for those that the reader of this ledger may see."""
        return {number_of(id_): id_ for id_ in self._catalogue.indicators}

    @cached_property
    def indicator_marks(self) -> Mapping[str, str]:
        """Indicator id -> a mark that changes with any label by which its series are found."""
        return {id_: _mark(self._around(indicator)) for id_, indicator in self._catalogue.indicators.items()}

    @cached_property
    def code_marks(self) -> Mapping[str, str]:
        """Code, as "dimension=code" -> a mark that changes with its labels and its dimension's."""
        return {
            f"{dimension}={id_}": _mark(self._beside(code)) for (dimension, id_), code in self._catalogue.codes.items()
        }

    def _compile_indicator(self, indicator: str) -> str:
        entry = self._lexicon.entry(indicator)
        words = {stem for phrase in entry.phrases for stem in phrase.content}
        words |= (entry.base_words | {token.stem for token in tokenize(entry.indicator.unit or "")}) - FILLER
        found = self._indicators[indicator] = " ".join(sorted(words))
        return found

    def _compile_code(self, pair: tuple[str, str]) -> str:
        words = {stem for phrase in self._lexicon.code_phrases(*pair) for stem in phrase.content}
        words |= self._lexicon.dimension_words.get(pair[0], frozenset()) - FILLER
        found = self._codes[pair] = " ".join(sorted(words))
        return found

    def _around(self, indicator: Indicator) -> Iterator[Concept | str]:
        yield indicator
        yield indicator.unit or ""
        for part in (indicator.numerator, indicator.denominator):
            if part is not None and part in self._catalogue.indicators:
                yield self._catalogue.indicators[part]
        seen: set[str] = set()
        universe = indicator.universe
        while universe is not None and universe in self._catalogue.universes and universe not in seen:
            seen.add(universe)
            yield self._catalogue.universes[universe]
            universe = self._catalogue.universes[universe].broader

    def _beside(self, code: Code) -> Iterator[Concept | str]:
        yield code
        if code.dimension in self._catalogue.dimensions:
            yield self._catalogue.dimensions[code.dimension]


def _mark(parts: Iterable[Concept | str]) -> str:
    labels = ("\x1f".join((part.label, *part.alt_labels)) if isinstance(part, Concept) else part for part in parts)
    return blake2b("\x1e".join(labels).encode(), digest_size=8).hexdigest()
