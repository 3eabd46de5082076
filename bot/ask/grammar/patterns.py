"""Patterns of whole words, and the words for most and least."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ask.language.rows import words_of


def pattern(lines: str) -> re.Pattern[str]:
    """One pattern of many alternatives, a line each, that begin and end at words."""
    return re.compile(f"(?<![^ ])(?:{'|'.join(_alternatives(lines))})(?![^ ])")


def any_of(words: Iterable[str]) -> str:
    """An alternative of words."""
    return f"(?:{'|'.join(sorted(words))})"


def beginnings(lines: str) -> re.Pattern[str]:
    """A pattern that matches, without a length, wherever one of the alternatives begins. They are grouped by their
    first letter, so that a word is held against few of them."""
    groups: dict[str, list[str]] = {}
    for line in _alternatives(lines):
        is_letter = line[0].isalpha() and line[1:2] not in ("?", "*", "+", "{")
        groups.setdefault(line[0] if is_letter else "", []).append(line[is_letter:])
    joined = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())
    return re.compile(f"(?=(?<![^ ])(?:{joined})(?![^ ]))")


def _alternatives(lines: str) -> list[str]:
    return [line.strip() for line in lines.splitlines() if line.strip()]


def of_order(means: str) -> str:
    """The adjectives of order, as "most", "least", "more" or "less"."""
    return "|".join(sorted(words_of("order", "word", means=means)))


HIGH = f"(?:{of_order('most')}|most common(?:ly)?|commonest|most often|(?<!at )most(?! recent))"

LOW = f"(?:{of_order('least')}|least common(?:ly)?|least often|(?<!at )least)"

MORE, LESS = f"(?:{of_order('more')})", f"(?:{of_order('less')})"

_QUANTITIES = "number share percentage proportion rate level count total average median amount value index price cost"

_FAR = any_of(words_of("gaps", "noun", stands="of quantities"))

GAP = (
    f"(?:{any_of(words_of('gaps', 'noun', stands='anywhere'))}"
    f"|{_FAR}(?= (?:between \\S.* )?(?:in|between) (?:the |their )?{any_of(_QUANTITIES.split())}s?(?!\\S)))"
)
"""How far two lie apart: a distance is only one of numbers or shares."""

IS_FINAL = "(?:it was |they were |all was |everything was )?(?:finali[sz]ed|final|confirmed|official|settled|counted)"
"""What is said of the time when a figure was final."""
