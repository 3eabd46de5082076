"""Patterns of whole words, and the words for most and least."""

from __future__ import annotations

import re


def pattern(lines: str) -> re.Pattern[str]:
    """One pattern of many alternatives, a line each, that begin and end at words."""
    return re.compile(f"(?<![^ ])(?:{'|'.join(_alternatives(lines))})(?![^ ])")


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


HIGH = (
    "(?:highest|most common(?:ly)?|commonest|most often|(?<!at )most(?! recent)|largest|biggest|greatest|maximum|max"
    "|peak|peaked|strongest|top|f[ua]rthest)"
)

LOW = "(?:lowest|least common(?:ly)?|rarest|least often|(?<!at )least|fewest|smallest|minimum|min|weakest|bottom)"

IS_FINAL = "(?:it was |they were |all was |everything was )?(?:finali[sz]ed|final|confirmed|official|settled|counted)"
"""What is said of the time when a figure was final."""
