"""A desk in a process that runs long: what it loads beforehand, and how much it keeps."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from bot.ask.knowledge import Knowledge
from bot.ask.pipeline import Desk
from bot.store.reader import Reader
from tests.ask.ledger import NOW, answered, asker, tidy
from tests.ask.samples import FERRIES
from tests.ledger.batches import batch


def test_after_a_warm_up_nothing_of_the_catalogue_is_read_again() -> None:
    looked_up: list[str] = []
    engine = asker(tidy(FERRIES)).desk.engine
    desk = Desk(engine, is_word=lambda word: bool(looked_up.append(word)))
    desk.warm_up(NOW)
    assert looked_up
    queries: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: queries.append(call[2]))
    desk.ask("how many ferries are there?", NOW)
    assert queries == []


def test_an_empty_ledger_can_be_warmed_up() -> None:
    asker(batch()).desk.warm_up(NOW)


def test_a_desk_that_keeps_the_series_of_one_indicator_answers_from_all(monkeypatch: pytest.MonkeyPatch) -> None:
    csv = """
        indicator, area, period, value
        rainfall, north, 2020, 11
        rainfall, south, 2020, 12
        snowfall, north, 2020, 21
        snowfall, south, 2020, 22
    """.replace(", ", ",")
    desk = asker(tidy(csv))
    monkeypatch.setattr("bot.ask.knowledge._SERIES_KEPT", 2)
    for _ in range(2):
        assert answered(desk.ask("rainfall in the south in 2020"))[0] == "12"
        assert answered(desk.ask("snowfall in the north in 2020"))[0] == "21"
    reader = Reader(desk.desk.engine, NOW)
    known = Knowledge(reader, bool)
    rain = known.shelf(reader, "rainfall")
    assert known.shelf(reader, "rainfall") is rain
    known.shelf(reader, "snowfall")
    assert known.shelf(reader, "rainfall") is not rain
