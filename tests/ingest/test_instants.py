"""Columns of instants are known, however their cells or their names are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.ingest import read
from bot.ingest.dates import parse_instant
from bot.ingest.faults import BadCell
from bot.ingest.instants import is_instant
from tests.ingest.conftest import problems_of

Tidy = Callable[[str | bytes], Path]


def _wide(text: str) -> str:
    """In letters of full width, as East Asian keyboards write them."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in text)


@pytest.mark.parametrize(
    "cell",
    [
        *("2031-01-01T00Z", "2031-01-01T00+13", "2031-01-01 09Z", "20310101T09Z", "until 2031-01-01T09 UTC"),
        *("2031-01-01T00:00Z?", "2031-01-01T00:00Z (tbc)", "2031-01-01T00:00Z!", "~2031-01-01T00:00Z"),
        *(">2031-01-01T00:00Z", "‘2031-01-01T00:00Z’", "“2031-01-01T00:00Z", "probably 2031-01-01 9am NZDT"),
        _wide("2031-01-01T09:00Z"),
    ],
)
def test_an_instant_is_one_whatever_stands_around_it(tidy: Tidy, cell: str) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,go_live\na,1,{cell}\na,2,\n"))
    assert problem.column == "go_live"
    assert problem.wrong == "the column is not known, and its cells are all times with a time zone"


@pytest.mark.parametrize(
    "word", ["now", "later", "Immediately", "open", "published", "yes", "2031-02-01", "to be confirmed", "(pending)"]
)
def test_a_word_in_the_place_of_an_instant_changes_nothing(tidy: Tidy, word: str) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,free at\na,1,{word}\na,2,2031-01-01T00:00Z\n"))
    assert problem.wrong == "the column is not known, and its cells are all times with a time zone"


@pytest.mark.parametrize("cells", [("now", "later"), ("2031-01-01", "later"), ("open", "closed")])
def test_such_words_alone_break_figures_down(tidy: Tidy, cells: tuple[str, str]) -> None:
    batch = read(tidy("indicator,value,state of work\na,1,{}\na,2,{}\n".format(*cells)))
    assert [figure.dimensions[0][1] for figure in batch.figures] == list(cells)


def test_the_embargo_is_read_in_whatever_letters_its_name_is_written(tidy: Tidy) -> None:
    (figure,) = read(tidy(f"indicator,value,{_wide('embargo_until')}\na,1,2031-01-01T00:00Z\n")).figures
    assert figure.embargo_until is not None


def test_a_near_name_in_letters_of_full_width_is_refused(tidy: Tidy) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,{_wide('embargoed')}\na,1,x\n"))
    assert problem.right == "did you mean “embargo_until”? If not, name it otherwise"


@pytest.mark.parametrize(
    "text",
    ["2031-01-01T00Z", "2031-01-01T00:00:00.5+13", "2031-01-01 00+1300", "2031-01-01T24:00Z", "2031-01-01T09:30:15z"],
)
def test_whatever_is_taken_for_an_instant_is_one_in_any_column(text: str) -> None:
    try:
        parse_instant(text)
    except BadCell:
        return
    assert is_instant(text)
