"""The one place of reads: what it gives, in what order, and what it keeps to itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.domain import KeyDate, Review, SeriesKey, Source
from bot.errors import UnknownFigure
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store.engine import writing
from bot.store.figures import figures_of_series
from bot.store.prepared import driving
from bot.store.reader import Reader
from bot.store.tables import observation
from bot.store.visibility import PUBLIC, Rights
from tests.ledger.batches import NOW, batch, figure

_LIFTS = NOW + timedelta(hours=1)
_INSIDER = Rights(embargoed=True)


def _area(code: str) -> tuple[tuple[str, str], ...]:
    return (("area", code),)


def test_an_empty_ledger(engine: Engine) -> None:
    reader = Reader(engine, NOW)
    found = reader.catalogue()
    assert (found.revision, found.indicators, found.codes, found.language, found.scope) == (0, {}, {}, None, ())
    assert (reader.revision(), reader.series_count(), reader.next_embargo()) == (0, 0, None)
    assert reader.all_series() == reader.series_of("rainfall") == reader.figures([1]) == reader.figures_page() == []


def test_figures_come_by_series_period_and_publication(engine: Engine) -> None:
    ordered = [
        figure("1", dimensions=_area("a"), period="2019"),
        figure("2", dimensions=_area("a"), period="2020"),
        figure("3", dimensions=_area("a"), period="2020", published_on="2020-11"),
        figure("4", dimensions=_area("a"), period="2020", published_on="2021"),
        figure("5", dimensions=_area("b"), period="2018"),
    ]
    record(engine, batch(*reversed(ordered)), NOW)
    reader = Reader(engine, NOW)
    rows = reader.all_series()
    assert reader.figures([row.id for row in rows]) == ordered
    (second,) = [row.id for row in rows if row.key == SeriesKey("rainfall", _area("b"))]
    assert reader.figures([second, second]) == ordered[4:]
    assert reader.figures([]) == []


def test_a_figure_has_its_source_s_date_where_it_has_none(engine: Engine) -> None:
    sources = (Source("almanac", published_on=PartialDate("2021-03")),)
    own, borrowed = figure("1", published_on="2020", source="almanac"), figure("2", period="2021", source="almanac")
    record(engine, batch(own, borrowed, sources=sources), NOW)
    found = {read.id: read.published_on for read in Reader(engine, NOW).figures_page()}
    assert found == {own.id: PartialDate("2020"), borrowed.id: PartialDate("2021-03")}


def test_series_are_found_by_indicator_and_in_pages(engine: Engine) -> None:
    codes = [f"a{number}" for number in range(7)]
    rain = [figure("1", dimensions=_area(code)) for code in codes]
    record(engine, batch(*rain, figure("1", indicator="snow")), NOW)
    reader = Reader(engine, NOW)
    assert reader.series_count() == 8
    assert [row.key.dimensions for row in reader.series_of("rainfall")] == [_area(code) for code in codes]
    seen, after = [], 0
    while page := reader.all_series(after, limit=3):
        assert len(page) <= 3
        seen += [row.id for row in page]
        after = page[-1].id
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("odd", ["a=b", "a;b=c", "100%", "%3D", "Māori", "x|y", " "])
def test_ids_with_odd_signs_come_back(engine: Engine, odd: str) -> None:
    strange = figure("1", indicator=odd, dimensions=((odd, odd),))
    record(engine, batch(strange), NOW)
    assert Reader(engine, NOW).figures_page() == [strange]


def test_series_that_look_alike_are_told_apart(engine: Engine) -> None:
    pairs = [(("a", "b;c=d"),), (("a", "b"), ("c", "d"))]
    record(engine, batch(*(figure("1", dimensions=dimensions) for dimensions in pairs)), NOW)
    assert {row.key.dimensions for row in Reader(engine, NOW).all_series()} == set(pairs)


def test_one_figure_by_its_id(engine: Engine) -> None:
    known = figure("1")
    record(engine, batch(known), NOW)
    reader = Reader(engine, NOW)
    assert reader.figure(known.id) == reader.figure(f" {known.id.upper()}\n") == known
    with pytest.raises(UnknownFigure, match="no figure “nosuch” in the ledger; `factdesk figures` lists"):
        reader.figure("nosuch")


def test_figures_in_pages(engine: Engine) -> None:
    rain = [figure("1", period=str(year)) for year in range(2000, 2007)]
    record(engine, batch(*rain, figure("1", indicator="snow")), NOW)
    reader = Reader(engine, NOW)
    assert reader.figures_page("rainfall") == rain
    assert reader.figures_page("rainfall", after=rain[2].id, limit=2) == rain[3:5]
    assert reader.figures_page("rainfall", after=rain[6].id) == []
    assert len(reader.figures_page()) == 8
    with pytest.raises(UnknownFigure, match="begin again with the first page"):
        reader.figures_page(after="nosuch")


def test_an_embargoed_figure_appears_when_the_embargo_lifts(engine: Engine) -> None:
    secret = figure("1", embargo_until=_LIFTS)
    record(engine, batch(secret), NOW)
    before, at, insider = Reader(engine, NOW), Reader(engine, _LIFTS), Reader(engine, NOW, _INSIDER)
    assert before.figures([1]) == before.figures_page() == before.all_series() == before.series_of("rainfall") == []
    assert (before.series_count(), before.last_embargo(), before.next_embargo()) == (0, None, _LIFTS)
    assert at.last_embargo() == _LIFTS
    with pytest.raises(UnknownFigure):
        before.figure(secret.id)
    with pytest.raises(UnknownFigure):
        before.figures_page(after=secret.id)
    for reader in (at, insider):
        assert reader.figures([1]) == reader.figures_page() == [reader.figure(secret.id)] == [secret]
        assert (len(reader.all_series()), reader.series_count(), reader.next_embargo()) == (1, 1, None)


def test_figures_are_read_with_all_of_their_series_that_is_seen(engine: Engine) -> None:
    first, second = figure("1", published_on="2020"), figure("2", published_on="2022")
    hidden, later = figure("3", published_on="2024", embargo_until=_LIFTS), figure("4", period="2021")
    snow, north = figure("5", "snowfall"), figure("6", dimensions=(("area", "north"),))
    record(engine, batch(first, second, hidden, later, snow, north), NOW)
    reader = Reader(engine, NOW)
    assert reader.with_their_series([second.id]) == [first, second, later]
    assert Reader(engine, _LIFTS).with_their_series([second.id]) == [first, second, hidden, later]
    assert reader.with_their_series([hidden.id, snow.id, "nosuch"]) == [first, second, later, snow]
    assert reader.with_their_series([]) == []


def test_an_embargoed_vintage_leaves_the_old_one_standing(engine: Engine) -> None:
    old, new = figure("1", published_on="2020"), figure("2", published_on="2024", embargo_until=_LIFTS)
    record(engine, batch(old, new), NOW)
    assert Reader(engine, NOW).figures([1]) == [old]
    assert Reader(engine, _LIFTS).figures([1]) == [old, new]


@pytest.mark.parametrize("state", [Review.DRAFT, Review.RETRACTED])
@pytest.mark.parametrize("rights", [Rights(), _INSIDER])
def test_only_published_figures_are_given(engine: Engine, state: Review, rights: Rights) -> None:
    record(engine, batch(figure("1", embargo_until=_LIFTS)), NOW)
    with writing(engine) as connection:
        connection.execute(update(observation).values(review=state.value))
    for now in (NOW, _LIFTS):
        reader = Reader(engine, now, rights)
        assert reader.figures([1]) == reader.figures_page() == reader.all_series() == []
        # The desk knows what was described for it, also where no figure of it is left.
        assert rights.embargoed or reader.catalogue().indicators == {}
        assert reader.next_embargo() is None


def test_what_only_embargoed_figures_use_is_not_named(engine: Engine) -> None:
    known = figure("1", dimensions=_area("north"), universe="gauges", source="almanac", attributed_to="ann")
    secret = figure(
        "2",
        "flood",
        (("area", "south"), ("cause", "dam")),
        universe="towns",
        source="leak",
        attributed_to="bob",
        embargo_until=_LIFTS,
    )
    record(engine, batch(known, secret), NOW)
    public = Reader(engine, NOW).catalogue()
    assert set(public.indicators) == {"rainfall"}
    assert set(public.dimensions) == {"area"}
    assert set(public.codes) == {("area", "north")}
    assert set(public.universes) == {"gauges"}
    assert set(public.sources) == {"almanac"}
    assert set(public.agents) == {"ann"}
    for reader in (Reader(engine, _LIFTS), Reader(engine, NOW, _INSIDER)):
        whole = reader.catalogue()
        assert set(whole.indicators) == {"rainfall", "flood"}
        assert set(whole.dimensions) == {"area", "cause"}
        assert len(whole.codes) == 3
        assert [len(part) for part in (whole.universes, whole.sources, whole.agents)] == [2, 2, 2]


def test_what_a_published_figure_uses_too_stays(engine: Engine) -> None:
    shared = {"universe": "gauges", "source": "almanac", "attributed_to": "ann"}
    known = figure("1", dimensions=_area("north"), **shared)
    secret = figure("2", dimensions=_area("north"), period="2024", embargo_until=_LIFTS, **shared)
    record(engine, batch(known, secret), NOW)
    before, after = Reader(engine, NOW).catalogue(), Reader(engine, _LIFTS).catalogue()
    assert before == after


def test_the_source_of_a_key_date_is_always_shown(engine: Engine) -> None:
    secret = figure("2", source="office", embargo_until=_LIFTS)
    announced = KeyDate("report", "Report", at=PartialDate("2024-06"), source="office")
    record(engine, batch(secret, key_dates=(announced,)), NOW)
    found = Reader(engine, NOW).catalogue()
    assert set(found.sources) == {"office"}
    assert found.key_dates == {"report": announced}


class _Recording:
    """A cursor that remembers what it ran."""

    def __init__(self, cursor: DBAPICursor) -> None:
        self._cursor = cursor
        self.statements: list[str] = []

    def execute(self, statement: str, parameters: Any) -> None:
        self.statements.append(statement)
        self._cursor.execute(statement, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def test_ten_figures_take_one_query(engine: Engine) -> None:
    record(engine, batch(*(figure("1", dimensions=_area(f"a{number}")) for number in range(10))), NOW)
    with driving(engine) as cursor:
        recording = _Recording(cursor)
        assert len(figures_of_series(recording, engine.dialect, PUBLIC, range(1, 11), NOW)) == 10
    assert len(recording.statements) == 1


def test_figures_of_many_series_are_all_found_once(engine: Engine) -> None:
    record(engine, batch(*(figure("1", dimensions=_area(f"a{number}")) for number in range(5_000))), NOW)
    found = Reader(engine, NOW).figures([*range(1, 5_001), 7])
    assert len(found) == len({one.id for one in found}) == 5_000


def test_a_session_sees_what_is_published_meanwhile(engine: Engine) -> None:
    record(engine, batch(figure("1")), NOW)
    with Reader(engine, NOW).session() as reader:
        (before,) = reader.figures([1])
        record(engine, batch(figure("2", period="2031")), NOW)
        assert [one.value for one in reader.figures([1])] == [before.value, Decimal(2)]
        assert reader.revision() == 2
    assert len(reader.figures([1])) == 2
