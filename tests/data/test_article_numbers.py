"""Every number of the articles is in the ledger, or is left out for a reason that article_numbers.csv gives."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.domain import Figure
from bot.ingest.batch import Batch
from tests.data.conftest import ARTICLES, needs_articles

_ROWS = list(csv.DictReader((Path(__file__).parent / "article_numbers.csv").open(encoding="utf-8")))
_HELD = [row for row in _ROWS if row["disposition"] == "held"]
_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve dozen twenty hundred thousand million billion
    half halves third quarter fifth tenth twice thrice double triple first second
"""
_NUMBER = re.compile(rf"\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(_WORDS.split())})s?\b", re.IGNORECASE)
_WRITTEN = {
    "one": "1", "two": "2", "three": "3", "third": "33.3", "14 and a half months": "14.5", "the seat": "1",
}  # fmt: skip


def _name(row: dict[str, str]) -> str:
    return f"{row['source']}, {row['paragraph']}: {row['number']}"


def _key(figure: Figure) -> str:
    return f"{figure.series}@{figure.period}={figure.value}"


def _paragraphs(locator: str) -> set[str]:
    return set(re.findall(r"\d+", locator))


def test_every_line_is_held_or_has_a_reason() -> None:
    assert len(_ROWS) > 100
    for row in _ROWS:
        assert row["disposition"] in ("held", "left out"), _name(row)
        assert bool(row["key"]) == (row["disposition"] == "held"), _name(row)
        assert bool(row["reason"]) == (row["disposition"] == "left out"), _name(row)


@pytest.mark.parametrize("row", [row for row in _HELD if row["kind"] == "figure"], ids=_name)
def test_a_held_figure_is_in_the_ledger_at_its_place(package: Batch, row: dict[str, str]) -> None:
    places = {
        (figure.source, paragraph)
        for figure in package.figures
        if _key(figure) == row["key"]
        for paragraph in _paragraphs(figure.locator or "")
    }
    assert (row["source"], row["paragraph"]) in places


@pytest.mark.parametrize("row", [row for row in _HELD if row["kind"] == "figure"], ids=_name)
def test_a_number_is_the_value_it_is_held_as_or_bounds_its_period(row: dict[str, str]) -> None:
    number = row["number"]
    digits = _WRITTEN.get(number) or _WRITTEN.get(number.split(" ")[0]) or _NUMBER.findall(number)[0]
    period, _, value = row["key"].partition("@")[2].partition("=")
    assert digits.replace(",", "") in (value.lstrip("-"), *period.split("/"))


@pytest.mark.parametrize("row", [row for row in _HELD if row["kind"] == "key date"], ids=_name)
def test_a_held_date_is_a_key_date(package: Batch, row: dict[str, str]) -> None:
    assert row["key"] in {f"{key_date.id}={key_date.at}" for key_date in package.key_dates}


@pytest.mark.parametrize("row", [row for row in _HELD if row["kind"] == "period"], ids=_name)
def test_a_held_period_has_a_name(package: Batch, row: dict[str, str]) -> None:
    assert row["key"] in {named.period.iso for named in package.periods}


def test_every_figure_is_on_the_list(package: Batch) -> None:
    listed = {(row["source"], row["key"], row["paragraph"]) for row in _HELD}
    for figure in package.figures:
        for paragraph in _paragraphs(figure.locator or ""):
            assert (figure.source, _key(figure), paragraph) in listed


def test_every_key_date_is_on_the_list(package: Batch) -> None:
    listed = {row["key"] for row in _HELD if row["kind"] == "key date"}
    unlisted = {key_date.id for key_date in package.key_dates if f"{key_date.id}={key_date.at}" not in listed}
    # Known by no number of a text: these dates are those of the articles that report the event.
    assert unlisted == {"end-of-life-choice-referendum", "open-letter", "biden-pardons"}


@needs_articles
@pytest.mark.parametrize("place", range(4))
def test_the_list_has_every_number_of_every_paragraph(package: Batch, place: int) -> None:
    source = package.sources[place].id
    text = (ARTICLES / f"article-{place + 1}.txt").read_text(encoding="utf-8")
    paragraphs = [line for line in text.splitlines() if line.strip()]
    written = {str(n): Counter(_NUMBER.findall(line)) for n, line in enumerate(paragraphs, 1)}
    listed = {n: Counter[str]() for n in written}
    for row in _ROWS:
        if row["source"] == source:
            listed[row["paragraph"]].update(_NUMBER.findall(row["number"]))
    assert {n: numbers for n, numbers in listed.items() if numbers} == {
        n: numbers for n, numbers in written.items() if numbers
    }
