"""The signs of what a question asks for."""

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """A sign in the question of what is asked for."""

    DATE = "date"
    UNTIL = "time until"
    DEFINITION = "definition"
    SOURCE = "source"
    WHY = "why"
    PERCENT = "in per cent"
    POINTS = "in points"
    COUNT = "a count"
    HIGHEST = "highest"
    LOWEST = "lowest"
    MORE = "more than"
    LESS = "less than"
    GAP = "gap"
    WIDEST = "widest"
    NARROWEST = "narrowest"
    RISE = "rise"
    FALL = "fall"
    CHANGE = "change"
    RATIO = "times as many"
    SUM = "together"
    MEAN = "average"
    MEDIAN = "median"
    NOT = "not"
    EXCEPT = "all but"
    NEITHER = "neither"
    ONE_IN = "one in how many"
    TREND = "over time"
    LEVEL = "where it came to"
    BEGAN = "where it began"
    COMPARE = "compared"
    LATEST = "latest"
    FIRST_GIVEN = "as first given"
