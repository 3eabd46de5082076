"""What stands against what is not turned round: "pupils per teacher" are no teachers per pupil, and three times the
likelihood of others is not theirs against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.ask.language.asking import cues_of
from bot.ask.language.nouns import noun_phrase
from bot.ask.language.rows import rows
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.vocabulary.terms import stands_in
from bot.ask.words import FILLER, STRUCTURE, TIMES_UNITS

REFUSES = (
    "how many dogs per shepherd were there in 2020?",
    "pay of drovers relative to shearers in 2020",
)
LETS_THROUGH = (
    "how many shepherds per dog were there in 2020?",
    "pay of shearers relative to drovers in 2020",
)


def check(asked: Asked, given: Given) -> Finding:
    if given.operation != "lookup" or not given.measures:
        return PROVEN
    if (given.unit or "").lower() in TIMES_UNITS and "less" in cues_of(asked.words) and not _says_less(given):
        return vetoed("less", f"We don't hold how much less, but the other way round: the {given.measures[0].label}.")
    wanted = list(_sides(asked.words))
    if not wanted and "ratio" not in asked.words:
        return PROVEN
    found = [_of_name(name) for name in given.measures[0].names]
    right = frozenset(stem for _, after in found for stem in after)
    left = frozenset(stem for before, _ in found for stem in before) | _members(given)
    for place, after in wanted if right else ():
        known = [stem for stem in after if stem in left | right]
        if known and known[-1] not in right:
            words = asked.quoted(place)
            return vetoed(words, f"We don't hold that, but the other way round: the {given.measures[0].label}.")
    if any(_is_turned(asked.stems, label) for label in given.measures[0].labels):
        return vetoed("that ratio", f"We don't hold that, but the other way round: the {given.measures[0].label}.")
    return PROVEN


def _says_less(given: Given) -> bool:
    return any("less" in cues_of([token.norm for token in tokenize(name)]) for name in given.measures[0].names)


def _sides(words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Where something is set against another, and the stems of the noun phrase behind it."""
    comparing_words = [*_comparing(), *([("to",)] if stands_in(("ratio", "of"), tuple(words)) else [])]
    for place in range(len(words)):
        for comparing in comparing_words:
            if tuple(words[place : place + len(comparing)]) != comparing:
                continue
            start = place + len(comparing)
            while start < len(words) and (stem_of(words[start]) in _LIGHT or words[start][:1].isdecimal()):
                start += 1
            yield place, [stem_of(words[at]) for at in noun_phrase(words, start)]
            break


_LIGHT = frozenset(map(stem_of, ("the", "a", "an", "that", "those", "of", "for", "in", "each", "every")))


@lru_cache(maxsize=10_000)
def _of_name(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems with a meaning of a name before and behind the word that sets them against each other."""
    words = [token.norm for token in tokenize(name)]
    side = next(_sides(words), None)
    if side is None:
        return frozenset(), frozenset()
    return frozenset(map(stem_of, words[: side[0]])) - STRUCTURE, frozenset(side[1])


def _members(given: Given) -> frozenset[str]:
    codes = (given.members.get(member) for figure in given.figures for member in figure.dimensions)
    labels = (label for code in codes if code is not None for label in (code.label, *code.alt_labels))
    return frozenset(token.stem for label in labels for token in tokenize(label) if token.stem not in FILLER)


def _comparing() -> list[tuple[str, ...]]:
    return [tuple(row["words"].split()) for row in rows("against")]


_RATIO = stem_of("ratio")


def _is_turned(stems: Sequence[str], label: Sequence[str]) -> bool:
    """Whether a ratio is named by its sides in the other order: "teacher-pupil ratio"."""
    threes = zip(stems, stems[1:], stems[2:], strict=False)
    held = set(zip(label, label[1:], label[2:], strict=False))
    return any(last == _RATIO and (other, one, last) in held for one, other, last in threes)
