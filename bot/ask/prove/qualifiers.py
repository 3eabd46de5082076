"""A word that narrows down what is measured is never passed over: "other arrests" are not the arrests.

It counts where it stands before the measure's own words, and where nothing in the answer is called by it.
"""

from __future__ import annotations

from bot.ask.language.lexemes import with_particle
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.domain import Status

REFUSES = (
    "real barley harvest of Aster in 2020",
    "other barley harvest of Aster in 2020",
    "additional headline barley harvest of Aster in 2020",
    "confirmed barley harvest of Aster in 2020",
    "long-term barley harvest of Aster in 2020",
    "barley harvest of Aster in 2020 in real terms",
)
LETS_THROUGH = (
    "what was the actual barley harvest of Aster in 2020?",
    "what, really, was the barley harvest of Aster in 2020?",
    "how large was the barley harvest of Aster in 2020?",
    "broken fences of Aster in 2020",
)

_OF_STATUS = {"confirmed": frozenset((Status.OFFICIAL, Status.FINAL, Status.CERTIFIED, Status.AMENDED))}
"""What a status of the figures says as well."""
_REAL_TERMS = ("real", "terms")
_MEASURED = frozenset(("how", "as", "so", "that", "record", "time"))
_MORE = "beyond those counted"
_BEYOND = frozenset(("change", "difference", "complement"))
"""What finds out how many more there are."""


def check(asked: Asked, given: Given) -> Finding:
    qualifiers = words_of("qualifiers", "word")
    own = frozenset(stem for measure in given.measures for label in measure.labels for stem in label)
    for place, word in enumerate(asked.words[:-1]):
        if asked.words[place : place + 2] == _REAL_TERMS and not _is_said(place, asked, given):
            said = asked.quoted(place, 2)
            return vetoed(said, f"We don't hold that: nothing in “{said}” for the {given.measures[0].label}.")
        if word not in qualifiers or _is_said(place, asked, given):
            continue
        after = next((at for at in range(place + 1, len(asked.words)) if asked.words[at] not in qualifiers), place)
        if asked.stems[after] in own and not _measures(place, asked):
            said = asked.quoted(place)
            return vetoed(said, f"We don't hold that: nothing on “{said}” for the {given.measures[0].label}.")
    return PROVEN


def _measures(place: int, asked: Asked) -> bool:
    """Whether it asks for the size and narrows nothing down: "how large", "as high", "fell short"."""
    before = asked.words[place - 1] if place else ""
    return before in _MEASURED or (before, asked.words[place]) in with_particle("comparisons")


def _is_said(place: int, asked: Asked, given: Given) -> bool:
    stem = asked.stems[place]
    statuses = _OF_STATUS.get(asked.words[place], frozenset())
    return (
        stem in given.named
        or any(stem in measure.described for measure in given.measures)
        or any(figure.status in statuses for figure in given.figures)
        or (given.operation in _BEYOND and asked.words[place] in words_of("qualifiers", "word", means=_MORE))
    )
