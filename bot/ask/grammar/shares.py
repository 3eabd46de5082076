"""Shares and rates: the base that is named, and what a figure is wanted for each of."""

from __future__ import annotations

import re

from bot.ask.grammar.cue import Cue
from bot.ask.text import stem

BASE_FIRST = re.compile(
    r"^(?:out )?of .+? "
    r"(?=(?:how (?:many|much)|what (?:share|percentage|percent|per cent|%|proportion|fraction|part))(?!\S))"
)

WERE = re.compile(r"(?<!\S)(?:was|were|is|are|had been|have been)(?!\S)")

MEASURE_FIRST = re.compile(r"(?<!\S)times (?:the|as \w+(?: \w+){0,3} as|\w+er than|more \w+ than|more than)(?!\S)")

EACH_FIRST = re.compile(r"^(?:for|to) (?:each|every|one) ")
"""What is measured comes last: "for every A, how many B"."""

OF_BASE = re.compile(
    r"(?:(?<!\S)(?:(?:share|proportion|percentage|percent|per cent|%|fraction|part|many) of|among|amongst)"
    r"|^(?:out )?of) "
    r"(?:all |the |those |these )*(?=\S)"
)
"""What is followed by the base of a share ("what share of drug users")."""

ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}

RATE = re.compile(
    rf"(?<!\S)(?:(?:per|a|an|each|every) (?P<noun>day|week|month|quarter|year)|(?P<adverb>{'|'.join(ADVERBS)}))(?!\S)"
)
"""What makes a figure one for each day or month."""

BY_SHARE = re.compile(
    r"(?<!\S)(?:going by|judging by|based on|on the basis of|using|given|from|by(?! (?:what|which|how)(?!\S))) "
    r"(?:the |that |its |their )?(?:\w+ )?"
    r"(?:share|percentage|proportion|per cent|percent)(?!\S)"
)
"""A share to count from, not to answer with: "how many people, going by the final share"."""

PER = re.compile(
    r"(?<!\S)(?:per|(?:for|to|in) (?:each|every)|for (?:one|a single)) "
    r"(?P<noun>(?!(?:cent|the|of)(?!\w))[^\W\d]\w*)"
)
"""What a figure is asked for each of: "teachers per school"."""

UNIT_STEMS = {
    Cue.PERCENT: tuple(stem(word) for word in ("percent", "percentage", "proportion", "share")),
    Cue.COUNT: (stem("number"),),
}
"""What a table's own column for the unit may be called: asking in per cent names the column of per cents."""
