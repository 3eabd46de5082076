"""What no text may do, and what may not change an answer."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.ask.prove.tolerance import LOOSE
from bot.domain import Code, Dimension, Indicator, Outcome
from tests.ask.ledger import NOW, Asker, answered, asker, of_table, tidy
from tests.ask.samples import CLINICS, FERRIES
from tests.ledger.batches import batch, figure

QUESTIONS = (
    "ferry passengers in 2022",
    "how many more ferry passengers on North than on South in 2022?",
    "by what percentage did ferry passengers fall from 2022 to 2023?",
    "which route had the lowest share of punctual sailings in 2022?",
    "gap between North and South in punctual sailings in 2022",
    "average ferry passengers from 2020 to 2023",
    "punctual sailings in 2022",
    "ferry passengers on the West route in 2022",
    "what's the coldest water on South in 2023",
)
_FERRIES = of_table(FERRIES)
_READ = asker(tidy(FERRIES), tolerance=LOOSE)
"""The same ledger, with learned readings as lenient as can be."""
_CLINICS = asker(CLINICS)
_WORDS = sorted({word for question in QUESTIONS for word in question.split()} | {"not", "per", "cent", "of", "as", "-"})

_RISE = "change(share; answer=yes; preliminary -> final)"

_UNHURRIED = settings(deadline=None)


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same, whatever was asked and however it was put."""
    return replace(one, question="", understood_as="") == replace(other, question="", understood_as="")


@given(st.text())
@_UNHURRIED
def test_no_text_raises(text: str) -> None:
    assert _FERRIES.ask(text).text
    assert _READ.ask(text).text


@given(st.text(alphabet=st.characters(codec=None, categories=["Cc", "Cf", "Cs", "Zs", "So", "Mn"])))
@_UNHURRIED
def test_no_control_character_surrogate_or_emoji_raises(text: str) -> None:
    assert _FERRIES.ask(text).outcome is Outcome.ABSTAINED


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
@_UNHURRIED
def test_no_order_of_its_own_words_raises(text: str) -> None:
    for desk in (_FERRIES, _READ):
        answer = desk.ask(text)
        assert answer.outcome is not Outcome.ANSWERED or answer.figures or answer.value is None


@given(st.lists(st.text(max_size=20) | st.sampled_from(_WORDS), max_size=5))
@_UNHURRIED
def test_no_thread_raises(texts: list[str]) -> None:
    assert all(answer.text for answer in _CLINICS.thread(*texts))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n",
        "\0\x1b[31m\x7f",
        "?!…",
        "🦆🎉👩‍👩‍👧",
        "x" * 20_000,
        "how many " * 2_500,
        "ferry passengers in 2022 " * 1_000,
        "9" * 500,
        "\u202eferry",
        "١٢٣ ²³ Ⅷ ½",
        "\ud800",
        "SELECT * FROM observation; DROP TABLE figure;",
        "%s %d {0} {value} \\",
        "комментарий 船客数 कितने",
        "non",
        "non-",
        "non-non-non-",
        "\u037a",
    ],
)
def test_what_is_no_question_is_refused(text: str) -> None:
    answer = _FERRIES.ask(text)
    assert answer.outcome is Outcome.ABSTAINED
    assert answer.question == text
    assert answer.figures == ()


@pytest.mark.parametrize(
    "time",
    [
        "800000 days ago",
        "900000000000 days ago",
        f"{'9' * 400} weeks ago",
        f"{'9' * 400} years ago",
        "30000 months ago",
        "2024 years ago",
        "in the 0000s",
        "on 31 February 2022",
        "0000-00-00",
    ],
)
def test_a_time_that_no_calendar_has_is_refused(time: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(f"ferry passengers on North {time}").outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("number", ["➀", "❷", "⓵", "½", "4½", "⑳", "Ⅷ", "五", "௰", "10⁶", "2022¹"])
@pytest.mark.parametrize(
    "question", ["{}", "ferry passengers on North in {}", "{} ferry passengers", "did {} passengers take the ferry?"]
)
def test_a_number_that_cannot_be_worked_with_is_refused(question: str, number: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(question.format(number)).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("number", ["9" * 29, f"1{'0' * 60}", "9" * 900, f"0.{'0' * 60}1", f"{'7' * 40}.{'3' * 40}"])
@pytest.mark.parametrize(
    "question",
    [
        "how many routes had more than {} ferry passengers in 2022?",
        "when did ferry passengers on North first exceed {}?",
        "ferry passengers on North fell by {} per cent, right?",
        "did ferry passengers on North reach {} in 2022?",
        "were {} of {} ferry passengers on North in 2022?",
    ],
)
def test_a_number_of_any_length_can_be_worked_with(question: str, number: str) -> None:
    for desk in (_FERRIES, _READ):
        assert not desk.ask(question.replace("{}", number)).text.startswith("Yes")


@pytest.mark.parametrize("year", ["٢٠٢٢", "२०२२", "𝟐𝟎𝟐𝟐", "２０２２"])  # noqa: RUF001
def test_a_year_is_one_in_every_script(year: str) -> None:
    assert answered(_FERRIES.ask(f"ferry passengers on North in {year}")) == ("700", "passengers")


@pytest.mark.parametrize(
    "question", ["top 0 routes by ferry passengers", "bottom zero routes", "the 00 highest in 2022"]
)
def test_there_are_no_top_none(question: str) -> None:
    assert _FERRIES.ask(question).outcome is Outcome.ABSTAINED


@pytest.mark.parametrize(
    "question",
    [
        "top -2 routes by ferry passengers in 2022",
        "bottom −2 routes by ferry passengers in 2022",
        "the -2 lowest routes by ferry passengers in 2022",
        "ferry passengers of the top -2 routes added up in 2022",
    ],
)
def test_there_are_no_top_below_none(question: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(question).text.startswith("A top or bottom is counted from 1 up")


@pytest.mark.parametrize(
    "question", ["top-2 routes by ferry passengers in 2022", "top 2 routes by ferry passengers 2022"]
)
def test_a_hyphen_is_no_minus(question: str) -> None:
    assert _FERRIES.ask(question).label == ("North", "South")


@pytest.mark.parametrize(
    "question",
    [
        "ferry passengers 2019 lowest average North",
        "2017 highest ferry passengers mean South",
        "average 2019 peak ferry passengers Island",
        "ferry passengers on North 1999 lowest mean",
    ],
)
def test_a_year_beside_a_superlative_is_no_count(question: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(question).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "sign",
    [
        "\u0130",
        "\u00aa",
        "\u00c5",
        "\u012a",
        "th\u00e9",
        "\uff41",
        "\u07c1",
        "\u0967",
        "1",
        "1.0",
        "1/1",
        "2/2",
        "on 1/1",
    ],
)
def test_what_only_folds_to_a_word_or_counts_nothing_is_not_passed_over(sign: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(f"ferry passengers on North in 2022 {sign}").outcome is not Outcome.ANSWERED
        assert desk.ask(f"ferry passengers {sign} on North in 2022").outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("date", ["1/1/1", "2/2/2", "1.1.1", "1-1-1", "3/4/19", "1/1/22", "2022/2/2", "2022.1.1"])
def test_a_date_of_which_the_order_is_not_known_is_a_date(date: str) -> None:
    for desk in (_FERRIES, _READ):
        assert desk.ask(f"ferry passengers on North on {date}").outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("which one route had the most ferry passengers in 2022?", "700"),
        ("which 1 route had the highest punctual sailings in 2022?", "90.5"),
        ("ferry passengers on North in 2022, one figure please", "700"),
        ("what’s the number of ferry passengers on North in 2022", "700"),
        ("ferry passengers on the 2 routes North and South together in 2022", "1100"),
    ],
)
def test_what_counts_the_figures_is_no_number_of_another_kind(question: str, value: str) -> None:
    assert answered(_FERRIES.ask(question))[0] == value


@pytest.mark.parametrize(
    "question", ["price of à la carte in 2022", "price of À La Carte in 2022", "price à la carte 2022"]
)
def test_a_label_with_accents_is_said_with_them(question: str) -> None:
    desk = of_table("""
        indicator,menu,period,value,unit
        price,À la carte,2022,31,euros
        price,Thé,2022,4,euros
    """)
    assert answered(desk.ask(question))[0] == "31"
    assert answered(desk.ask("price of thé in 2022"))[0] == "4"


def test_a_change_that_a_source_reports_for_another_time_is_not_given() -> None:
    desk = asker(
        batch(
            figure("50", "share", (("answer", "yes"),), "2020", unit="percent"),
            figure("3", "rise", (), "2020", unit="percentage points"),
            indicators=(
                Indicator("share", "share of answers", unit="percent"),
                Indicator("rise", "rise in the share of yes", unit="percentage points", derivation=_RISE),
            ),
            dimensions=(Dimension("answer", "answer"),),
            codes=(Code("yes", "yes", dimension="answer"),),
        )
    )
    for month in ("March", "May", "June 1999", "the first quarter of 2030"):
        assert desk.ask(f"in {month} how did the yes share rise").outcome is Outcome.ABSTAINED


@pytest.mark.parametrize(
    "text", ["was it 1? " * 2_000, "9" * 5_000, "rose by 1.2.3" * 900, "more than 7, right? " * 500]
)
def test_what_is_too_long_is_not_even_looked_at(text: str) -> None:
    for answer in (_FERRIES.ask(text), _FERRIES.thread("ferry passengers in 2022", text)[-1]):
        assert answer.text == "That is too long for a question about a figure; ask it in up to 1000 characters."


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "dress",
    [
        str.upper,
        str.lower,
        str.title,
        lambda text: "  " + text.replace(" ", "   ") + " \n",
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: text.replace("'", "’"),
        lambda text: f"“{text}”",
        lambda text: text.rstrip("?") + "???",
    ],
    ids=["upper", "lower", "title", "spaces", "no-break", "apostrophe", "quotes", "marks"],
)
def test_dress_does_not_matter(question: str, dress: Callable[[str], str]) -> None:
    plain, dressed = _FERRIES.ask(question), _FERRIES.ask(dress(question))
    assert (dressed.outcome, dressed.value, dressed.unit) == (plain.outcome, plain.value, plain.unit)
    assert dressed.figures == plain.figures
    assert dressed.computation == plain.computation


_UNRELATED = st.lists(
    st.tuples(
        st.text(string.ascii_lowercase, min_size=5, max_size=9).map(lambda word: f"zz{word}"),
        st.text(string.ascii_lowercase, min_size=5, max_size=9).map(lambda word: f"qq{word}"),
        st.integers(1, 99_999),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)


@given(_UNRELATED)
@settings(_UNHURRIED, max_examples=15)
def test_unrelated_series_change_nothing(rows: list[tuple[str, str, int]]) -> None:
    grown = asker(tidy(FERRIES))
    grown.add(
        batch(*(figure(str(value), name, (("zzkind", code),), "2022", unit="crates") for name, code, value in rows))
    )
    for question in QUESTIONS:
        assert _same(grown.ask(question), _FERRIES.ask(question)), question


def test_the_moment_of_asking_changes_no_answer_about_the_past() -> None:
    later = Asker(_FERRIES.desk, NOW.replace(year=2031))
    for question in QUESTIONS:
        assert _same(later.ask(question), _FERRIES.ask(question)), question
