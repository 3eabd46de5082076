"""Makes the invented ledgers of public offices: `python -m tests.ledgers.made`.

Each is one tidy CSV file, as an office would publish it: plain headings, no alternative labels, no word chosen for a
question. The numbers come from a fixed seed; where an office prints a total, it is the sum of its parts.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Walk:
    """A series from a start, with a trend a step and some chance, both as parts of the value.

    `digits` are those after the point; `most` is never passed.
    """

    start: float
    trend: float
    chance: float
    digits: int = 0
    most: float = float("inf")

    def values(self, steps: int, dice: random.Random) -> Iterator[Decimal]:
        value = self.start
        for _ in range(steps):
            yield Decimal(f"{value:.{self.digits}f}")
            value = min(value * (1 + self.trend + dice.uniform(-self.chance, self.chance)), self.most)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator broken down by one or two columns, over periods."""

    label: str
    unit: str
    source: str
    periods: tuple[str, ...]

    def rows(self, members: Row, walk: Walk, dice: random.Random) -> list[Row]:
        values = walk.values(len(self.periods), dice)
        return [
            {
                "indicator": self.label,
                **members,
                "period": period,
                "value": str(value),
                "unit": self.unit,
                "source": self.source,
            }
            for period, value in zip(self.periods, values, strict=True)
        ]


def years(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(year) for year in range(first, last + 1))


def quarters(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{year}-Q{quarter}" for year in range(first, last + 1) for quarter in range(1, 5))


def months(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13))


def total(rows: list[Row], column: str, name: str) -> list[Row]:
    """The sums over a column, of rows that are equal in all else, under a name that says so."""
    sums: dict[tuple[tuple[str, str], ...], Decimal] = {}
    for row in rows:
        rest = tuple((key, value) for key, value in row.items() if key not in (column, "value"))
        sums[rest] = sums.get(rest, Decimal(0)) + Decimal(row["value"])
    return [{**dict(rest), column: name, "value": str(value)} for rest, value in sums.items()]


def velden_transport() -> list[Row]:
    """How people get about in an invented city."""
    dice, source = random.Random("velden transport"), "City of Velden, Transport monitor 2024"
    journeys = Measure("passenger journeys", "journeys", source, quarters(2021, 2024))
    rows = []
    for mode, start, trend in (
        ("Bus", 4_182_300, 0.012),
        ("Tram", 2_905_400, 0.021),
        ("Ferry", 214_700, -0.006),
        ("Rail", 1_377_900, 0.017),
    ):
        rows += journeys.rows({"mode": mode}, Walk(start, trend, 0.05), dice)
    rows += total(rows, "mode", "All modes")
    punctual = Measure("services on time", "percent", source, years(2019, 2024))
    for mode, start, trend in (
        ("Bus", 81.3, -0.008),
        ("Tram", 88.6, 0.004),
        ("Ferry", 93.1, -0.004),
        ("Rail", 86.2, 0.005),
    ):
        rows += punctual.rows({"mode": mode}, Walk(start, trend, 0.03, 1, 98.5), dice)
    fares = Measure("fare revenue", "million euros", source, years(2019, 2024))
    for mode, start in (("Bus", 27.4), ("Tram", 21.9), ("Ferry", 3.6), ("Rail", 18.2)):
        rows += fares.rows({"mode": mode}, Walk(start, 0.01, 0.15, 1), dice)
    cyclists = Measure("cyclists counted per day", "cyclists", source, years(2018, 2024))
    for site, start, trend in (
        ("Mill Bridge", 2310, 0.06),
        ("Station Square", 3125, 0.03),
        ("Harbour Path", 1480, 0.09),
        ("University Avenue", 2744, 0.02),
        ("North Gate", 655, -0.03),
    ):
        rows += cyclists.rows({"site": site}, Walk(start, trend, 0.08), dice)
    collisions = Measure("injury collisions", "collisions", source, years(2016, 2024))
    for user, start, trend in (
        ("Pedestrian", 142, -0.03),
        ("Cyclist", 118, 0.02),
        ("Motorcyclist", 64, -0.01),
        ("Car occupant", 301, -0.05),
    ):
        rows += collisions.rows({"road user": user}, Walk(start, trend, 0.1), dice)
    speed = Measure("average bus speed in the morning peak", "kilometres per hour", source, years(2020, 2024))
    for corridor, start in (
        ("Ring Road", 21.7),
        ("Castle Street", 11.2),
        ("Eastern Approach", 17.9),
        ("Docklands", 14.4),
    ):
        rows += speed.rows({"corridor": corridor}, Walk(start, -0.02, 0.05, 1), dice)
    permits = Measure("resident parking permits issued", "permits", source, years(2020, 2024))
    for zone, start in (("Zone A", 3902), ("Zone B", 2719), ("Zone C", 4466), ("Zone D", 1238)):
        rows += permits.rows({"zone": zone}, Walk(start, 0.02, 0.06), dice)
    return rows


def orrin_schools() -> list[Row]:
    """The schools of an invented country."""
    dice, source = random.Random("orrin schools"), "Orrin Department of Education, Schools census 2024"
    regions = (
        ("Ashdale", 31_200, -0.01),
        ("Birrin", 18_450, 0.012),
        ("Calder Vale", 24_900, 0.004),
        ("Dunmoor", 9_320, -0.02),
        ("Eastmarch", 40_710, 0.018),
        ("Farrow", 12_640, -0.006),
    )
    types = (("Primary", 0.55), ("Secondary", 0.36), ("Composite", 0.07), ("Special", 0.02))
    roll = Measure("pupils on the roll", "pupils", source, years(2016, 2024))
    by_type = []
    for region, size, trend in regions:
        for kind, part in types:
            by_type += roll.rows({"region": region, "school type": kind}, Walk(size * part, trend, 0.02), dice)
    rows = by_type + total(by_type, "school type", "All schools")
    teachers = Measure("teachers, full-time equivalent", "teachers", source, years(2018, 2024))
    attendance = Measure("pupils attending regularly", "percent", source, years(2019, 2024))
    for region, size, trend in regions:
        rows += teachers.rows({"region": region}, Walk(size / 15.5, trend / 2, 0.03), dice)
    for region, _, _ in regions:
        rows += attendance.rows({"region": region}, Walk(dice.uniform(62, 84), -0.01, 0.05, 1, 95), dice)
    classes = Measure("average class size", "pupils", source, years(2018, 2024))
    for kind, size in (("Primary", 24.6), ("Secondary", 22.1), ("Composite", 18.4), ("Special", 7.8)):
        rows += classes.rows({"school type": kind}, Walk(size, 0.004, 0.03, 1), dice)
    return rows


def marlow_hospitals() -> list[Row]:
    """The waiting lists of an invented hospital trust."""
    dice, source = random.Random("marlow hospitals"), "Marlow Hospitals Trust, Performance tables, December 2024"
    specialties = (
        ("Cardiology", 1312, 0.01),
        ("Dermatology", 2240, 0.02),
        ("Ear, nose and throat", 3105, 0.005),
        ("General surgery", 2788, -0.01),
        ("Ophthalmology", 4410, -0.02),
        ("Orthopaedics", 5230, 0.015),
        ("Urology", 1675, 0.0),
    )
    waiting = Measure("patients on the waiting list", "patients", source, months(2023, 2024))
    rows = []
    for specialty, start, trend in specialties:
        rows += waiting.rows({"specialty": specialty}, Walk(start, trend, 0.03), dice)
    rows += total(rows, "specialty", "All specialties")
    wait = Measure("median wait for treatment", "weeks", source, quarters(2023, 2024))
    within = Measure("patients treated within 18 weeks", "percent", source, quarters(2023, 2024))
    for specialty, _, trend in specialties:
        rows += wait.rows({"specialty": specialty}, Walk(dice.uniform(8, 22), trend, 0.06, 1), dice)
    for specialty, _, trend in specialties:
        rows += within.rows({"specialty": specialty}, Walk(dice.uniform(48, 82), -trend, 0.05, 1, 97), dice)
    attendances = Measure("emergency attendances", "attendances", source, months(2023, 2024))
    for hospital, start in (("Marlow Royal", 9120), ("St Brannoc's", 5340), ("Queen's Park", 3815)):
        rows += attendances.rows({"hospital": hospital}, Walk(start, 0.004, 0.05), dice)
    cancelled = Measure("operations cancelled on the day", "operations", source, months(2024, 2024))
    for reason, start in (("No bed", 31), ("Staff sickness", 18), ("Patient unwell", 26), ("Equipment failure", 7)):
        rows += cancelled.rows({"reason": reason}, Walk(start, 0.0, 0.25), dice)
    return rows


LEDGERS: dict[str, Callable[[], list[Row]]] = {
    "velden-transport": velden_transport,
    "orrin-schools": orrin_schools,
    "marlow-hospitals": marlow_hospitals,
}


def text(rows: list[Row]) -> str:
    """The rows as a CSV file: the indicator, the columns they are broken down by, then the rest."""
    tail = ("period", "value", "unit", "source")
    columns = dict.fromkeys(key for row in rows for key in row if key not in ("indicator", *tail))
    out = io.StringIO()
    writer = csv.DictWriter(out, ["indicator", *columns, *tail], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> None:
    for name, rows in LEDGERS.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.csv").write_text(text(rows()), encoding="utf-8")
        sys.stdout.write(f"{name}: {len(rows())} figures\n")


if __name__ == "__main__":
    main()
