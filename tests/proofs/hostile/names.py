"""What questions to a ledger are made of: its own names, the grammar's words, and names that nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from random import Random

from rapidfuzz.process import extractOne

from adapters.main import ledger_from_file
from bot.ask.dictionary import is_word
from bot.ask.language.rows import rows
from bot.ask.text import tokenize
from bot.store.reader import Reader

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS = ("word", "words", "forms", "as_verb", "nouns", "phrase", "adverbs", "quantity", "below", "above")
"""The columns of a language's lists that hold words of questions."""
_ALIKE = 65
"""In per cent, from which on an invented name might be a real one that is misspelt."""
_STARTS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "q",
    "r",
    "sk",
    "v",
    "x",
    "z",
)
_VOWELS = ("a", "aa", "e", "i", "o", "oo", "u", "y")
_ENDS = ("", "b", "g", "k", "lk", "m", "nd", "p", "rx", "th", "x", "zz")


@dataclass(frozen=True, slots=True)
class Held:
    """A figure: the label of its indicator, those of its dimensions and codes, and its period."""

    measure: str
    members: tuple[tuple[str, str], ...]
    period: str


@dataclass(frozen=True, slots=True)
class Names:
    """`others` are the names of periods, sources, universes and key dates; `cues` the words and phrases of the
    grammar."""

    figures: tuple[Held, ...]
    others: tuple[str, ...]
    cues: tuple[str, ...]
    known: frozenset[str]
    """Every word of them, folded."""

    def invented(self, random: Random) -> str:
        """A name like no word of the ledger, the grammar or the language."""
        while True:
            parts = (random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS) for _ in range(3))
            name = "".join(parts)
            if not is_word(name) and extractOne(name, self.known, score_cutoff=_ALIKE) is None:
                return name.capitalize()


def names_of(ledger: Path) -> Names:
    """The names in a file of figures or a data package."""
    engine = ledger_from_file(ledger, _NOW)
    with Reader(engine, _NOW).session() as reader:
        catalogue = reader.catalogue()
        figures = reader.figures([series.id for series in reader.all_series()])
    labels = {key: code.label for key, code in catalogue.codes.items()}
    kinds = {id_: dimension.label for id_, dimension in catalogue.dimensions.items()}
    held = tuple(
        Held(
            catalogue.indicators[figure.indicator].label,
            tuple((kinds[key[0]], labels[key]) for key in figure.dimensions),
            figure.period.iso.partition("/")[0],
        )
        for figure in figures
    )
    more = (catalogue.periods, catalogue.universes, catalogue.key_dates)
    named = (
        *(one.label for part in more for one in part.values()),
        *(one.publisher for one in catalogue.sources.values()),
    )
    others, cues = tuple(name for name in named if name), _cues()
    texts = (*(one.measure for one in held), *labels.values(), *kinds.values(), *others, *cues)
    return Names(held, others, cues, frozenset(token.norm for text in texts for token in tokenize(text)))


def _cues() -> tuple[str, ...]:
    """The words of each list of the language; phrases stay together."""
    found: set[str] = set()
    for file in (files("bot.ask.language") / "en").iterdir():
        for row in rows(file.name.removesuffix(".csv")):
            for cell in (row[column] for column in _WORDS if row.get(column)):
                found.update(cell.split("; ") if ";" in cell else cell.split())
    return tuple(sorted(found))
