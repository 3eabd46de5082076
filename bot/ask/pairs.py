"""Questions about two figures of different indicators: "how many more people were referred than engaged".

They are taken apart into two questions of one figure each; what the second leaves unsaid, it takes from the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.ask.grammar.patterns import GAP, LESS, MORE
from bot.ask.query import Query

_SHARE = r"(?:share|percentage|percent|per cent|%|proportion|fraction)"
_COMPARED = f"(?:{MORE}|{LESS})"
_TAKE = r"(?:take|taking|subtract|subtracting|deduct|deducting|strip|stripping|remove|removing)"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("share", rf"^(?P<a>.+?) (?:as|is|are|were|was) (?:a|the|what) {_SHARE} of (?:all |the |those )*(?P<b>.+)$"),
        ("share", rf"^(?:what|which) {_SHARE} of (?P<b>.+?) (?:were|was|are|is|had been|have been) (?P<a>.+)$"),
        ("ratio", r"^(?:for|to) (?:each|every|one) (?:of )?(?P<b>.+?) how many (?P<a>.+)$"),
        ("ratio", r"\bhow many (?P<a>.+?) (?:per|(?:for|to) (?:each|every|one|a single)) (?P<b>.+)$"),
        ("ratio", r"\bratio of (?P<a>.+?) to (?P<b>.+)$"),
        ("ratio", rf"\bhow many times (?:as many|as much|{_COMPARED})? ?(?P<a>.+?) (?:than|as) (?P<b>.+)$"),
        ("difference", rf"\b{GAP} between (?P<a>.+?) and (?P<b>.+)$"),
        ("difference", rf"\bhow (?:many|much) {_COMPARED} (?P<a>.+?) than (?P<b>.+)$"),
        ("difference", rf"\b{_TAKE} (?P<a>.+?) (?:off|from|out of|away from) (?P<b>.+?)(?: how (?:many|much)\b.*)?$"),
        ("sum", r"\b(?:sum|total|combined total) of (?P<a>.+?) and (?P<b>.+)$"),
        ("sum", r"\bhow many (?P<a>.+?) and (?P<b>.+?) (?:combined|together|altogether|in total|in all)$"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An operation over two figures, each with a question of its own."""

    kind: str
    left: str
    right: str


def taken_apart(query: Query) -> list[Pair]:
    """The ways to read a question as one about two figures, the likeliest first."""
    joined = query.sentence.joined
    found: list[Pair] = []
    for kind, pattern in _FORMS:
        match = pattern.search(joined)
        if match:
            left, right = match["a"], match["b"]
            shared = " ".join(filter(None, (_shared(query, match), "number" if "how many" in match.group() else "")))
            found.append(
                Pair(kind, f"{left} {_lacking(shared, left)}".strip(), f"{right} {_lacking(shared, right)}".strip())
            )
    return found


def _shared(query: Query, match: re.Match[str]) -> str:
    """Times, statuses and named periods hold for both sides, wherever they stand, and so does what a question sets out
    with: “in Northmere, the gap between rents and wages”."""
    before = query.content & query.sentence.mask(0, match.start())
    return query.sentence.norms(query.time_words | query.status_words | before)


def _lacking(shared: str, side: str) -> str:
    return "" if not shared or all(word in side.split() for word in shared.split()) else shared
