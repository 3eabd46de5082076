"""Every row of the wordings means what it says: in a claim that is true and in one that is false, and in a thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.ask.language.rows import rows
from bot.domain import Outcome
from tests.ask.dialogue.samples import talked
from tests.ask.ledger import Asker, of_table


def wordings(name: str, *means: str) -> list[str]:
    """The wordings of the rows with these meanings."""
    first = next(iter(rows(name)[0]))
    return [one.strip() for row in rows(name) if row[first] in means for one in row["words"].split(";")]


def judged(desk: Asker, claim: str) -> bool | None:
    """Whether a claim is said to hold, by the text and by the JSON alike; None where it is not judged."""
    answer = desk.ask(claim)
    if answer.claim is None:
        return None
    assert answer.text.startswith("Yes. " if answer.claim.holds else "No. ")
    return answer.claim.holds


@pytest.mark.parametrize("frame", wordings("claims", "frame"))
def test_a_frame_asks_whether_it_is_so(farms: Asker, frame: str) -> None:
    assert judged(farms, f"{frame} the number of farms in North was 640 in 2022") is True
    assert judged(farms, f"{frame} the number of farms in North was 641 in 2022") is False


@pytest.mark.parametrize("tag", wordings("claims", "tag"))
def test_a_tag_asks_whether_it_is_so(farms: Asker, tag: str) -> None:
    assert judged(farms, f"the number of farms in North fell from 2020 to 2022, {tag}?") is True
    assert judged(farms, f"the number of farms in North rose from 2020 to 2022, {tag}?") is False


@pytest.mark.parametrize("lead", wordings("claims", "lead"))
def test_a_lead_changes_nothing(farms: Asker, lead: str) -> None:
    assert judged(farms, f"{lead}, was the number of farms in North 640 in 2022?") is True
    assert judged(farms, f"{lead}, was the number of farms in North 460 in 2022?") is False


@pytest.mark.parametrize("stress", wordings("claims", "stress"))
def test_stress_changes_nothing(farms: Asker, stress: str) -> None:
    assert judged(farms, f"did the number of farms in South {stress} rise from 2020 to 2022?") is True
    assert judged(farms, f"did the number of farms in South {stress} fall from 2020 to 2022?") is False


@pytest.mark.parametrize("side", wordings("claims", "above"))
def test_a_side_above_sets_one_figure_against_another(farms: Asker, side: str) -> None:
    assert judged(farms, f"was the number of farms in North {side} that in South in 2022?") is True
    assert judged(farms, f"was the number of farms in South {side} that in North in 2022?") is False


@pytest.mark.parametrize("side", wordings("claims", "below"))
def test_a_side_below_sets_one_figure_against_another(farms: Asker, side: str) -> None:
    assert judged(farms, f"was the number of farms in South {side} that in North in 2022?") is True
    assert judged(farms, f"was the number of farms in North {side} that in South in 2022?") is False


@pytest.mark.parametrize("rest", wordings("claims", "rest"))
def test_what_it_is_compared_with_may_be_all_others(farms: Asker, rest: str) -> None:
    word = "higher" if rest.startswith("than") else "highest"
    assert judged(farms, f"was the number of farms in North {word} {rest} in 2022?") is True
    assert judged(farms, f"was the number of farms in South {word} {rest} in 2022?") is False


_AMOUNTS = {
    "about": ("650", "700"),
    "above": ("639", "640"),
    "below": ("641", "640"),
    "at least": ("640", "641"),
    "at most": ("640", "639"),
    "just below": ("660", "640"),
    "just above": ("620", "500"),
    "exactly": ("640", "650"),
}
"""Of 640 farms, for each meaning an amount that is so, and one that is not."""


def _bounds() -> Iterator[tuple[str, str, str]]:
    for means, (so, not_so) in _AMOUNTS.items():
        yield from ((one, so, not_so) for one in wordings("amounts", means))


def test_every_bound_is_tried() -> None:
    assert set(_AMOUNTS) == {row["side"] for row in rows("amounts")}


@pytest.mark.parametrize(("bound", "so", "not_so"), _bounds())
def test_a_bound_means_what_its_row_says(farms: Asker, bound: str, so: str, not_so: str) -> None:
    assert judged(farms, f"was the number of farms in North {bound} {so} in 2022?") is True
    assert judged(farms, f"was the number of farms in North {bound} {not_so} in 2022?") is False


_NORTH, _SOUTH = "number of farms in North in 2022", "and in South?"
_UPTAKE = "how was the uptake of check-ups in 2022?"
_FOLLOWED = {
    "difference": ((_NORTH, _SOUTH, "{}?"), "240"),
    "change": ((_NORTH, "and in 2023?", "{}?"), "40"),
    "ratio": ((_NORTH, _SOUTH, "{}?"), "1.6"),
    "percent": ((_NORTH, _SOUTH, "what is the difference?", "and {}?"), "60.0"),
    "share": ((_NORTH, "{} is that?"), "57.1"),
    "sum": ((_NORTH, _SOUTH, "{}?"), "1040"),
    "whole": ((_NORTH, "and {}?"), "1120"),
    "mean": ((_NORTH, _SOUTH, "{}?"), "520.0"),
    "year before": ((_NORTH, "and the {}?"), "700"),
    "year after": ((_NORTH, "and the {}?"), "600"),
    "quarter before": (("museum visits in 2022-Q1", "and the {}?"), "90"),
    "quarter after": (("museum visits in 2022-Q1", "and the {}?"), "130"),
    "month before": (("rainfall in January 2022", "and the {}?"), "30"),
    "month after": (("rainfall in January 2022", "and the {}?"), "10"),
    "before": ((_NORTH, "and {}?"), "700"),
    "after": ((_NORTH, "and {}?"), "600"),
    "since": ((_NORTH, "how much has it changed {}?"), "40"),
    "latest": ((_NORTH, "and {}?"), "600"),
    "which": ((_NORTH, _SOUTH, "{} of them is higher?"), "640"),
}
"""For each meaning of a follow-up a thread that ends with it, and the value that is answered then."""
_APART = {"denied", "count", "source", "workings", "talk", "beside talk", "idle"}


def _followed() -> Iterator[tuple[tuple[str, ...], str]]:
    for means, (thread, value) in _FOLLOWED.items():
        yield from (((*thread[:-1], thread[-1].format(one)), value) for one in wordings("followups", means))


def test_every_follow_up_is_tried() -> None:
    assert set(_FOLLOWED) | _APART == {row["means"] for row in rows("followups")}


@pytest.mark.parametrize(("thread", "value"), _followed())
def test_a_follow_up_does_what_its_row_says(farms: Asker, thread: tuple[str, ...], value: str) -> None:
    answer, _ = talked(farms, *thread)
    assert (answer.outcome, (answer.value or "").lstrip("-")) == (Outcome.ANSWERED, value), answer.text


@pytest.mark.parametrize("words", wordings("taking_back", "no", "refuses", "leads", "says"))
@pytest.mark.parametrize("message", ["{} 2021", "{}, 2021", "{} the year before"])
def test_what_is_taken_back_is_asked_anew(farms: Asker, words: str, message: str) -> None:
    assert talked(farms, _NORTH, message.format(words))[0].value == "700"


@pytest.mark.parametrize("words", wordings("taking_back", "complains"))
def test_a_complaint_is_no_question(farms: Asker, words: str) -> None:
    assert talked(farms, _NORTH, f"{words} I asked, I asked for 2021")[0].value == "700"
    assert talked(farms, _NORTH, f"no, {words} I meant: 2021")[0].value == "700"


@pytest.mark.parametrize("words", wordings("followups", "count"))
def test_the_count_behind_a_percentage(clinics: Asker, words: str) -> None:
    answer, _ = talked(clinics, "uptake of check-ups in 2022", f"{words}?")
    assert (answer.value, answer.unit) == ("300", "people")


@pytest.mark.parametrize("words", wordings("followups", "source"))
def test_the_source_is_named(turnout: Asker, words: str) -> None:
    answer, _ = talked(turnout, "turnout in 2022", f"{words}?")
    assert answer.value == "63.4"
    assert answer.text.startswith("The source is Electoral Office")


@pytest.mark.parametrize("words", wordings("followups", "workings"))
def test_the_workings_are_shown(clinics: Asker, words: str) -> None:
    answer, _ = talked(clinics, "uptake of check-ups in 2022", f"{words}?")
    assert "Workings: 300 ÷ 800" in answer.text


@pytest.mark.parametrize(
    "talk",
    [*wordings("followups", "talk"), *(f"thanks {one}" for one in wordings("followups", "beside talk"))],
)
def test_talk_is_answered_without_a_figure_and_changes_no_memory(farms: Asker, talk: str) -> None:
    _, before = talked(farms, _NORTH)
    answer, after = talked(farms, f"{talk}!", last=before)
    assert answer.outcome is Outcome.ABSTAINED
    assert (answer.figures, answer.nearest, answer.alternatives) == ((), (), ())
    assert not any(character.isdigit() for character in answer.text)
    assert after == before
    assert talked(farms, _SOUTH, last=after)[0].value == "400"


@pytest.mark.parametrize("words", wordings("followups", "idle"))
def test_idle_words_change_nothing(farms: Asker, words: str) -> None:
    assert talked(farms, _NORTH, f"{words} South")[0].value == "400"


@pytest.mark.parametrize("denied", wordings("followups", "denied"))
def test_what_is_taken_back_is_what_is_replaced(farms: Asker, denied: str) -> None:
    north = "number of farms in North in 2022"
    for asked, value in ((f"oops, East, {denied} South", "560"), (f"sorry, East {denied} North", "-320")):
        answer, _ = talked(farms, north, "and South?", "what is the difference?", asked)
        assert answer.value is not None, answer.text
        assert abs(int(answer.value)) == abs(int(value))
    assert talked(farms, north, f"no, I meant South {denied} North")[0].value == "400"
    assert talked(farms, north, "and West?", f"no, East, {denied} North")[0].value == "80"
    assert talked(farms, north, "and South?", "add them up", f"East, {denied} South")[0].value == "720"


_KINDS = """
    indicator,road,period,value,unit
    {kind} of the road,Upper,2022,30,units
    {kind} of the road,Lower,2022,20,units
    {kind} of the road,Far,2022,10,units
"""
_OF = [(word, row["means"], row["of"].split()[0]) for row in rows("order") if row["of"] for word in row["word"].split()]


@pytest.mark.parametrize(("word", "means", "kind"), _OF)
def test_a_word_of_order_is_said_of_the_measures_of_its_row_alone(word: str, means: str, kind: str) -> None:
    desk, other = of_table(_KINDS.format(kind=kind)), of_table(_KINDS.format(kind="length"))
    first = "{} of the road for Upper in 2022"
    if means in ("most", "least"):
        value = "30" if means == "most" else "10"
        asked = f"which road had the {word} {{}} of the road in 2022?"
        claims = [f"was Upper the {word} in {{}} of the road in 2022?"]
        assert desk.ask(asked.format(kind)).value == value
        assert talked(desk, first.format(kind), f"which road is {word}?")[0].value == value
        assert other.ask(asked.format("length")).value is None
        assert talked(other, first.format("length"), f"which road is {word}?")[0].value is None
    else:
        claims = [f"was the {{}} of the road {word} for Upper than for Lower in 2022?"]
        assert judged(desk, claims[0].format(kind)) is (means == "more")
        assert talked(other, first.format("length"), f"is that {word} than Lower?")[0].claim is None
    assert all(other.ask(claim.format("length")).claim is None for claim in claims)
