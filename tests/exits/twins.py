"""Two ledgers that the public must not be able to tell apart: one withholds something, its twin never heard of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from bot.ask.meaning import Change, Extreme, Lookup, Meaning, Members, Periods, Selection, Sum
from bot.domain import (
    Agent,
    Code,
    Dimension,
    Indicator,
    KeyDate,
    NamedPeriod,
    Review,
    Source,
    Status,
    Universe,
)
from bot.ingest.batch import Batch
from bot.periods import PartialDate, Period
from tests.ledger.batches import figure

NOW = datetime(2027, 5, 18, 9, 0, tzinfo=UTC)
LIFTS = NOW + timedelta(days=2)
_NORTH, _SOUTH, _REEF = ((("area", code),) for code in ("north", "south", "reef"))

PUBLIC = Batch(
    figures=(
        figure("31.4", "wet days", _NORTH, "2025", "2026-02-01", unit="percent", source="almanac"),
        figure("33.7", "wet days", _NORTH, "2026", "2027-02-01", unit="percent", source="almanac"),
        figure("28.9", "wet days", _SOUTH, "2025", "2026-02-01", unit="percent", source="almanac"),
        figure("29.3", "wet days", _SOUTH, "2026", "2027-02-01", unit="percent", source="almanac"),
        figure("123", "rain stations", _NORTH, "2026", "2027-02-01", unit="stations", universe="gauges"),
        figure("77", "rain stations", _SOUTH, "2026", "2027-02-01", unit="stations", universe="gauges"),
    ),
    indicators=(
        Indicator("wet days", "share of wet days", unit="percent"),
        Indicator("rain stations", "number of rain stations", unit="stations"),
    ),
    universes=(Universe("gauges", "gauges in use"),),
    dimensions=(Dimension("area", "area"),),
    codes=(Code("north", "North", dimension="area"), Code("south", "South", dimension="area")),
    periods=(NamedPeriod("2025/2026", "the wet spell", period=Period("2025/2026")),),
    sources=(Source("almanac", publisher="Almanac Office", published_on=PartialDate("2027-02-01")),),
    key_dates=(
        KeyDate("yearbook", "Yearbook of rain", at=PartialDate("2027-05-20"), source="almanac", brings="wet days"),
    ),
)

_UNTIL = {"embargo_until": LIFTS}
_SECRET_FIGURES = (
    # A later vintage, a later period, and another area of what is public.
    figure("35.51", "wet days", _NORTH, "2026", "2027-05-01", unit="percent", source="almanac", **_UNTIL),
    figure("36.62", "wet days", _NORTH, "2027", "2027-05-01", unit="percent", source="leak", **_UNTIL),
    figure("41.73", "wet days", _REEF, "2026", "2027-05-01", unit="percent", attributed_to="quill", **_UNTIL),
    # A measure of its own, with all that it is made of.
    figure("52.84", "kestrel loss", _REEF, "2019", "2027-05-01", unit="percent", universe="warrens", **_UNTIL),
    # Drafts are as unknown.
    figure("63.95", "wet days", _SOUTH, "2027", "2027-05-01", unit="percent", review=Review.DRAFT),
    figure("74.16", "otter count", (), "2026", "2027-05-01", unit="otters", review=Review.DRAFT),
    figure("85.27", "wet days", _SOUTH, "2026", "2027-05-02", status=Status.FINAL, unit="percent", **_UNTIL),
)
SECRET = Batch(
    figures=_SECRET_FIGURES,
    indicators=(
        Indicator("kestrel loss", "share of kestrels lost", numerator="kestrels gone", denominator="kestrels ringed"),
        Indicator("kestrels gone", "kestrels gone missing"),
        Indicator("kestrels ringed", "kestrels ringed by wardens", universe="burrows"),
        Indicator("otter count", "number of otters"),
        Indicator("orphan", "number of orphaned lynxes"),
    ),
    universes=(
        Universe("warrens", "warrens surveyed", broader="moors", size="kestrels ringed"),
        Universe("moors", "moors in the survey"),
        Universe("burrows", "burrows"),
    ),
    dimensions=(Dimension("hazard", "hazard"),),
    codes=(
        Code("reef", "Quartz Reef", (), "area", "shelf"),
        Code("shelf", "Basalt Shelf", dimension="area"),
        Code("squall", "squalls", dimension="hazard"),
    ),
    periods=(NamedPeriod("2019", "the year of the squalls", period=Period("2019")),),
    agents=(Agent("quill", "Peregrine Quill"), Agent("unheard", "Ludo Unheard")),
    sources=(
        Source("leak", publisher="Umber Gazette", url="https://umber.example/dossier"),
        Source("idle", publisher="Idle Courier"),
    ),
    key_dates=(
        KeyDate(
            "raid",
            "Raid on the kestrel ring",
            at=PartialDate("2027-05-19"),
            source="idle",
            brings="kestrel loss",
            **_UNTIL,
        ),
    ),
)

SECRET_WORDS = (
    *(f"{figure.value:f}" for figure in _SECRET_FIGURES),
    *(figure.id for figure in _SECRET_FIGURES),
    *("kestrel", "otter", "lynx", "warren", "moors", "burrow", "Quartz", "Basalt", "squall"),
    *("Quill", "Ludo", "Unheard", "Umber", "Idle Courier", "Raid", "dossier"),
)
"""None of them may leave, unless whoever asks has said it first."""

_NAMES = (
    *("North", "South", "Quartz Reef", "Quarz Reef", "Basalt Shelf", "Reef", "hazard", "squalls"),
    *("Peregrine Quill", "Umber Gazette", "Idle Courier", "warrens surveyed", "the moors"),
)
_MEASURES = (
    *("share of wet days", "wet days", "number of rain stations", "share of kestrels lost", "kestrels lost"),
    *("kestrls lost", "kestrels gone missing", "kestrels ringed by wardens", "number of otters", "otters"),
    *("number of orphaned lynxes", "orphaned lynxs"),
)
_TIMES = ("", "in 2025", "in 2026", "in 2027", "in 2019", "in the year of the squalls", "in the wet spell")
_ALONE = (
    "which area had the highest share of wet days in 2026?",
    "which area had the lowest share of wet days in 2027?",
    "compare the share of wet days by area",
    "trend of the share of wet days in North",
    "how did the share of wet days in North change from 2026 to 2027?",
    "average share of wet days by area in 2026",
    "latest share of wet days in South",
    "final share of wet days in South in 2026",
    "share of wet days according to Peregrine Quill",
    "share of wet days according to the Umber Gazette",
    "who is Peregrine Quill?",
    "who is Ludo Unheard?",
    "what does share of kestrels lost mean?",
    "when is the raid on the kestrel ring?",
    "when is the raid?",
    "when is the yearbook of rain?",
    "what is the next key date?",
    "what share of the kestrels ringed by wardens are gone missing?",
    "kestrels gone missing as a share of kestrels ringed by wardens",
    "rain stations per warren",
    "how many otters per rain station?",
)


def questions() -> Iterator[str]:
    """Some hundred: of what is held, of what is withheld, and of what is in neither."""
    for measure, name, time in product(_MEASURES, _NAMES, _TIMES):
        yield " ".join(filter(None, (measure, "in" if name[0].isupper() else "of", name, time)))
    for measure, time in product(_MEASURES, _TIMES):
        yield f"what was the {measure} {time}?".replace(" ?", "?")
    yield from _ALONE


def both(batch: Batch = SECRET) -> tuple[Batch, ...]:
    """What is recorded in the ledger that withholds something; the twin has `PUBLIC` alone."""
    return PUBLIC, replace(batch)


_SELECTED = ("wet days", "rain stations", "kestrel loss", "otter count", "orphan")
_AREAS = ("north", "south", "reef", "shelf")


def readings() -> Iterator[Meaning]:
    """Meanings over what is public and what is not."""
    for indicator, area, year in product(_SELECTED, (None, *_AREAS), (None, "2026", "2027")):
        dimensions = (("area", area),) if area else ()
        one = Selection(indicator, dimensions, Period(year) if year else None)
        yield Lookup(one)
        yield Change(replace(one, period=Period("2025")), one)
        yield Extreme(Members(one, "area"), highest=True)
    yield Extreme(Members(Selection("wet days"), "hazard"), highest=True)
    yield Sum(Members(Selection("rain stations"), "area"))
    yield Extreme(Periods(Selection("wet days", (("area", "north"),))), highest=True)
    for name in ("quill", "unheard", "nobody"):
        yield Lookup(Selection("wet days", (("area", "north"),), agent=name))
    for name in ("almanac", "leak", "idle", "Umber Gazette", "Almanac Office"):
        yield Lookup(Selection("wet days", (("area", "north"),), source=name))
    yield Lookup(Selection("wet days", (("area", "south"),), statuses=frozenset((Status.FINAL,))))
