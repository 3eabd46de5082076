"""Of two questions in one, both are answered or none: one figure is no answer to "how many, and how many of the
others"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ask.language.asking import cues_of
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.words import FILLER

REFUSES = ("how many hay bales were there in 2020 and how many were in the Upper block?",)
LETS_THROUGH = (
    "how much was the barley harvest of Aster in 2020 and what is the source of that?",
    "when was the dairy profit highest and how much was it?",
)

_OF_ONE = frozenset(("lookup", "sum", "mean", "highest", "lowest", "change", "percent change"))
_ALSO = frozenset(("and", "plus", "also"))
_COUNTS = frozenset(("many", "much", "share", "percentage", "proportion"))
_EXTREME = frozenset(("most", "least"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_ONE:
        return PROVEN
    for place in _further(asked.words):
        behind = range(place + 1, len(asked.words))
        if any(_asks(at, asked) for at in behind) or (given.ranks and _ranks(asked.words[place:])):
            return vetoed("one of two questions", "That asks two questions at once: ask each by itself.")
    return PROVEN


def _further(words: Sequence[str]) -> Iterator[int]:
    """Where questions begin after the first: behind "and", or where it is asked how many once more."""
    questions = words_of("function_words", "word", means="question") | {"number"}
    asking = [place for place, word in enumerate(words) if word in questions or _is_whether(place, words)]
    counting = [place for place in asking if not _COUNTS.isdisjoint(words[place + 1 : place + 2])]
    return (place for place in asking[1:] if _is_added(place, words) or place in counting[1:])


def _is_whether(place: int, words: Sequence[str]) -> bool:
    return words[place] == "did" and words[max(place - 1, 0)] in _ALSO


def _is_added(place: int, words: Sequence[str]) -> bool:
    """Whether "and" stands right before, or before what stands between: "and in which year", "and the number"."""
    before = [words[at] for at in range(max(place - 2, 0), place)]
    prepositions = words_of("function_words", "word", means="preposition") | {"the"}
    return before[-1:] != [] and (before[-1] in _ALSO or (before[-1] in prepositions and before[0] in _ALSO))


def _asks(place: int, asked: Asked) -> bool:
    """Whether a word asks for something of its own, and not of the figure: its time, its source, its size."""
    word, stem = asked.words[place], asked.stems[place]
    order = words_of("order", "word")
    return stem not in FILLER and word not in words_of("asides", "words") | order and not word[:1].isdecimal()


def _ranks(words: Sequence[str]) -> bool:
    return not _EXTREME.isdisjoint(cues_of(words)) or not words_of("order", "word").isdisjoint(words)
