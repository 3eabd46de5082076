"""A file that is dropped on the demo's page."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from adapters.demo import dropped
from adapters.demo.pages import page_of
from adapters.demo.requests import Unknown
from bot.cards.card import Tone
from tests.adapters.demo.visit import Visit, told

FERRIES = b"Route,Year,Ferry passengers\nNorth,2019,1200\nSouth,2019,800\n"


def _drop(visit: Visit, content: bytes = FERRIES, name: str = "ferries.csv") -> str | None:
    visit.house.drop("desk", name, content)
    return visit.bots("desk")[-1].drop


def test_it_is_shown_and_nothing_is_recorded_until_somebody_says_so(visit: Visit) -> None:
    drop = _drop(visit)
    shown = visit.bots("desk")[-1]
    assert shown.alone
    assert "ferries.csv: 2 figures" in told(shown)
    unknown = visit.ask("ferry passengers on North in 2019")
    assert unknown.card is not None
    assert unknown.card.tone is Tone.ABSTAINED

    visit.house.record(drop or "")
    assert visit.headlines("desk")[-1] == "ferries.csv is recorded: 2 new."
    assert visit.now(shown).drop is None
    answer = visit.ask("ferry passengers on North in 2019")
    assert answer.card is not None
    assert answer.card.figure == "1,200"


def test_it_is_recorded_once_or_not_at_all(visit: Visit) -> None:
    recorded, left = _drop(visit) or "", _drop(visit) or ""
    visit.house.record(recorded)
    visit.house.discard(left)
    for act in (visit.house.record, visit.house.discard):
        for drop in (recorded, left, "nothing"):
            with pytest.raises(Unknown):
                act(drop)


def test_recording_it_again_changes_nothing(visit: Visit) -> None:
    for told_ in ("2 new", "2 held already"):
        visit.house.record(_drop(visit) or "")
        assert told_ in visit.headlines("desk")[-1]


def test_a_workbook_with_two_sheets_is_two_cards(visit: Visit) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Buses")):
        for row in (("Route", "Year", f"{sheet.title} passengers"), ("North", 2019, 12), ("South", 2019, 15)):
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    before = len(visit.bots("desk"))
    assert _drop(visit, content.getvalue(), "two.xlsx")
    assert len(visit.bots("desk")) == before + 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04 and no more"),
        ("a.csv", b"a,b\nonly,words\n"),
        ("a.json", b"{" * 1_000),
        ("a.csv", b"Place,Year,Otters,published_on\nNorth,2019,12,2030-01-01\n"),
        ("..", b"\x00\xff\xfe"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_card(visit: Visit, name: str, content: bytes) -> None:
    drop = _drop(visit, content, name)
    if drop:
        visit.house.record(drop)
    card = visit.bots("desk")[-1].card
    assert card is not None
    assert card.tone is Tone.REFUSED
    assert str(visit.house.newsroom.engine.url.database) not in told(visit.bots("desk")[-1])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("Zahlen für März.csv", "Zahlen für März.csv"),
        ("x" * 300 + ".csv", "x" * 76 + ".csv"),
    ],
)
def test_a_file_stays_in_its_folder_whatever_it_is_called(tmp_path: Path, name: str, kept: str) -> None:
    path = dropped.keep(tmp_path / "one", name, FERRIES)
    assert path == tmp_path / "one" / kept
    assert path.read_bytes() == FERRIES


def test_nothing_is_dropped_where_nobody_is(visit: Visit) -> None:
    with pytest.raises(Unknown):
        visit.house.drop("nowhere", "a.csv", FERRIES)


def test_the_invented_table_of_the_page_is_read(visit: Visit) -> None:
    page = page_of("ferries.csv")
    assert page is not None
    assert _drop(visit, page.content)
    assert "6 figures" in told(visit.bots("desk")[-1])
