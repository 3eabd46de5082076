"""Cutting at meaning: whole lines first, then between words, never inside a number; what is left out is said to be."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slackbot.escape import escape, length, visible

_MORE = "…"
_PART_OF_NUMBER = "0123456789.,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-−–"
_NOTHING = "–"


def shorten(text: str, limit: int) -> str:
    """Escaped text of at most `limit` characters, never empty."""
    shown = visible(text).strip() or _NOTHING
    whole = escape(shown)
    if length(whole) <= limit:
        return whole
    head = _head(shown, limit - len(_MORE))
    end = max(head.rfind(" "), head.rfind("\n"))
    kept = head[:end] if end > 0 else head
    # Digits at the end may be half a number, or half a thousand: half a figure is a wrong one.
    return escape(kept.rstrip(_PART_OF_NUMBER)) + _MORE


def fit(lines: Sequence[str], limit: int) -> list[str]:
    """As many escaped lines from the first on as `limit` characters hold with their line ends, and a last one that says
    how many are missing. Each line is short against the limit."""
    total = sum(length(line) + 1 for line in lines)
    kept = len(lines)
    while kept and total + (_left_out_length(len(lines) - kept)) > limit:
        kept -= 1
        total -= length(lines[kept]) + 1
    left_out = len(lines) - kept
    return [*lines[:kept], *([_left_out(left_out)] if left_out else [])]


def _head(text: str, limit: int) -> str:
    """The longest beginning that is no longer than the limit once it is escaped."""
    head = text[:limit]
    if length(escape(head)) <= limit:
        return head
    used = 0
    for place, character in enumerate(text[: limit + 1]):
        used += length(escape(character))
        if used > limit:
            return text[:place]
    return text[:limit]


def _left_out(count: int) -> str:
    return f"{_MORE} and {count} more {'line' if count == 1 else 'lines'}"


def _left_out_length(count: int) -> int:
    return len(_left_out(count)) + 1 if count else 0
