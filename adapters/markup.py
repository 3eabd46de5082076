"""What people's clients put between the words of a question: no words of it."""

from __future__ import annotations

import re

from bot.chat.orders import read

_BLANKS = re.compile(r"\s+")
_LINK = re.compile(r"<?\b(?:(?:https?|ftp)://|mailto:)(?:(?![)\].,;!?]+(?:\s|$))[^\s<>|])+>?", re.IGNORECASE)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PEOPLE = re.compile(r"(?<![\w@])@[^\W\d_][\w.-]*\b")
"""Somebody, or “@here” and the like."""
_NAME = r"[^\s:A-Z<>@#/\\.,;]"
_EMOJI = re.compile(rf"(?<![^\W\d_]):(?={_NAME}*[^\W\d]|[+-]){_NAME}+:(?![^\W_])|(?<!\w):\d+:(?!\w)")
"""The name of an emoji is in lower case. What stands right at a letter may be a label, or a part of one."""
_NO_WORDS = (_LINK, _EMAIL, _PEOPLE, _EMOJI)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]")
"""Signs without any width that join no letters, as browsers and editors leave them in what is copied."""
_GESTURE = "\N{SLIGHTLY SMILING FACE}"
"""A message of emoji alone, whatever they are called."""


def question(shown: str, bare: str) -> str:
    """What was asked: `bare`, which names nobody any more, without links, addresses and emoji. An order is taken as it
    was `shown` to its writer: titles and sources may have all of them."""
    if read(shown) is not None:
        return plain(shown)
    has_emoji = _EMOJI.search(bare) is not None
    for no_words in _NO_WORDS:
        # Twice: neighbours may share what parts them.
        bare = no_words.sub(" ", no_words.sub(" ", bare))
    return plain(bare) or (_GESTURE if has_emoji else "")


def plain(text: str) -> str:
    """On one line, with single blanks and without what nobody sees."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()
