"""What somebody writes of a key date steers no terminal and no spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calendar.errors import UnprintableText
from bot.calendar.exchange import read_dates, write_dates
from bot.calendar.keydates import Draft, add
from bot.calendar.moments import Moment
from bot.domain import KeyDate
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.calendar.newsroom import START, Newsroom

DAY = PartialDate("2027-05-20")
FORMULAS = ["=1+1", "@SUM(1+1)*cmd|' /C calc'!A0", "+49 30 123", "-2 per cent", "\tindented"]


@pytest.mark.parametrize("title", FORMULAS)
def test_no_cell_of_a_table_is_a_formula_and_it_is_read_back(newsroom: Newsroom, tmp_path: Path, title: str) -> None:
    held = KeyDate("vote", title.strip() if title[0] == "\t" else title, (title,), DAY, locator=title)
    text = write_dates([held], Reader(newsroom.engine, START).catalogue(), "csv", START)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")] == []
    path = tmp_path / "dates.csv"
    path.write_text(text, encoding="utf-8", newline="")
    (found,) = read_dates(path).key_dates
    assert found.label == held.label
    assert found.locator == title.strip()


def test_an_apostrophe_of_its_own_stays(newsroom: Newsroom, tmp_path: Path) -> None:
    held = KeyDate("show", "'Allo 'Allo returns", at=DAY)
    path = tmp_path / "dates.csv"
    text = write_dates([held], Reader(newsroom.engine, START).catalogue(), "csv", START)
    path.write_text(text, encoding="utf-8", newline="")
    assert [one.label for one in read_dates(path).key_dates] == [held.label]


@pytest.mark.parametrize("where", ["title", "source", "locator"])
@pytest.mark.parametrize("character", ["\x1b", "\x00", "\x07", "\x9b"])
def test_control_characters_are_refused(newsroom: Newsroom, where: str, character: str) -> None:
    draft = replace(Draft("Final result", Moment(DAY, None, None)), **{where: f"Red {character}[31m alert"})
    with pytest.raises(UnprintableText, match="holds a control character; type it anew, without it"):
        add(newsroom.engine, draft, "terminal:ana", START)
    assert Reader(newsroom.engine, START).catalogue().key_dates == {}
