"""A meaning answered: what holds for every answer, over all series of a ledger, under every reader's rights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path

import jsonschema
import pytest

from bot.answer import Answer
from bot.ask.meaning import (
    Asks,
    Change,
    Count,
    Difference,
    Extreme,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Ratio,
    Selection,
    Share,
    Side,
    Sum,
)
from bot.ask.meaning_json import from_json
from bot.domain import Figure, Outcome
from bot.errors import UnclearReading
from bot.ingest import read
from bot.store.reader import Reader
from bot.store.visibility import Rights
from tests.ask.evaluate.ledgers import ASSEMBLY, of
from tests.ask.ledger import Asker, asker
from tests.exits.twins import LIFTS, NOW, PUBLIC, SECRET

_HARBOUR_CITY = Path(__file__).parents[1] / "ledgers" / "harbour-city"
_VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(files("bot").joinpath("answer.schema.json").read_text(encoding="utf-8"))
)


@pytest.fixture(scope="module")
def city() -> Asker:
    return asker(read(_HARBOUR_CITY))


def _answer(desk: Asker, meaning: Meaning) -> Answer:
    return desk.desk.answer_reading(meaning, desk.now)


def _meanings(figures: list[Figure]) -> Iterator[Meaning]:
    """Every kind of meaning about each of some figures, and about each with the next."""
    for figure in figures:
        one = Selection(figure.indicator, figure.dimensions, figure.period)
        yield Lookup(one)
        yield Lookup(replace(one, period=None))
        times = Periods(replace(one, period=None))
        yield from (Sum(times), Mean(times), Extreme(times, highest=True), Count(times, Side.BELOW, "10"))
        for dimension, _ in figure.dimensions:
            whole = replace(one, dimensions=tuple(pair for pair in figure.dimensions if pair[0] != dimension))
            members = Members(whole, dimension)
            yield from (Sum(members), Mean(members), Share((one,), whole), Count(members, Side.ABOVE, whole))
            yield from (Extreme(members, highest=False, asks=Asks.VALUE), Extreme(members, highest=True, count=2))
    for figure, other in pairwise(figures):
        pair = (Selection(one.indicator, one.dimensions, one.period) for one in (figure, other))
        before, after = pair
        yield from (kind(before, after) for kind in (Difference, Ratio, Change, PercentChange))


def test_whatever_a_reading_is_its_answer_is_valid(city: Asker) -> None:
    figures = Reader(city.desk.engine, city.now).figures_page()
    outcomes = dict.fromkeys(Outcome, 0)
    for number, meaning in enumerate(islice(_meanings(figures), 0, None, 5)):
        answer = _answer(city, meaning)
        body = json.loads(json.dumps(answer.as_json()))
        if number % 8 == 0:  # The schema takes five times as long as the answer.
            assert [fault.message for fault in _VALIDATOR.iter_errors(body)] == [], meaning
        assert Answer.from_json(body) == answer
        assert from_json(body["reading"]) == meaning
        assert answer.understood_as
        if answer.computation:
            assert set(answer.computation.inputs) == {figure.id for figure in answer.figures}
        outcomes[answer.outcome] += 1
    assert min(outcomes.values()) > 10


def test_an_option_s_reading_leads_to_its_figure(city: Asker) -> None:
    led = 0
    for figure in Reader(city.desk.engine, city.now).figures_page()[::7]:
        found = _answer(city, Lookup(Selection(figure.indicator)))
        for option in (*found.alternatives, *found.nearest):
            if option.reading is None or option.value is None:
                continue
            picked = _answer(city, from_json(option.reading))
            assert picked.outcome is Outcome.ANSWERED
            assert set(option.figures) <= set(picked.told)
            led += 1
    assert led > 20


def test_rivals_are_offered_by_their_source() -> None:
    desk = asker(ASSEMBLY)
    asked = _answer(desk, Lookup(of("cost")))
    assert asked.outcome is Outcome.AMBIGUOUS
    values = {}
    for option in asked.alternatives:
        assert option.reading is not None
        values[option.value] = _answer(desk, from_json(option.reading)).value
    assert values == {"10": "10", "12": "12"}


def test_a_which_question_is_answered_by_names(city: Asker) -> None:
    found = _answer(city, Extreme(Members(Selection("population"), "suburb"), highest=True))
    assert found.label is not None
    assert all(name in found.text for name in found.label)
    assert found.as_json()["label"] == list(found.label)
    assert (found.as_json()["version"], found.as_json()["claim"], found.question) == (2, None, "")


def test_what_the_first_version_kept_can_still_be_read(city: Asker) -> None:
    answer = city.ask("resident population of Northmere in 2023")
    body = answer.as_kept()
    old = {name: part for name, part in body.items() if name not in ("version", "label", "claim", "reading")}
    for option in (*old["alternatives"], *old["nearest"]):
        del option["reading"]
    again = Answer.from_json(old)
    assert again.text == answer.text
    assert all(option.reading is None for option in (*again.alternatives, *again.nearest))


_REEF = (("area", "reef"),)
HIDDEN = {
    "a measure": Lookup(Selection("kestrel loss")),
    "a code": Lookup(Selection("wet days", _REEF)),
    "a claimant": Lookup(Selection("wet days", agent="quill")),
    "a source": Lookup(Selection("wet days", source="leak")),
    "a publisher": Lookup(Selection("wet days", source="Umber Gazette")),
    "a dimension": Extreme(Members(Selection("wet days"), "hazard"), highest=True),
    "a code of a group": Extreme(Members(Selection("wet days"), "area", ("north", "reef")), highest=True),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_as_unknown_as_what_never_was(name: str) -> None:
    told = []
    for batches in ((PUBLIC, SECRET), (PUBLIC,)):
        desk = asker(batches[0], NOW)
        for batch in batches[1:]:
            desk.add(batch)
        with pytest.raises(UnclearReading) as refused:
            desk.desk.answer_reading(HIDDEN[name], NOW)
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_a_reading_is_answered_under_its_reader_s_rights() -> None:
    desk = asker(PUBLIC, NOW)
    desk.add(SECRET)
    meaning = Lookup(Selection("wet days", (("area", "north"),)))
    assert _answer(desk, meaning).value == "33.7"
    assert desk.desk.answer_reading(meaning, NOW, rights=Rights(embargoed=True)).value == "36.62"
    assert desk.desk.answer_reading(meaning, LIFTS).value == "36.62"
    early = desk.desk.answer_reading(meaning, NOW, datetime(2026, 6, 1, tzinfo=UTC).date())
    assert early.value == "31.4"
