"""The words by which labels and questions are matched: stems, without the words that only hold a sentence together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.ask.language.places import words_of_places
from bot.ask.language.rows import words_of
from bot.ask.text import tokenize

_BEFORE_SENTENCE = ("", ".", "?", "!", ":", "\u201c", '"')
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_SPAN_OF_YEARS = re.compile(r"((?:19|20)\d\d)[/-](\d\d)(\d\d)?")


class Term(NamedTuple):
    """A word of a question: `word` folded, `stem` what it is matched by, `place` that of its token. `is_name`: it is
    written as names are, within a sentence."""

    word: str
    stem: str
    place: int
    is_name: bool = False


def is_year(stem: str) -> bool:
    return len(stem) == 4 and stem.isdecimal() and stem[:2] in ("18", "19", "20")


@lru_cache(maxsize=100_000)
def terms(text: str) -> tuple[str, ...]:
    """The stems of a label."""
    return tuple(term.stem for term in terms_in(text))


def stands_in(some: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether some words stand in others one after the other."""
    return any(words[start : start + len(some)] == some for start in range(len(words) - len(some) + 1))


def terms_in(text: str) -> list[Term]:
    """The terms of a text, in order. "2015.0" is 2015, as spreadsheets write it, and a span of years is both."""
    found: list[Term] = []
    for place, token in enumerate(tokenize(text)):
        if token.is_plain and token.norm in words_of("function_words", "word"):
            continue
        # The first word of a sentence is written like a name, whatever it is.
        begins = text[: token.start].rstrip()[-1:] in _BEFORE_SENTENCE
        is_name = token.is_name_like and (not begins or token.norm in words_of_places())
        found += [Term(token.norm, stem, place, is_name) for stem in _forms(token.stem)]
    return found


def _forms(stem: str) -> tuple[str, ...]:
    if not stem[:1].isdecimal():
        return (stem,)
    whole = _WHOLE_NUMBER.fullmatch(stem)
    if whole:
        return (whole[1],)
    span = _SPAN_OF_YEARS.fullmatch(stem)
    if span:
        last = span[2] + span[3] if span[3] else stem[:2] + span[2]
        # "2009-10" is a month as well, and so it stays where it cannot be the next year.
        return (stem[:4], last) if int(last) == int(stem[:4]) + 1 else (stem,)
    return (stem,)
