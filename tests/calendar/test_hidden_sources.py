"""A source that only withheld figures cite is as unknown as one that is nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.domain import Catalogue, KeyDate, Source
from bot.ingest.identity import distinct_slug
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store import tables
from bot.store.engine import open_engine, reading
from bot.store.reader import Reader
from bot.store.schema import prepare
from bot.store.visibility import DESK, PUBLIC, Rights
from tests.calendar.newsroom import PERSON, START, figure, ledger

NAME = "Umbra Press"
ADDRESS = "https://umbra.example/leak"
_LIFTS = START + timedelta(days=90)
HIDDEN = Source("umbra-press", NAME, "The leak", ADDRESS, PartialDate("2027-05-01"))


def _fill(engine: Engine, *hidden: Source) -> None:
    """A ledger; with sources of which only figures under embargo are."""
    withheld = [
        replace(figure(f"f{number}", "9.1"), source=source.id, embargo_until=_LIFTS)
        for number, source in enumerate(hidden)
    ]
    record(engine, replace(ledger(withheld), sources=(*ledger().sources, *hidden)), START)


def _add(
    engine: Engine, title: str, source: str, rights: Rights = PUBLIC, until: datetime | None = None
) -> tuple[KeyDate, Catalogue]:
    draft = Draft(title, parse_moment("2027-06-01 14:00", "UTC", START), source=source, embargo_until=until)
    return keydates.add(engine, draft, PERSON, START, rights), Reader(engine, START).catalogue()


@pytest.mark.parametrize("rights", [PUBLIC, DESK])
@pytest.mark.parametrize("text", [NAME, "umbra press", "umbra-press", "UMBRA-PRESS", "The leak", ADDRESS])
def test_what_names_it_does_what_any_other_name_does(engine: Engine, text: str, rights: Rights) -> None:
    """Also at the desk: the date would show everybody what it cites."""
    without = open_engine("sqlite://")
    prepare(without)
    _fill(without)
    _fill(engine, HIDDEN)
    for title in ("Probe A", "Probe B"):
        expected, told = _add(without, title, text, rights)
        added, catalogue = _add(engine, title, text, rights)
        assert added == expected
        assert (catalogue.sources, catalogue.key_dates) == (told.sources, told.key_dates)
    cited = catalogue.sources[added.source or ""]
    assert cited == (Source(cited.id, url=text) if text == ADDRESS else Source(cited.id, publisher=text))
    without.dispose()


def test_what_is_told_of_a_hidden_one_is_not_taken_from_it(engine: Engine) -> None:
    """Not even where it has the very id that its name gives."""
    _fill(engine, replace(HIDDEN, id=distinct_slug(NAME)))
    added, catalogue = _add(engine, "Probe", NAME, DESK)
    assert catalogue.sources[added.source or ""] == Source(added.source or "", publisher=NAME)
    assert ADDRESS not in str(catalogue)


def test_the_desk_cites_what_nothing_cites_yet_and_nothing_that_a_hidden_date_does(engine: Engine) -> None:
    _fill(engine)
    record(engine, replace(ledger(), sources=(HIDDEN,)), START)
    assert _add(engine, "One", "Office", DESK)[0].source == "office"
    raid, catalogue = _add(engine, "The raid", "umbra-press", DESK, until=_LIFTS)
    assert raid.source == "umbra-press"
    assert "umbra-press" not in catalogue.sources
    added, catalogue = _add(engine, "Probe", "Umbra Press", DESK)
    assert catalogue.sources[added.source or ""] == Source(distinct_slug(NAME), publisher=NAME)
    assert "umbra-press" not in catalogue.sources


def test_one_that_says_the_same_is_taken(engine: Engine) -> None:
    _fill(engine, Source(distinct_slug(NAME), publisher=NAME))
    added, _ = _add(engine, "Probe", NAME)
    assert added.source == distinct_slug(NAME)
    with reading(engine) as connection:
        assert len(connection.execute(select(tables.source.c.id)).all()) == 2


def test_one_that_is_shown_is_taken_by_its_id_or_its_name(engine: Engine) -> None:
    record(engine, ledger([figure("known", "61.5")]), START)
    assert _add(engine, "One", "office")[0].source == _add(engine, "Two", "Office")[0].source == "office"
    first, _ = _add(engine, "Three", NAME)
    second, catalogue = _add(engine, "Four", NAME.upper())
    assert first.source == second.source
    assert catalogue.sources[first.source or ""].publisher == NAME
