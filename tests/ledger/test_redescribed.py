"""An import that brings no figure, and changes answers all the same, is in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.cards.history import change_object
from bot.domain import Figure, Indicator, Source
from bot.ingest.batch import Batch
from bot.ledger.history import change_log
from bot.ledger.record import record
from bot.ledger.vintage import latest
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.ledger.batches import NOW, batch, figure

_FIRST, _SECOND = figure("4.3", source="first"), figure("4.5", source="second")


def _sources(first: str, second: str = "2026-06-01") -> tuple[Source, ...]:
    return tuple(
        Source(id_, title=id_, published_on=PartialDate(day)) for id_, day in (("first", first), ("second", second))
    )


def _again(engine: Engine, first: str) -> None:
    record(engine, batch(_FIRST, _SECOND, sources=_sources(first)), NOW, by="ana")


def _stands(engine: Engine) -> list[str]:
    return sorted(str(one.value) for one in latest(Reader(engine, NOW).figures([1])))


def _log(engine: Engine) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.figure, one.change.value, one.other, one.why) for one in change_log(engine, None, None)[0]]


@pytest.fixture
def ledger(engine: Engine) -> Engine:
    _again(engine, "2026-05-01")
    assert (_stands(engine), _log(engine)) == (["4.5"], [])
    return engine


_WHY = "a source was given another date of publication"


def test_a_source_s_later_date_puts_its_figure_in_place(ledger: Engine) -> None:
    _again(ledger, "2026-07-01")
    assert _stands(ledger) == ["4.3"]
    assert _log(ledger) == [(_SECOND.id, "superseded", _FIRST.id, _WHY)]
    (change,) = change_log(ledger, _FIRST.id, None)[0]
    assert (change.by, change_object(change)["why"]) == ("ana", _WHY)


def test_a_source_s_equal_date_makes_a_dispute(ledger: Engine) -> None:
    _again(ledger, "2026-06-01")
    assert _stands(ledger) == ["4.3", "4.5"]
    assert _log(ledger) == [(_SECOND.id, "disputed", _FIRST.id, _WHY)]


@pytest.mark.parametrize("day", ["2026-05-01", "2026-05-15"])
def test_a_date_that_changes_no_answer_is_not_in_it(ledger: Engine, day: str) -> None:
    _again(ledger, day)
    assert _log(ledger) == []


def test_a_figure_s_own_date_goes_before_its_source_s(engine: Engine) -> None:
    dated: Figure = figure("4.3", source="first", published_on="2026-01-01")
    record(engine, batch(dated, _SECOND, sources=_sources("2026-05-01")), NOW)
    record(engine, Batch(sources=_sources("2026-07-01")), NOW)
    assert (_stands(engine), _log(engine)) == (["4.5"], [])


def test_an_indicator_s_other_unit_is_in_the_log_of_its_figures(engine: Engine) -> None:
    own = figure("7", "turnout", period="2021", unit="votes")
    without = figure("8", "turnout", period="2022")
    record(engine, batch(own, without, indicators=(Indicator("turnout", "Turnout", unit="percent"),)), NOW)
    new = figure("9", "turnout", period="2023")
    record(engine, batch(new, indicators=(Indicator("turnout", "Turnout", unit="thousand people"),)), NOW, by="ana")
    why = "the unit of its indicator was percent, and is thousand people"
    assert _log(engine) == [(without.id, "redescribed", None, why)]
    record(engine, Batch(indicators=(Indicator("turnout", "Turnout"),)), NOW)
    assert len(_log(engine)) == 1
