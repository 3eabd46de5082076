"""An embargoed figure leaks nowhere: not as an answer, an option, a caveat, a correction or a refusal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import Code, Dimension, Indicator, Source
from bot.store.visibility import Rights
from tests.ask.ledger import NOW, Asker, answered, asker, refused
from tests.ledger.batches import batch, figure

_LIFTS = NOW + timedelta(days=30)
_LEDGER = batch(
    figure("4.1", "jobless", (("region", "north"),), "2023", unit="percent"),
    figure("5.2", "jobless", (("region", "south"),), "2023", unit="percent"),
    figure("7.77", "jobless", (("region", "north"),), "2024", unit="percent", embargo_until=_LIFTS),
    figure("8.88", "jobless", (("region", "zembla"),), "2023", unit="percent", embargo_until=_LIFTS),
    figure("9.99", "layoffs", period="2023", source="leak", embargo_until=_LIFTS),
    indicators=(
        Indicator("jobless", "jobless rate", unit="percent"),
        Indicator("layoffs", "quokka layoffs", definition="Layoffs of quokkas"),
    ),
    dimensions=(Dimension("region", "region"),),
    codes=(
        Code("north", "North", dimension="region"),
        Code("south", "South", dimension="region"),
        Code("zembla", "Zembla", dimension="region"),
    ),
    sources=(Source("leak", "Umbra Press"),),
)
_WITHHELD = ("7.77", "8.88", "9.99")
_QUESTIONS = (
    "jobless rate in North",
    "jobless rate in North in 2024",
    "jobless rate in Zembla",
    "jobless rate in Zembla in 2023",
    "jobless rate in Zmbla in 2023",
    "jobless rate",
    "which region had the highest jobless rate in 2023?",
    "compare the jobless rate by region",
    "average jobless rate by region in 2023",
    "how much did the jobless rate in North rise from 2023 to 2024?",
    "trend of the jobless rate in North over time",
    "gap between South and Zembla in the jobless rate",
    "quokka layoffs",
    "quoka layoffs in 2023",
    "what does quokka layoffs mean?",
    "jobless rate according to Umbra Press",
    "jobless rate in West",
    "layoffs as a share of the jobless rate",
)


@pytest.fixture(scope="module")
def desk() -> Asker:
    return asker(_LEDGER)


@pytest.fixture(scope="module")
def clean() -> Asker:
    """The same ledger without the embargoed figures, and without the concepts that only they use."""
    return asker(
        replace(
            _LEDGER,
            figures=tuple(figure for figure in _LEDGER.figures if figure.embargo_until is None),
            indicators=_LEDGER.indicators[:1],
            codes=_LEDGER.codes[:2],
            sources=(),
        )
    )


@pytest.mark.parametrize("question", _QUESTIONS)
def test_the_public_sees_a_ledger_without_them(desk: Asker, clean: Asker, question: str) -> None:
    shown = desk.ask(question).as_json(explain=True)
    assert shown == clean.ask(question).as_json(explain=True)
    assert not any(value in json.dumps(shown) for value in _WITHHELD)


def test_follow_ups_leak_no_more(desk: Asker, clean: Asker) -> None:
    for one, other in zip(
        desk.thread("jobless rate in North in 2023", "and in 2024?", "and in Zembla?", "source?"),
        clean.thread("jobless rate in North in 2023", "and in 2024?", "and in Zembla?", "source?"),
        strict=True,
    ):
        assert one == other


def test_the_desk_itself_sees_them(desk: Asker) -> None:
    assert answered(desk.ask("jobless rate in North in 2024", rights=Rights(embargoed=True)))[0] == "7.77"
    assert "2024" in refused(desk.ask("jobless rate in North in 2024"))


def test_after_the_clock_was_set_back_over_the_lift_nothing_tells_of_them(clean: Asker) -> None:
    desk = asker(_LEDGER)
    before, after = _LIFTS - timedelta(seconds=1), _LIFTS + timedelta(seconds=5)
    assert answered(Asker(desk.desk, after).ask("quokka layoffs"))[0] == "9.99"
    assert "quokka layoffs" in desk.desk.labels("", after)
    assert desk.desk.labels("", before) == clean.desk.labels("", before) == ["jobless rate"]
    for question in _QUESTIONS:
        assert Asker(desk.desk, after).ask(question) is not None
        assert Asker(desk.desk, before).ask(question) == Asker(clean.desk, before).ask(question)
    assert "quokka layoffs" in desk.desk.labels("", after)


def test_they_are_answered_from_the_moment_the_embargo_lifts(desk: Asker) -> None:
    before, after = (Asker(desk.desk, now) for now in (_LIFTS - timedelta(seconds=1), _LIFTS))
    refused(before.ask("jobless rate in Zembla in 2023"))
    assert answered(after.ask("jobless rate in Zembla in 2023")) == ("8.88", "percent")
    assert answered(after.ask("quokka layoffs"))[0] == "9.99"
