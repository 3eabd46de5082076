"""What a name or a question is about: the noun of a phrase, and not what stands before it or behind a preposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.ask.language.rows import words_of
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.times import MONTH_NAMES
from bot.ask.words import FILLER

_RELATIVE = frozenset(("who", "which", "that", "whose"))
_NUMBER_OF = ("number", "of")


def noun_phrase(words: Sequence[str], start: int) -> range:
    """The words from a place on, up to a function word, a month or a number."""
    ends = words_of("function_words", "word") | words_of("noun_ends", "words") | MONTH_NAMES
    end = next((at for at in range(start, len(words)) if words[at] in ends or words[at][:1].isdecimal()), len(words))
    return range(start, end)


@lru_cache(maxsize=10_000)
def nouns_of(name: str) -> frozenset[str]:
    """The stems of the nouns of a name, and of the participles behind them: "items" and "borrowed", "loans" of "library
    loans", "patients" and "list" of "patients on the waiting list"."""
    return frozenset(stem for phrase in _phrases(name) for stem in _nouns(phrase))


@lru_cache(maxsize=10_000)
def counted_by(name: str) -> frozenset[str]:
    """The same of what a name counts alone: "patients" of "number of patients on the waiting list" and of "fall in the
    number of patients"; and of what these are said to do, "respondents who contacted the council"."""
    phrases = list(_phrases(name))
    lead = next((place for place, one in enumerate(phrases) if not all(stem_of(word) in FILLER for word in one)), 0)
    found = set(_nouns(phrases[lead])) if phrases else set()
    words = [token.norm for token in tokenize(name)]
    for place, pair in enumerate(pairwise(words)):
        behind = noun_phrase(words, place + 2) if pair == _NUMBER_OF else range(0)
        found.update(_nouns([words[at] for at in behind]) if behind else ())
    relative = next((place for place, word in enumerate(words) if word in _RELATIVE and place), len(words))
    found.update(stem for stem in map(stem_of, words[relative + 1 :]) if stem not in FILLER)
    return frozenset(found)


def _phrases(name: str) -> Iterator[list[str]]:
    """The stretches of a name between its function words."""
    words, place = [token.norm for token in tokenize(name)], 0
    while place < len(words):
        stretch = noun_phrase(words, place)
        if stretch:
            yield [words[at] for at in stretch]
        place = max(stretch.stop, place) + 1


def _nouns(phrase: Sequence[str]) -> Iterator[str]:
    """The stems of the last word before a participle, and of the participles: "people living", "permits issued"."""
    last = len(phrase) - 1
    behind = next((at for at, word in enumerate(phrase) if at and _is_participle(word, at == last)), len(phrase))
    yield from (stem_of(word) for word in phrase[behind - 1 :])


def _is_participle(word: str, is_last: bool) -> bool:
    """Whether it tells what was done with the noun before: "seats won". A form in "ing" that another noun follows does
    not: "parking permits"."""
    is_past = word.endswith("ed") or word in words_of("participles", "words")
    return is_past or (is_last and (word.endswith("ing") or word in words_of("goings", "words")))
