"""What a reader sees of a message: Discord's markup as far as it does anything to text, written down apart from the
code that escapes for it."""

from __future__ import annotations

import re

_BACKSLASH = re.compile(r"\\([^0-9A-Za-z\s])")
_MARKUP = {
    "mention": r"@everyone|@here|<@[!&]?\d+>|<#\d+>",
    "a token": r"<(?:a?:\w+:\d+|t:-?\d+(?::\w)?|/[^>]*:\d+|id:\w+)>",
    "an address": r"(?:https?|steam|discord)://[^\s<]+|<[^: >]+:/[^ >]+>|<(?:mailto|tel):[^>]*>|<[^\s@>]+@[^\s@>]+>",
    "an invitation": r"discord(?:app)?\.(?:gg|com/invite)/\w+",
    "a masked link": r"\[[^\]]*\]\([^)]*\)",
    "code": r"`+[^`]+`+|```",
    "a spoiler": r"\|\|[\s\S]+?\|\|",
    "bold": r"\*\*[\s\S]+?\*\*",
    "underline": r"__[\s\S]+?__",
    "strike": r"~~[\s\S]+?~~",
    "italics": r"\*\S[\s\S]*?\*|_[^_\s][\s\S]*?_",
    "an emoji": r":[^\s:]+:",
    "a shrug": r"¯\\_\(ツ\)_/¯",
}
_LINE_MARKUP = re.compile(r"(?:#{1,3} |-# |>>? ?|[*+-] |\d+[.)] )")
_RULES = [(name, re.compile(pattern)) for name, pattern in _MARKUP.items()]


class Markup(AssertionError):
    """Something would not be shown as text."""


def shown(source: str) -> str:
    """The text as it is shown; raises Markup where anything of it would be shown as more than text."""
    if "\n" in source:
        raise Markup(f"a line break in {source!r}")
    if _LINE_MARKUP.match(source):
        raise Markup(f"a block in {source!r}")
    seen, position = [], 0
    while position < len(source):
        escaped = _BACKSLASH.match(source, position)
        if escaped:
            seen.append(escaped[1])
            position = escaped.end()
            continue
        for name, rule in _RULES:
            if rule.match(source, position):
                raise Markup(f"{name} in {source!r} at {position}")
        seen.append(source[position])
        position += 1
    return "".join(seen)
