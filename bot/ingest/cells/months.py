"""Names of months, as offices write them in English, and those of other languages in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: n for n, month in enumerate(_NAMES, 1) for name in (month, month[:3])} | {"sept": 9}
"""Number of each month by its name and its short form, in lower case."""
MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
"""Pattern of a month's name in lower case."""
LANGUAGES = (
    "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "tr", "ru", "uk", "hu", "ro", "el",
    "hr", "sl", "et", "lv", "lt", "bg",
)  # fmt: skip
"""Languages whose months are known besides."""
_MORE = ("be", "sr", "is", "ca", "ar", "he", "fa", "hi", "id", "vi", "th")
"""Further ones, of days alone that stand beside a table."""
_WORD = re.compile(r"[^\W\d_]+\.?")
_YEAR = re.compile(r"[0-9]{2}")
_SHORTEST = 3
_MOST = 40
"""Different words, above which they are not the twelve months, short and long."""
_BETWEEN = frozenset({"de", "del", "di", "do", "d"})


def language_of(texts: Iterable[str]) -> str | None:
    """The language in which every word of texts with years, in lower case, is the name of a month; None where it is
    English, there are others, or languages call different months so."""
    words: set[str] = set()
    for text in texts:
        if not _YEAR.search(text) or len(words) > _MOST:
            return None
        words.update(_WORD.findall(text))
    words -= _BETWEEN
    if any(len(word) < _SHORTEST for word in words):
        return None
    plain = {word.rstrip(".") for word in words}
    if not words or plain <= MONTHS.keys():
        return None
    fitting = [one for one in LANGUAGES if plain <= _months_of(one).keys()]
    agree = all(len({_months_of(one)[word] for one in fitting}) == 1 for word in plain) if fitting else False
    return fitting[0] if agree else None


def in_english(text: str, language: str) -> str:
    """A text in lower case with the months of the language as English names, and without what stands between."""
    return _translated(text, _months_of(language))


def named_in_english(text: str) -> str:
    """A text in lower case with the full names of months in any of the languages as English names. What is another
    month in another language stays as it is."""
    known = _full_names()
    words = [word.rstrip(".") for word in _WORD.findall(text)]
    return _translated(text, known) if any(word in known for word in words) else text


def is_month_name(word: str) -> bool:
    """Whether a word in lower case is what a month is called, in full or in short, in any of the languages."""
    plain = word.rstrip(".")
    return plain in MONTHS or any(plain in _months_of(one) for one in LANGUAGES)


def _translated(text: str, months: Mapping[str, int]) -> str:
    def english(found: re.Match[str]) -> str:
        word = found[0].rstrip(".")
        return "" if word in _BETWEEN else _NAMES[months[word] - 1] if word in months else found[0]

    return " ".join(_WORD.sub(english, text).split())


def month_in_english(word: str) -> str | None:
    """The English name of a month of any of the languages, in lower case; None of a word that is none."""
    return next((_NAMES[months[word] - 1] for months in map(_months_of, LANGUAGES) if word in months), None)


def month_anywhere(word: str) -> str | None:
    """The same of more languages, and of English."""
    if word in MONTHS:
        return _NAMES[MONTHS[word] - 1]
    return next((_NAMES[months[word] - 1] for months in map(_months_of, (*LANGUAGES, *_MORE)) if word in months), None)


@cache
def _full_names() -> dict[str, int]:
    """Number of each month by its full names in all languages, but for names of different months and English ones."""
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        forms = Locale(language).months
        for use in ("format", "stand-alone"):
            for number, name in forms[use]["wide"].items():
                found.setdefault(name.casefold(), set()).add(number)
    return {name: min(of) for name, of in found.items() if len(of) == 1 and name not in MONTHS}


@cache
def _months_of(language: str) -> dict[str, int]:
    """Number of each month by its names and short forms, in lower case and without points."""
    from babel import Locale

    forms = Locale(language).months
    return {
        name.casefold().rstrip("."): number
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in forms[use][width].items()
    }
