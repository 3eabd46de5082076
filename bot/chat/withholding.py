"""Words of an order by which somebody means to withhold what they add: in a chat nothing could be withheld.

A title may speak of an embargo; it withholds nothing by that. Where it is in doubt which is meant, it is taken for an
order to withhold, as what was told once cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.chat.words import BRINGS, TITLE
from bot.ingest.instants import has_day
from bot.ingest.withholding import EMBARGO, withholds

_WORDS = re.compile(r"[^\W_]+")
_APART = re.compile(r"[()\[\]{},;:/|–—]|\s-+\s|\.\s")
"""What sets a remark apart from the title before it."""
_TIMED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|noon|midnight|\d{1,2}\s*(?:am|pm)"
    r"|\d{1,2}[.:]\d\d)\b",
    re.I,
)
_UNTIL = re.compile(r"^\W*(?:_\w+|=|until\b|till?\b|\W*\d)", re.I)
"""What follows the name of a setting, or of an embargo that has an end."""
_UNDER = re.compile(r"\b(?:under|with)\s+(?:\w+\s+){0,2}$", re.I)
_STRICT = frozenset(
    {"strict", "strictly", "full", "fully", "press", "media", "news", "still", "is", "an", "the", "not"}
)
_REVIEW = re.compile(r"\breview\W*(?:[=:]|\s)\W*(?:draft|withdrawn|retracted|unpublished)\b|\breview\s*[=:]", re.I)
_DRAFT = re.compile(r"(?:^|[(\[,;–—-])\s*drafts?\s*(?:$|[)\],;–—-])", re.I)
_MAY_NAME_ONE = (TITLE, BRINGS)
"""Values that are names of things, which may be embargoes."""


def is_to_withhold(values: Mapping[str, str]) -> bool:
    """Whether any value of an order says that what it adds is not to be known."""
    return any(_says_so(text, is_name=name in _MAY_NAME_ONE) for name, text in values.items())


def _says_so(text: str, *, is_name: bool) -> bool:
    if _REVIEW.search(text):
        return True
    found = [word for word in _WORDS.finditer(text) if withholds(word[0]) == EMBARGO]
    if not is_name:
        return bool(found) or _DRAFT.search(text) is not None
    timed = bool(found) and (has_day(text) or _TIMED.search(text) is not None)
    return timed or any(map(_is_order, found)) or _is_remark(text)


def _is_order(word: re.Match[str]) -> bool:
    """“embargoed”, “embargo_until”, “embargo=…”, “embargo until …”, “under strict embargo”."""
    before, after = word.string[: word.start()], word.string[word.end() :]
    is_said_of_it = word[0].casefold().endswith("ed")
    return is_said_of_it or _UNTIL.match(after) is not None or _UNDER.search(before) is not None


def _is_remark(text: str) -> bool:
    """Whether a part that is set apart says nothing but that there is an embargo."""
    parts = [[word.casefold() for word in _WORDS.findall(part)] for part in _APART.split(text)]
    said = [[word for word in part if word not in _STRICT] for part in parts if part]
    return len(said) > 1 and any(part and all(withholds(word) == EMBARGO for word in part) for part in said)
