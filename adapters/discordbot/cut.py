"""Cutting text to what fits, between words and never within a number."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from adapters.discordbot.escape import escape, plain

_MORE = "…"
NOTHING = "…"
"""Stands where Discord wants some text and there is none."""
_SENTENCE_END = re.compile(r"[.!?](?= )")
_WORD_END = re.compile(r"(?<!\d) | (?!\d)")
"""A space between digits may part thousands."""
_NUMBER = re.compile(r"[\d.,'’\s]+$")


def length(text: str) -> int:
    """In UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, limit: int, written: Callable[[str], str] = escape) -> str:
    """Text as `written`, at most `limit` long; what had to be cut off is marked as such."""
    whole = plain(text)
    if length(written(whole)) <= limit:
        return written(whole)

    def size(end: int) -> int:
        return length(written(whole[:end] + _MORE))

    # What is written is never shorter than the text.
    end = bisect_right(range(min(len(whole), limit)), limit, key=size) - 1
    kept = _at_meaning(whole, max(end, 0))
    while kept and length(written(kept + _MORE)) > limit:
        kept = _at_meaning(whole, len(kept) - 1)
    return written(kept + _MORE)


def _at_meaning(text: str, end: int) -> str:
    """The beginning of `text`, at most `end` long: to the end of a sentence or of a word if one is near."""
    for pattern, share in ((_SENTENCE_END, 0.7), (_WORD_END, 0.0)):
        ends = [match.start() + len(match[0].strip()) for match in pattern.finditer(text)]
        near = max((one for one in ends if one <= end), default=0)
        if near and near >= share * end:
            return text[:near].rstrip()
    while end and (unicodedata.combining(text[end]) or text[end - 1] == "\N{ZERO WIDTH JOINER}"):
        end -= 1
    kept = text[:end]
    return _NUMBER.sub("", kept) if text[end - 1 : end].isdigit() else kept
