"""A table of 500 cells, of invented figures, and questions on it that must be read: none is worded for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import product
from random import Random
from time import perf_counter
from typing import Any

from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT
from bot.domain import Code, Dimension, Figure, Indicator, SeriesKey, Source
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.ledger.record import record
from bot.periods import PartialDate, Period
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.benchmarks.timing import frozen, percentiles, seconds

_TOWNS = ("Alderby", "Brackwater", "Coldharbour", "Dunmoor", "Eastmere", "Farrowdale", "Glenwick", "Holloway",
          "Inchford", "Kestrel Bay")  # fmt: skip
_VEHICLES = ("Buses", "Trams", "Ferries", "Trolleybuses", "Night trains")
_YEARS = tuple(str(year) for year in range(2014, 2024))
_COUNTED = 20_000
"""Numbers whose digits the fixed piece of Python counts."""
_SOURCE = Source("timetable", publisher="Board of Timetables", published_on=PartialDate("2024-02-01"))

_FORMS = (
    "How many passengers rode {vehicle} in {town} in {year}?",
    "{town} {vehicle} passengers {year}",
    "What's the passenger count for {vehicle} around {town} during {year}?",
    "How many more passengers did {vehicle} have in {town} than in {other} in {year}?",
    "By how much did passengers on {vehicle} in {town} change from {before} to {year}?",
    "By what percentage did {town} {vehicle} passengers grow between {before} and {year}?",
    "Which town had the most passengers on {vehicle} in {year}?",
    "Which town was at the bottom for {vehicle} in {year}?",
    "In which year did {vehicle} in {town} carry the fewest passengers?",
    "What was the total number of passengers on {vehicle} in {year}?",
    "What is the average number of {vehicle} passengers in {town}?",
    "How many times as many people took {vehicle} in {town} as in {other} in {year}?",
    "Were there more {vehicle} passengers in {town} or {other} in {year}?",
    "What share of all passengers in {town} went by {vehicle} in {year}?",
    "How many passengers rode {vehicle} in Patagonia in {year}?",
)


def batch(seed: int = 1) -> Batch:
    """Passengers by town and vehicle, for ten years."""
    random = Random(seed)
    return Batch(
        figures=tuple(
            _figure(town, vehicle, year, Decimal(random.randrange(1_000, 999_999)))
            for town, vehicle, year in product(_TOWNS, _VEHICLES, _YEARS)
        ),
        indicators=(Indicator("passengers", "Passengers carried", unit="passengers"),),
        dimensions=(Dimension("town", "Town"), Dimension("vehicle", "Vehicle")),
        codes=tuple(
            Code(code, code, dimension=dimension)
            for dimension, codes in (("town", _TOWNS), ("vehicle", _VEHICLES))
            for code in codes
        ),
        sources=(_SOURCE,),
    )


def questions(count: int, seed: int = 2) -> Iterator[str]:
    """Each kind of question in turn."""
    random = Random(seed)
    for number in range(count):
        town, other = random.sample(_TOWNS, 2)
        before, year = sorted(random.sample(_YEARS, 2))
        vehicle = random.choice(_VEHICLES).lower()
        form = _FORMS[number % len(_FORMS)]
        yield form.format(town=town, other=other, before=before, year=year, vehicle=vehicle)


def measured(asks: int, now: datetime) -> dict[str, Any]:
    """How long questions to a table take, in turn with a piece of Python that is always the same."""
    engine = open_engine("sqlite://")
    prepare(engine)
    held = batch()
    record(engine, held, now)
    desk = Desk(engine, tolerance=DEFAULT)
    desk.warm_up(now)
    for question in questions(asks, seed=3):
        desk.ask(question, now)
    asked, fixed, outcomes = list[float](), list[float](), Counter[str]()
    with frozen():
        for question in questions(asks):
            fixed.append(seconds(lambda: sum(len(str(number)) for number in range(_COUNTED))))
            began = perf_counter()
            outcomes[desk.ask(question, now).outcome.value] += 1
            asked.append(perf_counter() - began)
    return {
        "cells": len(held.figures),
        "questions": asks,
        **outcomes,
        "ask_ms": percentiles(asked),
        "python_ms": percentiles(fixed),
    }


def _figure(town: str, vehicle: str, year: str, value: Decimal) -> Figure:
    key = SeriesKey("passengers", (("town", town), ("vehicle", vehicle)))
    found = Figure("", key.indicator, key.dimensions, Period(year), value, unit="passengers", source=_SOURCE.id)
    return replace(found, id=figure_id(found))
