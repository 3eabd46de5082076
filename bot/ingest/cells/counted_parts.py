"""Quarters, halves and weeks that are counted in words of several languages: "1. Quartal 2023", "1er semestre 2023"."""

from __future__ import annotations

import re
from datetime import date, timedelta

_QUARTERS = frozenset(
    {"quartal", "quartals", "trimestre", "trim", "kvartal", "kvartalet", "kv", "kvt", "kvart", "kwartaal", "kwartał",
     "čtvrtletí", "štvrťrok", "neljännes", "vuosineljännes", "çeyrek", "квартал", "кв", "negyedév", "τρίμηνο",
     "četrtletje", "ceturksnis", "ketvirtis", "тримесечие", "t"}
)  # fmt: skip
_HALVES = frozenset(
    {"halbjahr", "hj", "semestre", "sem", "halvår", "halvåret", "halfjaar", "półrocze", "pololetí", "polrok",
     "puolivuosi", "vuosipuolisko", "yarıyıl", "полугодие", "félév", "εξάμηνο", "polugodište", "poolaasta",  # noqa: RUF001
     "pusgadis", "pusmetis"}
)  # fmt: skip
_WEEKS = frozenset({"kw", "kalenderwoche", "semaine", "semana", "settimana", "vecka", "uke", "uge", "viikko"})
_LETTERED = re.compile(r"([0-9]{4})[ -]?t([1-4])|t([1-4])[ /-]?([0-9]{4})")
_QUARTERS_OF_YEAR = 4
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"(?P<{0}>[0-9]{{1,2}}|i{{1,3}}|iv)"
_ORDINAL = r"(?:\.?(?:er|ère|re|ème|eme|ª|º|°|:a|:e|-?й|-?e|-?ο|e|o|a|r|st|nd|rd|th)|\.)?"  # noqa: RUF001
_YEAR = r"(?P<{0}>(?!0000)[0-9]{{4}})"
_WORD = r"(?P<{0}>[^\W\d_]+)\.?"
_BETWEEN = r"[ ,/-]*(?:(?:de|del|do|du|di|of|van) )?"
_COUNTED = re.compile(
    rf"(?:{_YEAR.format('early')}{_BETWEEN})?"
    rf"(?:{_NUMBER.format('first')}{_ORDINAL}[ -]?{_WORD.format('word')}"
    rf"|{_WORD.format('name')} {_NUMBER.format('last')})"
    rf"(?:{_BETWEEN}{_YEAR.format('late')})?"
)


def counted_part(plain: str) -> str | None:
    """The ISO text of a counted part of a year; `plain` is in lower case. A quarter that is "t" has its number before
    it: "t1" may be a third of a year."""
    found = _COUNTED.fullmatch(plain)
    if found is None or bool(found["early"]) == bool(found["late"]):
        return None
    year, text = found["early"] or found["late"], found["first"] or found["last"]
    word = found["word"] or found["name"]
    number = _NUMBERS.get(text) or int(text)
    if word in _QUARTERS and 1 <= number <= 4 and (word != "t" or found["first"]):
        return f"{year}-Q{number}"
    if word in _HALVES and 1 <= number <= 2:
        return f"{year}-01/{year}-06" if number == 1 else f"{year}-07/{year}-12"
    # In Polish "kw." is short for a quarter, which is counted before it.
    return _week(int(year), number) if word in _WEEKS and (word != "kw" or found["last"]) else None


def lettered_part(plain: str) -> tuple[str, int] | None:
    """The year and the number of "2023-T1" or "T1 2023", which is a quarter or a third of the year."""
    found = _LETTERED.fullmatch(plain)
    if found is None:
        return None
    return (found[1], int(found[2])) if found[1] else (found[4], int(found[3]))


def as_quarter(year: str, number: int) -> str:
    return f"{year}-Q{number}"


def as_third(year: str, number: int) -> str | None:
    return f"{year}-{number * 4 - 3:02}/{year}-{number * 4:02}" if number < _QUARTERS_OF_YEAR else None


def _week(year: int, number: int) -> str | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
        return f"{monday}/{monday + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return None
