"""What the words of a header or a label are: a unit, a period, a total, something measured."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ingest.cells.flags import read_flag
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked, read_period
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.unit_words import SCALES
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.totals import is_total

_PLAIN_UNIT = re.compile(
    r"\b(?:percent(?:age points?)?|per thousand|numbers?|count|ratio|index|score|times|years|months|weeks|days|hours|"
    r"minutes|(?:hundred|thousand|million|billion|trillion)s|dollars|pounds|euros?|yen|per|"
    r"tonnes|tons|kilograms|kg|grams|litres|km|mm|cm|metres|kilometres|miles|hectares|acres|[kmgt]wh|barrels)\b|= ?100",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_OF_UNITS = frozenset(
    [
        "in",
        "of",
        "the",
        "s",
        "per",
        "cent",
        "percent",
        "percentage",
        "percentages",
        "number",
        "numbers",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "unit",
        "units",
        "dollar",
        "usd",
        "us",
        "cad",
        "cdn",
        "mn",
        "bn",
        "k",
        "m",
        "point",
        "points",
        "pct",
        "no",
        "us",
    ]
)
_JUST_A_NUMBER = re.compile(r"\d+")
_YEAR_OF_ISO = re.compile(r"(?<![0-9-])[0-9]{4}")
_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_PLAIN_TOTAL = re.compile(r"totals?|all", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:rates?|ratios?|averages?|means?|medians?|shares?|proportions?|percentages?|percent|numbers?|counts?|"
    r"index|indices|incomes?|earnings|wages|salary|salaries|costs?|expenditures?|spending|revenues?|prices?|values?|"
    r"debts?|assets?|growth|changes?|probabilit(?:y|ies)|odds|scores?|time spent|gdp|output|productivity|"
    r"emissions?|prevalence|incidence|density|life expectancy|turnover|sales|exports?|imports?|balance|deficit|"
    r"surplus)\b",
    re.IGNORECASE,
)
_SEXES = frozenset(
    {
        "men", "women", "male", "female", "males", "females", "boys", "girls", "both sexes", "non-binary",
        "total men", "total women", "total males", "total females", "all men", "all women",
    }
)  # fmt: skip
_AGES = re.compile(
    r"(?:aged? )?(?:(?:under|over|below|less than|younger than) \d+|\d+ ?(?:to|-|–|—|and) ?\d+|\d+ ?\+"
    r"|\d+ (?:years?(?: of age)? )?(?:and|or) (?:over|older|more|under|above|younger))"
    r"(?: ?(?:years?|yrs?)(?: olds?| of age| and (?:over|older))?)?",
    re.IGNORECASE,
)


def dated(text: str, style: PeriodStyle) -> Marked | None:
    """The period that a text is, with the flag behind it; a number of four digits only where it may be a year."""
    if text.isdecimal() and not _YEAR.fullmatch(text):
        return None
    found = read_marked(text, style)
    years = found and [int(year) for year in _YEAR_OF_ISO.findall(found.iso)]
    return found if years and min(years) >= 1600 and max(years) < 2200 else None


def is_part_of_year(text: str) -> bool:
    """Whether the text is a month, a quarter or a half of a year that is not named: "March", "Q1"."""
    is_whole = _JUST_A_NUMBER.fullmatch(text) or _YEAR.search(text)
    return not is_whole and within_year(text, "2001") is not None


def within_year(part: str, year: str) -> str | None:
    """The period that a part of a year is in that year."""
    whole = read_period(year)
    found = read_period(f"{part} {year}") or read_period(f"{year} {part}")
    return found if found and found != whole else None


def is_plain_unit(text: str) -> bool:
    """Whether the text is nothing but a unit, wherever it stands; "deaths" may be a unit or what is counted."""
    unit = unit_of(text)
    return unit is not None and bool(_PLAIN_UNIT.search(unit))


def label_and_unit(text: str) -> tuple[str, str | None]:
    """A label without the unit in its brackets or behind its comma, and that unit. "Top 5%" is a label."""
    if unit_of(text) is not None or text.startswith("%") or text.endswith("%"):
        return text, None
    return split_unit(text)


def says_more(text: str) -> bool:
    """Whether a unit's cell tells more than the unit that is kept of it: "% of households"."""
    unit = unit_of(text)
    lost = set(_WORD.findall(text.casefold())) - set(_WORD.findall((unit or text).casefold())) - _OF_UNITS
    return unit is not None and bool(lost)


def are_units(texts: Iterable[str]) -> bool:
    """Whether the cells of a row are units: each can be one, and one is nothing else."""
    held = [text for text in texts if text]
    return all(unit_of(text) is not None for text in held) and any(map(is_plain_unit, held))


def is_plain_total(text: str) -> bool:
    """Whether a label says "total" and not of what."""
    return bool(_PLAIN_TOTAL.fullmatch(text))


def are_measures(texts: Iterable[str]) -> bool:
    """Whether the labels are of what is measured, as "rate" and "average" show, rather than of whom."""
    held = list(dict.fromkeys(texts))
    return bool(held) and sum(1 for text in held if _MEASURE.search(text)) * 2 > len(held)


def kind_of(texts: Iterable[str]) -> str | None:
    """The name of the dimension that labels are codes of, where everybody knows it: "sex", "age group"."""
    held = [
        text.casefold() for text in dict.fromkeys(texts) if (text and not is_total(text)) or text.casefold() in _SEXES
    ]
    if held and all(text in _SEXES for text in held):
        return "sex"
    if len(held) > 1 and all(_AGES.fullmatch(text) for text in held):
        return "age group"
    return None


def is_name_of(name: str, kind: str) -> bool:
    """Whether a title may call a kind of dimension so: "gender" is sex."""
    plain = name.casefold()
    return plain == kind or (kind == "sex" and plain == "gender") or (kind == "age group" and plain == "age")


def status_of(mark: str | None) -> tuple[str | None, str | None]:
    """Status and note that a flag or a word behind a figure or a period stands for."""
    if not mark:
        return None, None
    flag = read_flag(mark)
    return (flag.status.value if flag.status else None), flag.note


_RELATIVE = re.compile(r"percent|per |ratio|index|rate|score|years|months|hours|days|= ?100", re.IGNORECASE)


def is_relative(unit: str | None) -> bool:
    """Whether figures in the unit are shares or averages, which do not add up."""
    return unit is not None and bool(_RELATIVE.search(unit))


def is_scale(unit: str) -> bool:
    """Whether a unit is a scale of something that it does not name."""
    return unit.casefold() in SCALES
