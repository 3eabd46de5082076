"""What somebody writes of a key date steers no terminal and no spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calendar.errors import UnprintableText
from bot.calendar.exchange import FORMATS, read_dates, write_dates
from bot.calendar.keydates import Draft, add
from bot.calendar.moments import Moment
from bot.domain import KeyDate
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.calendar.newsroom import START, Newsroom

DAY = PartialDate("2027-05-20")
FORMULAS = ["=1+1", "@SUM(1+1)*cmd|' /C calc'!A0", "+49 30 123", "-2 per cent", "\tindented"]
FORMULAS += ["\uff1d1+1", "\uff0b49 30", "\uff0d2 per cent", "\uff20SUM(1+1)", "\ufe621", "\u202e=1+1", "\u200b@SUM(1)"]
SEEN = str.maketrans({"\t": None, "\u202e": None, "\u200b": None})


@pytest.mark.parametrize("title", FORMULAS)
def test_no_cell_of_a_table_is_a_formula_and_it_is_read_back(newsroom: Newsroom, tmp_path: Path, title: str) -> None:
    held = KeyDate("vote", title.strip() if title[0] == "\t" else title, (title,), DAY, locator=title)
    said = title.translate(SEEN)
    text = write_dates([held], Reader(newsroom.engine, START).catalogue(), "csv", START)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if unicodedata.normalize("NFKC", cell)[:1] in ("=", "+", "-", "@", "\t")] == []
    path = tmp_path / "dates.csv"
    path.write_text(text, encoding="utf-8", newline="")
    (found,) = read_dates(path).key_dates
    assert found.label == found.locator == said


TURNING = (
    "Final \u202etluser\u202c of the\u2028vote\u00ad, \u0646\u0627\u0645\u0647\u200c\u0647\u0627 \u2066x\u2069\u200f"
)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_file_turns_the_text_around(newsroom: Newsroom, form: str) -> None:
    """What joins and parts letters stays."""
    held = KeyDate("vote", TURNING, (TURNING,), DAY, locator=TURNING)
    text = write_dates([held], Reader(newsroom.engine, START).catalogue(), form, START)
    signs = {one for one in text if unicodedata.category(one) in ("Cf", "Zl", "Zp")}
    assert signs == {"\u200c"}
    assert "Final tluser of the vote" in text


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
