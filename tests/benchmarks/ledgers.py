"""Invented ledgers of any size, the same for the same seed, and questions whose answers are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, product
from random import Random

from bot.domain import Code, Dimension, Dimensions, Figure, Indicator, SeriesKey, Source
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.periods import PartialDate, Period
from tests.benchmarks.vocabulary import DIMENSIONS, MEASURES, SETTINGS, TOPICS, UNHEARD_CODES, UNHEARD_TOPICS

_YEARS = tuple(str(year) for year in range(2015, 2024))
_MONTHS = tuple(f"2023-{month:02}" for month in range(1, 13))
_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_SOURCE = Source("register", publisher="Bureau of Registers", published_on=PartialDate("2024-02-01"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its value in the ledger; None where the ledger does not hold the answer."""

    text: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Ledger:
    batch: Batch
    series: int
    values: dict[tuple[SeriesKey, str], Decimal]


def ledger(series: int, seed: int = 1) -> Ledger:
    """A ledger of about this many series: some 50 an indicator, over two to four dimensions, each for two periods."""
    random = Random(seed)
    indicators: list[Indicator] = []
    values: dict[tuple[SeriesKey, str], Decimal] = {}
    count = 0
    for indicator in _indicators(random):
        if count >= series:
            break
        indicators.append(indicator)
        periods = random.sample(random.choice((_YEARS, _MONTHS)), 2)
        for key in islice(_cells(indicator.id, random), series - count):
            count += 1
            for period in periods:
                values[key, period] = Decimal(random.randrange(1_000, 9_999_999))
    return Ledger(_batch(indicators, values), count, values)


def questions(held: Ledger, count: int, seed: int = 2) -> Iterator[Question]:
    """Questions that name an indicator, one or two codes and a period. The ledger cannot answer every third."""
    random = Random(seed)
    indicators = {indicator.id: indicator for indicator in held.batch.indicators}
    asked = [place for place in held.values if place[0].dimensions]
    spoilers = (_unheard_code, _unheard_period, _unheard_indicator)
    for number in range(count):
        key, period = random.choice(asked)
        indicator = indicators[key.indicator]
        label = random.choice((indicator.label, *indicator.alt_labels))
        codes = [code for _, code in key.dimensions]
        if number % 3:
            yield Question(_worded(label, codes, _spoken(period), random), held.values[key, period])
        else:
            spoil = spoilers[number // 3 % len(spoilers)]
            yield Question(_worded(*spoil(label, codes, _spoken(period), random), random), None)


def _indicators(random: Random) -> Iterator[Indicator]:
    names = list(product(SETTINGS, TOPICS, MEASURES))
    random.shuffle(names)
    for number, (setting, topic, (measure, other)) in enumerate(names):
        what = topic.strip()
        alternatives = (f"{setting} {what} {other}", f"{measure} at {setting} {what} sites")
        yield Indicator(f"i{number}", f"{setting} {what} {measure}".capitalize(), alternatives, unit="cases")


def _cells(indicator: str, random: Random) -> Iterator[SeriesKey]:
    """The total, the rows and columns of two dimensions with all their crossings, and the rows of up to two more."""
    dimensions = random.sample(sorted(DIMENSIONS), random.randint(2, 4))
    codes = [random.sample(DIMENSIONS[name], min(len(DIMENSIONS[name]), random.randint(5, 6))) for name in dimensions]
    yield SeriesKey(indicator, ())
    for name, column in zip(dimensions, codes, strict=True):
        for code in column:
            yield SeriesKey(indicator, ((name, code),))
    for one, other in product(codes[0], codes[1]):
        yield SeriesKey(indicator, _sorted(((dimensions[0], one), (dimensions[1], other))))


def _sorted(pairs: Dimensions) -> Dimensions:
    return tuple(sorted(pairs))


def _batch(indicators: list[Indicator], values: dict[tuple[SeriesKey, str], Decimal]) -> Batch:
    return Batch(
        figures=tuple(figure(key, period, value) for (key, period), value in values.items()),
        indicators=tuple(indicators),
        dimensions=tuple(Dimension(name, name.capitalize()) for name in DIMENSIONS),
        codes=tuple(Code(code, code, dimension=name) for name, codes in DIMENSIONS.items() for code in codes),
        sources=(_SOURCE,),
    )


def figure(key: SeriesKey, period: str, value: Decimal) -> Figure:
    found = Figure("", key.indicator, key.dimensions, Period(period), value, unit="cases", source=_SOURCE.id)
    return replace(found, id=figure_id(found))


def _spoken(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{_NAMES[int(month) - 1]} {year}" if month else year


def _worded(label: str, codes: list[str], period: str, random: Random) -> str:
    said = " and ".join(codes) if len(codes) < 2 else f"{codes[0]} in {codes[1]}"
    forms = ("What was the figure for {label} for {codes} in {period}?", "{label}, {codes}, {period}",
             "How many {label} were there for {codes} in {period}?")  # fmt: skip
    return random.choice(forms).format(label=label, codes=said, period=period)


def _unheard_code(label: str, codes: list[str], period: str, random: Random) -> tuple[str, list[str], str]:
    return label, [*codes[1:], random.choice(UNHEARD_CODES)], period


def _unheard_period(label: str, codes: list[str], _period: str, random: Random) -> tuple[str, list[str], str]:
    return label, codes, str(random.randrange(1960, 1999))


def _unheard_indicator(label: str, codes: list[str], period: str, random: Random) -> tuple[str, list[str], str]:
    setting, *_, measure = label.split()
    return f"{setting} {random.choice(UNHEARD_TOPICS)} {measure}", codes, period
