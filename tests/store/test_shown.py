"""Which concepts are named: a ledger names the same ones whatever it withholds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.domain import Agent, Catalogue, Code, Dimension, Indicator, KeyDate, NamedPeriod, Source, Universe
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate, Period
from bot.store.reader import Reader
from bot.store.visibility import Rights
from tests.in_memory import in_memory
from tests.ledger.batches import NOW, batch, figure

_LIFTS = NOW + timedelta(hours=1)
_DESK = Rights(embargoed=True)
_NORTH = (("area", "north"),)

_PUBLIC = Batch(
    figures=(
        figure("4", "dry days", _NORTH, "2023", universe="gauges", source="almanac", attributed_to="ann"),
        figure("7", "days", _NORTH, "2023", source="almanac"),
    ),
    indicators=(
        Indicator("dry days", "Dry days", numerator="days", derivation="share(days; area=north)"),
        Indicator("days", "Days"),
    ),
    universes=(Universe("gauges", "Gauges", broader="stations"), Universe("stations", "Stations")),
    dimensions=(Dimension("area", "Area"),),
    codes=(Code("north", "North", (), "area", "isle"), Code("isle", "The isle", (), "area")),
    periods=(NamedPeriod("2020/2024", "the dry years", period=Period("2020/2024")),),
    agents=(Agent("ann", "Ann"),),
    sources=(Source("almanac", "Almanac"), Source("office", "Office")),
    key_dates=(KeyDate("report", "Report", at=PartialDate("2024-06"), source="office"),),
)
_SECRET = Batch(
    figures=(
        figure(
            "9",
            "quake rate",
            (("area", "rift"), ("cause", "dam")),
            "1999",
            universe="villages",
            source="leak",
            attributed_to="bob",
            embargo_until=_LIFTS,
        ),
    ),
    indicators=(
        Indicator("quake rate", "Quake rate", numerator="quakes", denominator="hours", universe="hamlets"),
        Indicator("quakes", "Quakes", derivation="sum(tremors)"),
        Indicator("hours", "Hours"),
        Indicator("tremors", "Tremors"),
        Indicator("orphan", "Orphan"),
        Indicator("villagers", "Villagers"),
    ),
    universes=(
        Universe("villages", "Villages", broader="settlements", size="villagers"),
        Universe("settlements", "Settlements"),
        Universe("hamlets", "Hamlets"),
        Universe("unused", "Unused"),
    ),
    dimensions=(Dimension("cause", "Cause"),),
    codes=(
        Code("rift", "Rift", (), "area", "south"),
        Code("south", "South", (), "area"),
        Code("east", "East", (), "area"),
        Code("dam", "Dam", dimension="cause"),
    ),
    periods=(NamedPeriod("1999", "the year of the quakes", period=Period("1999")),),
    agents=(Agent("bob", "Bob"), Agent("eve", "Eve")),
    sources=(Source("leak", "Leak"), Source("rumour", "Rumour")),
)


def _catalogue(engine: Engine, *batches: Batch) -> Catalogue:
    for one in batches:
        record(engine, one, NOW)
    return replace(Reader(engine, NOW).catalogue(), revision=0)


@pytest.fixture
def twin() -> Engine:
    """A ledger of its own, to compare with."""
    return in_memory()


def test_a_ledger_names_what_it_named_before_it_withheld_anything(engine: Engine, twin: Engine) -> None:
    assert _catalogue(engine, _PUBLIC, _SECRET) == _catalogue(twin, _PUBLIC)


def test_what_public_figures_lead_to_is_all_there(twin: Engine) -> None:
    found = _catalogue(twin, _PUBLIC)
    assert found.indicators == {one.id: one for one in _PUBLIC.indicators}
    assert found.codes == {(one.dimension, one.id): one for one in _PUBLIC.codes}
    assert found.universes == {one.id: one for one in _PUBLIC.universes}
    assert [*found.periods, *found.agents, *found.sources] == ["2020/2024", "ann", "almanac", "office"]


def test_all_of_it_is_named_when_the_embargo_lifts(engine: Engine) -> None:
    record(engine, _PUBLIC, NOW)
    record(engine, _SECRET, NOW)
    found = Reader(engine, _LIFTS).catalogue()
    assert {"quake rate", "quakes", "hours", "tremors", "villagers"} <= found.indicators.keys()
    assert {"villages", "settlements", "hamlets"} <= found.universes.keys()
    assert {("area", "rift"), ("area", "south"), ("cause", "dam")} <= found.codes.keys()
    assert ("1999" in found.periods, "bob" in found.agents, "leak" in found.sources) == (True, True, True)


def test_what_nothing_uses_is_named_to_the_desk_alone(engine: Engine) -> None:
    for one in (_PUBLIC, _SECRET):
        record(engine, one, NOW)
    public, desk = (Reader(engine, _LIFTS, rights).catalogue() for rights in (Rights(), _DESK))
    assert "orphan" not in public.indicators
    assert ("area", "east") not in public.codes
    assert "unused" not in public.universes
    assert ("eve" in public.agents, "rumour" in public.sources) == (False, False)
    assert desk.indicators.keys() >= {"orphan", "quake rate"}
    assert ("area", "east") in desk.codes
    assert desk.agents.keys() == {"ann", "bob", "eve"}


def _leading() -> Batch:
    """A ratio, a part, a base and a key date, each leading to something that no figure is of yet."""
    return Batch(
        figures=(figure("1", dimensions=_NORTH, universe="wards"),),
        indicators=(
            Indicator("rainfall", "Rain", numerator="flood", derivation="ratio(flood; area=south)"),
            Indicator("flood", "Flood"),
        ),
        universes=(Universe("wards", "Wards", broader="towns", size="flood"), Universe("towns", "Towns")),
        dimensions=(Dimension("area", "Area"),),
        codes=(Code("north", "North", (), "area", "south"), Code("south", "South", dimension="area")),
        key_dates=(KeyDate("out", "Out", at=PartialDate("2024-06"), brings="flood"),),
    )


@pytest.mark.parametrize("at_once", [True, False])
def test_what_everybody_was_told_of_stays_known_when_its_first_figure_is_withheld(
    engine: Engine, twin: Engine, *, at_once: bool
) -> None:
    secret = figure("2", "flood", (("area", "south"),), universe="towns", embargo_until=_LIFTS)
    public = _leading()
    with_secret = replace(public, figures=(*public.figures, secret))
    imports = (with_secret,) if at_once else (public, batch(secret))
    known = _catalogue(engine, *imports)
    assert known == _catalogue(twin, public)
    assert known.key_dates["out"].brings == "flood"
    assert (known.indicators["rainfall"].numerator, known.universes["wards"].broader) == ("flood", "towns")
    assert known.codes["area", "north"].broader == "south"


def test_a_shown_concept_names_none_that_was_described_for_what_is_withheld(engine: Engine, twin: Engine) -> None:
    """Whoever names a measure in public that an import under embargo has described tells nothing else of it."""
    whole = _leading()
    figures = tuple(replace(one, embargo_until=_LIFTS) for one in whole.figures)
    dates = (replace(whole.key_dates[0], embargo_until=_LIFTS),)
    naming = batch(figure("3", dimensions=(("area", "isle"),)), indicators=(Indicator("rainfall", "Rain"),))
    only_named = frozenset({("indicators", "rainfall"), ("dimensions", "area"), ("codes", "area", "isle")})
    imports = (replace(whole, figures=figures, key_dates=dates), replace(naming, only_named=only_named))
    named = Batch(
        figures=naming.figures,
        indicators=(Indicator("rainfall", "Rain"),),
        dimensions=(Dimension("area", "Area"),),
        codes=(Code("isle", "Isle", dimension="area"),),
    )
    assert _catalogue(engine, *imports) == _catalogue(twin, named)
    lifted = Reader(engine, _LIFTS).catalogue()
    assert (lifted.indicators["rainfall"].numerator, lifted.key_dates["out"].brings) == ("flood", "flood")


def test_a_key_date_names_what_it_brings_before_any_figure_of_it(engine: Engine) -> None:
    awaited = batch(
        figure("1"),
        indicators=(
            Indicator("rainfall", "Rain"),
            Indicator("turnout", "Turnout", denominator="voters"),
            Indicator("voters", "Voters"),
        ),
        key_dates=(KeyDate("count", "Count", at=PartialDate("2024-06"), brings="turnout"),),
    )
    record(engine, awaited, NOW)
    found = Reader(engine, NOW).catalogue()
    assert found.indicators.keys() == {"rainfall", "turnout", "voters"}
    assert found.key_dates["count"].brings == "turnout"


def test_a_named_period_is_told_once_a_shown_figure_lies_in_it(engine: Engine) -> None:
    named = (
        NamedPeriod("2018/2019", "before", period=Period("2018/2019")),
        NamedPeriod("2020/2021", "after", period=Period("2020/2021")),
    )
    record(
        engine, batch(figure("1", period="2018"), figure("2", period="2020", embargo_until=_LIFTS), periods=named), NOW
    )
    assert list(Reader(engine, NOW).catalogue().periods) == ["2018/2019"]
    assert list(Reader(engine, _LIFTS).catalogue().periods) == ["2018/2019", "2020/2021"]
