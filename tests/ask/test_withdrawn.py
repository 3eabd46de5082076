"""A figure that was withdrawn or corrected: what is answered instead, and what readers are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event

from bot.ask.pipeline import Desk
from bot.domain import Code, Dimension, Figure, Indicator, Source, Status, Universe
from bot.ingest.batch import Batch
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate
from bot.store.visibility import Rights
from tests.ask.ledger import NOW, Asker, answered, asker, refused
from tests.ask.samples import CLINICS
from tests.ledger.batches import batch, figure

_ACT = Act("terminal:ana", "the office counted twice.", NOW)
_FIRST = figure("3.9", "jobless", period="2023", published_on="2024-01-10", status=Status.PRELIMINARY)
_SECOND = figure("4.1", "jobless", period="2023", published_on="2024-02-10")
_THIRD = figure("4.4", "jobless", period="2023", published_on="2024-03-10")
_YEAR_BEFORE = figure("3.5", "jobless", period="2022", published_on="2023-02-10")
_INDICATORS = (Indicator("jobless", "jobless rate", unit="percent"),)
_QUESTION = "what was the jobless rate in 2023?"
_TOLD = "A later figure was withdrawn on 1 May 2024"
_CAVEAT = f"{_TOLD}: the office counted twice."


@pytest.fixture
def desk() -> Asker:
    return asker(batch(_FIRST, _SECOND, _THIRD, _YEAR_BEFORE, indicators=_INDICATORS))


def _withdraw(desk: Asker, *figures: Figure) -> None:
    for one in figures:
        withdraw(desk.desk.engine, one.id, _ACT)


def test_the_vintage_before_is_answered_and_the_sentence_says_why(desk: Asker) -> None:
    assert desk.ask(_QUESTION).caveats == ()
    _withdraw(desk, _THIRD)
    answer = desk.ask(_QUESTION)
    assert answered(answer) == ("4.1", "percent")
    assert answer.text == f"The jobless rate was 4.1 per cent in 2023. {_TOLD}."
    assert answer.caveats == (_CAVEAT,)
    assert [one.id for one in answer.figures] == [_SECOND.id]


def test_the_day_is_the_newsroom_s(desk: Asker) -> None:
    _withdraw(desk, _THIRD)
    far = Asker(Desk(desk.desk.engine, zone="Pacific/Auckland"), NOW)
    assert far.ask(_QUESTION).caveats == ("A later figure was withdrawn on 2 May 2024: the office counted twice.",)


def test_two_withdrawals_are_both_told(desk: Asker) -> None:
    _withdraw(desk, _SECOND)
    withdraw(desk.desk.engine, _THIRD.id, replace(_ACT, why="so did the bureau", at=NOW + timedelta(days=1)))
    answer = desk.ask(_QUESTION)
    assert answered(answer)[0] == "3.9"
    assert answer.caveats[:2] == (_CAVEAT, "A later figure was withdrawn on 2 May 2024: so did the bureau.")


@pytest.mark.parametrize("figures", [(_FIRST,), (_SECOND,), (_FIRST, _SECOND)], ids=["first", "second", "both"])
def test_what_was_superseded_goes_without_a_word(desk: Asker, figures: tuple[Figure, ...]) -> None:
    _withdraw(desk, *figures)
    answer = desk.ask(_QUESTION)
    assert answered(answer)[0] == "4.4"
    assert (answer.text, answer.caveats) == ("The jobless rate was 4.4 per cent in 2023.", ())


def test_other_periods_are_answered_as_before(desk: Asker) -> None:
    before = desk.ask("what was the jobless rate in 2022?")
    _withdraw(desk, _THIRD)
    assert desk.ask("what was the jobless rate in 2022?") == before


def test_whatever_is_computed_from_it_says_so(desk: Asker) -> None:
    _withdraw(desk, _THIRD)
    answer = desk.ask("how much did the jobless rate rise from 2022 to 2023?")
    assert answered(answer) == ("0.6", "percentage points")
    assert answer.caveats == (
        "A later figure than 4.1 per cent in 2023 was withdrawn on 1 May 2024: the office counted twice.",
    )
    assert "A later figure than 4.1 per cent in 2023 was withdrawn on 1 May 2024." in answer.text


def test_a_question_for_the_status_that_is_left_is_told_too(desk: Asker) -> None:
    _withdraw(desk, _SECOND, _THIRD)
    answer = desk.ask("what was the preliminary jobless rate in 2023?")
    assert answered(answer)[0] == "3.9"
    assert _CAVEAT in answer.caveats


def test_a_day_before_which_it_was_not_published(desk: Asker) -> None:
    _withdraw(desk, _THIRD)
    then = desk.ask(_QUESTION, as_of=date(2024, 1, 20))
    assert answered(then)[0] == "3.9"
    assert then.figures[0].superseded_by == _SECOND.id
    assert not any("withdrawn" in caveat for caveat in then.caveats), "what superseded it stands"


def test_a_later_figure_ends_the_caveat(desk: Asker) -> None:
    _withdraw(desk, _THIRD)
    desk.add(batch(figure("4.2", "jobless", period="2023", published_on="2024-04-10"), indicators=_INDICATORS))
    assert desk.ask(_QUESTION).caveats == ()
    assert answered(desk.ask(_QUESTION))[0] == "4.2"


def test_one_that_says_it_again_later_ends_the_caveat(desk: Asker) -> None:
    """The source has confirmed the earlier value since."""
    _withdraw(desk, _THIRD)
    desk.add(batch(figure("4.1", "jobless", period="2023", published_on="2024-04-10"), indicators=_INDICATORS))
    answer = desk.ask(_QUESTION)
    assert answered(answer)[0] == "4.1"
    assert answer.caveats == ()


def test_a_rival_that_is_withdrawn_settles_the_dispute() -> None:
    rivals = [figure(value, "jobless", period="2023", published_on="2024-02-10") for value in ("40", "4.0")]
    desk = asker(batch(*rivals, indicators=_INDICATORS))
    _withdraw(desk, rivals[0])
    answer = desk.ask(_QUESTION)
    assert answered(answer)[0] == "4.0"
    assert (answer.text, answer.caveats) == ("The jobless rate was 4.0 per cent in 2023.", ())


def test_what_was_withdrawn_under_embargo_was_never_there(desk: Asker) -> None:
    """Also when its embargo would have been over: telling of it would tell what nobody was given."""
    lifts = NOW + timedelta(days=3)
    secret = figure("9.9", "jobless", period="2023", published_on="2024-04-10", embargo_until=lifts)
    before = desk.ask(_QUESTION)
    desk.add(batch(secret, indicators=_INDICATORS))
    assert answered(desk.ask(_QUESTION, rights=Rights(embargoed=True)))[0] == "9.9"
    _withdraw(desk, secret)
    for now in (NOW, lifts, lifts + timedelta(days=1)):
        assert Asker(desk.desk, now).ask(_QUESTION) == before
    assert _CAVEAT in desk.ask(_QUESTION, rights=Rights(embargoed=True)).caveats


def test_a_corrected_figure_is_answered_as_if_it_had_always_been_right(desk: Asker) -> None:
    twin = asker(
        batch(
            _FIRST,
            _SECOND,
            figure("4.6", "jobless", period="2023", published_on="2024-03-10"),
            _YEAR_BEFORE,
            indicators=_INDICATORS,
        )
    )
    correct(desk.desk.engine, _THIRD.id, Amendment("4.6"), _ACT)
    for question in (
        _QUESTION,
        "how much did the jobless rate rise from 2022 to 2023?",
        "what was the preliminary jobless rate in 2023?",
        "jobless rate in 2021",
        "trend of the jobless rate over time",
    ):
        assert desk.ask(question).as_json(explain=True) == twin.ask(question).as_json(explain=True)


def test_a_share_is_computed_from_the_corrected_count() -> None:
    desk = asker(CLINICS)
    question = "what was the uptake of check-ups in 2022?"
    assert answered(desk.ask(question))[0] == "37.5"
    correct(desk.desk.engine, figure("300", "attended", period="2022").id, Amendment("200"), _ACT)
    answer = desk.ask(question)
    assert answered(answer)[0] == "25.0"
    assert [one.value for one in answer.figures] == ["200", "800"]


def test_a_share_whose_count_is_withdrawn_is_the_reported_one() -> None:
    desk = asker(CLINICS)
    _withdraw(desk, figure("300", "attended", period="2022"))
    answer = desk.ask("what was the uptake of check-ups in 2022?")
    assert answered(answer)[0] == "37.5"
    assert [one.value for one in answer.figures] == ["37.5"]
    assert answer.computation is None


def test_a_derived_figure_is_computed_from_the_corrected_component() -> None:
    first, last = (
        figure(value, "support", period="2021", status=status, published_on=day)
        for value, status, day in (("40.5", Status.PRELIMINARY, "2021-03-01"), ("42.0", Status.FINAL, "2021-04-01"))
    )
    desk = asker(
        batch(
            first,
            last,
            figure("1.5", "shift", period="2021", source="post"),
            indicators=(
                Indicator("support", "support for the bridge", unit="percent"),
                Indicator(
                    "shift",
                    "swing in bridge opinion",
                    unit="percentage points",
                    derivation="change(support; preliminary -> final)",
                ),
            ),
            sources=(Source("post", "The Post"),),
        )
    )
    correct(desk.desk.engine, last.id, Amendment("43.0"), _ACT)
    answer = desk.ask("swing in bridge opinion in 2021")
    assert answered(answer) == ("2.5", "percentage points")
    assert any("gives 1.5" in caveat or "reports 1.5" in caveat for caveat in answer.caveats)


_SHARED = batch(
    figure("4.1", "jobless", (("region", "north"),), "2023", unit="percent"),
    figure("5.2", "jobless", (("region", "south"),), "2023", unit="percent"),
    indicators=(Indicator("jobless", "jobless rate", unit="percent"),),
    dimensions=(Dimension("region", "region"),),
    codes=(Code("north", "North", dimension="region"), Code("south", "South", dimension="region")),
)
_WRONG = batch(
    figure("7.77", "jobless", (("region", "zembla"),), "2023", unit="percent"),
    figure("8.88", "jobless", (("region", "north"),), "2024", unit="percent", published_on="2024"),
    figure("9.99", "layoffs", period="2023", source="leak", universe="dockers"),
    codes=(Code("zembla", "Zembla", dimension="region"),),
    indicators=(_INDICATORS[0], Indicator("layoffs", "quokka layoffs", definition="Layoffs of quokkas")),
    sources=(Source("leak", "Umbra Press"),),
    universes=(Universe("dockers", "dockers of Umbra"),),
    dimensions=(Dimension("region", "region"),),
)
_QUESTIONS = (
    "jobless rate in North",
    "jobless rate in North in 2024",
    "jobless rate in Zembla",
    "jobless rate in Zmbla in 2023",
    "jobless rate",
    "which region had the highest jobless rate in 2023?",
    "compare the jobless rate by region",
    "trend of the jobless rate in North over time",
    "how much did the jobless rate in North rise from 2023 to 2024?",
    "quokka layoffs",
    "quoka layoffs in 2023",
    "what does quokka layoffs mean?",
    "quokka layoffs according to Umbra Press",
    "layoffs of dockers of Umbra",
    "jobless rate in West",
)


@pytest.fixture(scope="module")
def withdrawn() -> Asker:
    """A ledger in which all figures of some series, periods, codes and sources were withdrawn."""
    desk = asker(_SHARED)
    desk.add(_WRONG)
    _withdraw(desk, *_WRONG.figures)
    return desk


@pytest.fixture(scope="module")
def twin() -> Asker:
    """The same without them."""
    return asker(_SHARED)


@pytest.mark.parametrize("question", _QUESTIONS)
def test_what_has_no_other_figure_was_never_there(withdrawn: Asker, twin: Asker, question: str) -> None:
    assert withdrawn.ask(question).as_json(explain=True) == twin.ask(question).as_json(explain=True)
    assert withdrawn.desk.labels("", NOW) == twin.desk.labels("", NOW)


def test_an_unknown_series_is_refused(withdrawn: Asker) -> None:
    assert "quokka" in refused(withdrawn.ask("quokka layoffs"))


def test_desks_of_other_processes_know_at_once(engine: Engine) -> None:
    """Two desks that both have answered before, on one database."""
    record(engine, batch(_SECOND, _THIRD, indicators=_INDICATORS), NOW)
    desks = [Asker(Desk(engine)) for _ in range(2)]
    for told in desks:
        assert answered(told.ask(_QUESTION))[0] == "4.4"
    new = correct(engine, _THIRD.id, Amendment("4.6"), _ACT)[1]
    assert [answered(told.ask(_QUESTION))[0] for told in desks] == ["4.6", "4.6"]
    withdraw(engine, new.id, _ACT)
    assert [answered(told.ask(_QUESTION))[0] for told in desks] == ["4.1", "4.1"]
    assert [told.ask(_QUESTION).caveats for told in desks] == [(_CAVEAT,)] * 2
    withdraw(engine, _SECOND.id, _ACT)
    for told in desks:
        refused(told.ask(_QUESTION))


def test_a_question_costs_no_query_more(engine: Engine) -> None:
    """What was withdrawn is read with the ledger's words, once a revision."""

    def queries(figures: Batch) -> int:
        record(engine, figures, NOW)
        desk = Asker(Desk(engine))
        desk.ask(_QUESTION)
        found: list[str] = []
        listen = (engine, "before_cursor_execute", lambda *call: found.append(call[2]))
        event.listen(*listen)
        desk.ask(_QUESTION)
        event.remove(*listen)
        return len(found)

    before = queries(batch(_SECOND, _THIRD, indicators=_INDICATORS))
    withdraw(engine, _THIRD.id, _ACT)
    assert queries(batch()) == before


def test_values_are_exact_to_the_digit(desk: Asker) -> None:
    value = "4.123456789012345678901234567890"
    correct(desk.desk.engine, _THIRD.id, Amendment(value), _ACT)
    assert Decimal(str(desk.ask(_QUESTION).value)) == Decimal(value)
    assert desk.ask(_QUESTION).figures[0].published_on == PartialDate("2024-03-10").iso
