"""Words as a question and a table's headings share them: folded, stemmed, found and put in one another's place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

_STEMMER = Stemmer("english")
_STARTS = (". ", "? ", "! ", ": ", '"')
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in small letters without accents, each letter where it stood."""
    return "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(_STEMMER.stemWords(_WORD.findall(folded(text))))


def places(term: str, text: str) -> list[tuple[int, int]]:
    """Where a term stands in a text as whole words, and as no part of a compound."""
    if folded(term) not in folded(text):
        return []
    pattern = rf"(?<![\w$/-]){re.escape(folded(term))}(?![\w/-])"
    return [match.span() for match in re.finditer(pattern, folded(text))]


def replaced(text: str, spans: list[tuple[int, int]], by: str) -> str:
    """The text with every span replaced, the article before it and the capital of a sentence's start kept in step."""
    for start, end in reversed(spans):
        starts = text[start].isupper() and (not start or text[:start].endswith(_STARTS))
        new = by[:1].upper() + by[1:] if starts else by
        text = f"{_article(text[:start], new)}{new}{text[end:]}"
    return text


def _article(before: str, word: str) -> str:
    """What stands before a word, its `a` or `an` as that word wants it."""
    right = "n" if word[:1].lower() in "aeiou" else ""
    return re.sub(r"(?<!\w)([Aa])n?(?= $)", rf"\g<1>{right}", before)


def _bare(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter)[0].lower()
    return bare if len(bare) == 1 else letter
