"""Patterns of whole words, and the words for most and least."""

from __future__ import annotations

import re


def pattern(lines: str) -> re.Pattern[str]:
    """One pattern of many alternatives, a line each, that begin and end at words."""
    alternatives = filter(None, (line.strip() for line in lines.splitlines()))
    return re.compile(rf"(?<!\S)(?:{'|'.join(alternatives)})(?!\S)")


HIGH = (
    "(?:highest|most common(?:ly)?|commonest|most often|(?<!at )most(?! recent)|largest|biggest|greatest|maximum|max"
    "|peak|peaked|strongest|top|f[ua]rthest)"
)

LOW = "(?:lowest|least common(?:ly)?|rarest|least often|(?<!at )least|fewest|smallest|minimum|min|weakest|bottom)"

IS_FINAL = "(?:it was |they were |all was |everything was )?(?:finali[sz]ed|final|confirmed|official|settled|counted)"
"""What is said of the time when a figure was final."""
