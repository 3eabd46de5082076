"""What speaks against an indicator by its kind: its unit, and whether it is itself a change or difference."""

from __future__ import annotations

from bot.ask.grammar.cue import Cue
from bot.ask.lexicon import Entry
from bot.ask.query import Query
from bot.ask.text import stem
from bot.ask.words import PEOPLE, PERCENT_UNITS, TALLIES

_RATE = stem("rate")


def derivation_cost(query: Query, entry: Entry) -> float:
    """A figure that is itself a change or difference is meant only where one is asked for."""
    derivation = entry.indicator.derivation
    if derivation is None:
        return 0.0
    cues = (
        (Cue.RISE, Cue.FALL, Cue.CHANGE)
        if {"change", "fall"} & set(derivation.partition("(")[0].split())
        else (Cue.GAP, Cue.MORE, Cue.LESS)
    )
    return 0.3 if query.has(*cues) else 1.0


def unit_cost(query: Query, entry: Entry) -> float:
    """Asking for a share of a count, or a count of a share, can be met but is the longer way."""
    unit = (entry.indicator.unit or "").lower()
    if not unit:
        return 0.0
    percent = unit in PERCENT_UNITS
    if query.wants_percent and not percent:
        return 0.3
    if not percent and _RATE in query.stems and _RATE not in entry.words:
        return 0.2
    if Cue.POINTS in query.cues and not (percent or "point" in unit):
        return 0.5
    if query.wants_count and percent:
        return 0.5
    if percent and not query.wants_percent and TALLIES & set(query.stems):
        return 0.15
    if (
        set(query.counted) & PEOPLE
        and not percent
        and not any(stem in PEOPLE for stem in entry.words | entry.base_words)
    ):
        return 0.8
    return 0.0
