"""An answer knows every figure that any part of it tells of, so that it can be looked up before it is given on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.chart import chart_of
from bot.domain import Agent, Indicator, KeyDate, Source, Status
from bot.ingest import read
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.ask.ledger import Asker, asker, of_table
from tests.ask.samples import CLINICS
from tests.ledger.batches import batch, figure
from tests.questions.judge import read_questions

_QUESTIONS = Path(__file__).parents[1] / "questions"
_OTHERS = ("near-misses", "claims", "dialogues", "nz-reworded")
"""Files of another form, or of the same questions in other words."""
_HARBOUR_CITY = Path(__file__).parents[1] / "ledgers" / "harbour-city"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TELL_BY_DIFFERENCES = frozenset({"mover", "movers", "largest change", "smallest change"})


@dataclass(frozen=True, slots=True)
class _Marked:
    """A ledger each of whose values has odd digits of its own at its end: a number that is printed tells whose it is,
    and none that is computed looks like one. `files` hold questions about it."""

    desk: Asker
    whose: dict[Decimal, str]
    files: tuple[Path, ...]

    @classmethod
    def of(cls, held: Batch, files: Iterable[Path]) -> _Marked:
        marks = count(1001, 2)
        marked = [replace(one, value=_with_digits(one.value, next(marks))) for one in held.figures]
        figures = tuple(replace(one, id=figure_id(one)) for one in marked)
        whose = {abs(one.value): one.id for one in figures}
        assert len(whose) == len(figures)
        return cls(asker(replace(held, figures=figures)), whose, tuple(files))

    def printed(self, answer: Answer) -> set[str]:
        """The figures whose values stand anywhere in what is shown of an answer."""
        numbers = (Decimal(one.replace(",", "")) for text in _texts(answer) for one in _NUMBER.findall(text))
        return {self.whose[number] for number in numbers if number in self.whose}


def _with_digits(value: Decimal, digits: int) -> Decimal:
    """In nearly the same proportion to all others: shares stay shares, and parts are less than their whole."""
    whole = value == value.to_integral_value() and abs(value) > 100
    return value * 10_000 + digits if whole else value + Decimal(digits).scaleb(-6)


def _texts(answer: Answer) -> Iterator[str]:
    style = HouseStyle()
    card = AnswerCards(style).of_answer(answer)
    yield from (answer.text, answer.value or "", card.headline, *(row.text for row in card.rows))
    chart = chart_of(answer, style)
    if chart is not None:
        yield from (chart.title, chart.alt, *(point.shown for point in chart.points))


@pytest.fixture(scope="module", params=["nz-drug-law", "harbour-city"])
def ledger(request: pytest.FixtureRequest) -> _Marked:
    if request.param == "harbour-city":
        return _Marked.of(read(_HARBOUR_CITY), _HARBOUR_CITY.glob("*.jsonl"))
    judged = (path for path in _QUESTIONS.glob("*.jsonl") if path.stem not in _OTHERS)
    with as_file(files("data") / "nz-drug-law") as starter:
        return _Marked.of(read(starter), judged)


def test_whoever_has_a_value_in_an_answer_is_told_of(ledger: _Marked) -> None:
    answers = [ledger.desk.ask(question.text) for path in ledger.files for question in read_questions(path)]
    printed = [ledger.printed(answer) for answer in answers]
    assert sum(bool(found) for found in printed) > 50, "these questions would prove nothing"
    silent = [
        (answer.question, answer.text)
        for answer, found in zip(answers, printed, strict=True)
        if not found <= set(answer.told)
    ]
    assert silent == []


def test_an_answer_is_said_to_tell_of_little_that_it_does_not_print(ledger: _Marked) -> None:
    answers = [ledger.desk.ask(one.text) for one in read_questions(_QUESTIONS / "nz-newsroom.jsonl")]
    answers += [ledger.desk.ask(one.text) for one in read_questions(_HARBOUR_CITY / "questions.jsonl")]
    plain = [one for one in answers if one.computation and one.computation.operation not in _TELL_BY_DIFFERENCES]
    assert plain
    assert [(one.question, one.text) for one in plain if set(one.told) != ledger.printed(one)] == []


def _told(desk: Asker, question: str) -> list[str]:
    """The values of the figures that the answer to a question tells of."""
    held = {one.id: one for one in Reader(desk.desk.engine, desk.now).figures_page()}
    return sorted(f"{held[id_].value:f}" for id_ in desk.ask(question).told)


def test_the_whole_that_a_count_is_of(clinics: Asker) -> None:
    assert _told(clinics, "how many people attended a check-up in 2022?") == ["300", "800"]


def test_what_a_source_reports_of_a_computed_share(clinics: Asker) -> None:
    assert _told(clinics, "uptake in 2023") == ["1000", "333", "34"]
    assert _told(clinics, "uptake in 2022") == ["300", "37.5", "4000", "800"], "it says the same, and another share"


def test_a_rival(turnout: Asker) -> None:
    assert _told(turnout, "weekly rent") == ["120", "125"]
    desk = of_table("""
        indicator,period,value,unit,source
        rent,2022,120,dollars,Registry
        rent,2022,125,dollars,Gazette
        rent,2023,133,dollars,Registry
    """)
    assert _told(desk, "how much did rent rise from 2022 to 2023?") == ["120", "125"]


def test_what_superseded_it(turnout: Asker) -> None:
    assert _told(turnout, "preliminary turnout in 2022") == ["61.2", "63.4"]


def test_what_is_also_held(turnout: Asker) -> None:
    assert _told(turnout, "turnout") == ["58.0", "63.4", "70"]


def test_the_changes_of_those_that_did_not_move_like_that(council: Asker) -> None:
    everybody = ["10", "11", "20", "21", "28", "30"]
    assert _told(council, "which party lost a seat?") == everybody
    assert _told(council, "which party lost the most seats?") == everybody


def test_the_figures_that_a_clause_was_answered_by(council: Asker) -> None:
    assert _told(council, "what share of the vote did the party with the most seats get?") == ["10", "20", "30", "50"]
    assert _told(council, "what share of the vote did the party with 20 seats get?") == ["20", "33.5"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which party had 77 seats?", ["10", "20", "30"]),
        ("which party came fifth in seats?", ["10", "20", "30"]),
        ("how many people voted Red?", ["50"]),
        ("number of seats", ["10", "20", "30"]),
    ],
)
def test_a_refusal_and_a_question_back(council: Asker, question: str, told: list[str]) -> None:
    assert _told(council, question) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("in which year was South below Island in punctual sailings?", ["79", "84", "84", "91.25"]),
        ("trend of ferry passengers, 777", ["1000", "1250", "1250", "900"]),
    ],
)
def test_a_refusal_that_lists_more_than_the_nearest(ferries: Asker, question: str, told: list[str]) -> None:
    assert len(ferries.ask(question).nearest) == 3
    assert _told(ferries, question) == told


@pytest.mark.parametrize(
    ("ports", "question", "said"),
    [(15, "catch", "and 3 more"), (5, "which port came eighth in the catch?", "only 5 of them")],
)
def test_a_count_of_more_than_are_shown(ports: int, question: str, said: str) -> None:
    desk = asker(batch(*(figure(f"{number}", "catch", (("port", f"p{number:02}"),)) for number in range(ports))))
    assert said in desk.ask(question).text
    assert len(_told(desk, question)) == ports


def test_a_reported_change_and_those_that_contradict_it() -> None:
    counts = [("40.5", Status.PRELIMINARY, "2021-03-01"), ("42.0", Status.FINAL, "2021-04-01")]
    desk = asker(
        batch(
            *(
                figure(value, "support", (("district", "east"),), "2021", status=status, published_on=day)
                for value, status, day in counts
            ),
            figure("1.9", "shift", (), "2021", attributed_to="bell"),
            indicators=(
                Indicator("support", "support for the bridge", unit="percent"),
                Indicator(
                    "shift",
                    "swing in bridge opinion",
                    unit="percentage points",
                    derivation="change(support; district=east; preliminary -> final)",
                ),
            ),
            agents=(Agent("bell", "Ana Bell"),),
        )
    )
    assert _told(desk, "swing in bridge opinion in 2021") == ["1.9", "40.5", "42.0"]
    how_much = "how much did support for the bridge in east change between the preliminary and the final count?"
    assert _told(desk, how_much) == ["1.9", "40.5", "42.0"]


def test_concepts_are_named_where_no_figure_of_theirs_is_told() -> None:
    desk = asker(
        replace(
            CLINICS,
            key_dates=(KeyDate("report", "annual report", at=PartialDate("2024-06-01"), source="piece"),),
            sources=(*CLINICS.sources, Source("piece", "The Post", "Harbour bridge", published_on=PartialDate("2024"))),
        )
    )
    told = {
        "what does attended mean?": ("indicators", "attended"),
        "when is the annual report?": ("key_dates", "report"),
        "when was our harbour bridge story published?": ("sources", "piece"),
    }
    for question, name in told.items():
        answer = desk.ask(question)
        assert (answer.told, name in answer.names) == ((), True), answer.text


def test_a_follow_up_tells_of_its_own_figures(ferries: Asker) -> None:
    first, second = ferries.thread("ferry passengers on North in 2022", "and in 2023?")
    assert len(first.told) == len(second.told) == 1
    assert first.told != second.told


def test_what_is_told_is_no_part_of_the_printed_structure(turnout: Asker) -> None:
    answer = turnout.ask("turnout")
    assert not {"told", "names"} & set(answer.as_json(explain=True))
