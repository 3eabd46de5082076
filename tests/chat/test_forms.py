"""What is wrong in a form that was sent: all of it at once, each at its field, and nothing is done."""

from __future__ import annotations

import pytest

from bot.ask.parse import MAX_CHARACTERS
from bot.calendar import keydates, subscriptions
from bot.cards.card import Tone
from bot.chat.access import Access
from bot.chat.nouns import Reply
from bot.chat.orders import Order
from tests.chat.newsroom import Newsroom, with_config

# It is noon on 1 May 2024.
ADD = {"title": "Ferry report", "at": "2024-05-20 14:00", "zone": "Pacific/Auckland", "brings": "ferry passengers"}
SUBSCRIBE = {
    "topics": "ferry passengers",
    "reminders": "1 day, 1 hour",
    "digest": "weekdays 08:30",
    "quiet": "22:00-07:00",
}
FORM = {"dates add": ADD, "subscribe": SUBSCRIBE}


def send(room: Newsroom, verb: str, values: dict[str, str]) -> Reply:
    return room.chat.order(room.command(""), verb, values, room.now)


def faults(room: Newsroom, verb: str, values: dict[str, str]) -> dict[str, str]:
    reply = send(room, verb, values)
    assert reply.card.tone is Tone.REFUSED
    assert keydates.held(room.engine, room.now) == {}
    assert subscriptions.listed(room.engine) == []
    return {fault.field: fault.text for fault in reply.faults}


@pytest.mark.parametrize("verb", FORM)
def test_what_is_right_is_done(newsroom: Newsroom, verb: str) -> None:
    reply = send(newsroom, verb, FORM[verb])
    assert reply.faults == ()
    assert reply.card.tone is Tone.TOLD


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize(
    ("verb", "needed"),
    [
        ("dates add", {"title": "“What happens” is empty; it is needed.", "at": "“When” is empty; it is needed."}),
        ("subscribe", {"reminders": f"{subscriptions.NOTHING_WOULD_COME}."}),
    ],
)
def test_an_empty_form_says_what_it_needs(newsroom: Newsroom, verb: str, needed: dict[str, str], blank: str) -> None:
    assert faults(newsroom, verb, dict.fromkeys(FORM[verb], blank)) == needed
    assert faults(newsroom, verb, {}) == needed


WRONG = [
    ("dates add", "title", "x" * 301, "shorten it"),
    ("dates add", "title", "Final result (embargoed until Friday)", "under embargo is added in the terminal"),
    ("dates add", "at", "soon", "“soon”"),
    ("dates add", "at", "2024-04-20", "has passed"),
    ("dates add", "at", "2024-02-30", "is not a day in the calendar"),
    ("dates add", "zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
    ("dates add", "brings", "tram passengers", "holds nothing called “tram passengers”"),
    ("dates add", "source", "x" * 301, "shorten it"),
    ("subscribe", "topics", "ferry passengers, trams, buses", "“trams”"),
    ("subscribe", "reminders", "1 day, 13 days", "“13 days” is not on the list of this field"),
    ("subscribe", "reminders", "y" * 900, "…” is not on the list of this field"),
    ("subscribe", "digest", "someday 08:30", "“someday” is no day of the week"),
    ("subscribe", "digest", "weekdays 08:30 Mars/Olympus", "“Mars/Olympus” is not a time zone"),
    ("subscribe", "quiet", "22:00", "“22:00” are no quiet hours"),
    ("subscribe", "zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
]


@pytest.mark.parametrize(("verb", "field", "value", "said"), WRONG)
def test_each_field_says_what_is_wrong_with_it_alone(
    newsroom: Newsroom, verb: str, field: str, value: str, said: str
) -> None:
    found = faults(newsroom, verb, {**FORM[verb], field: value})
    assert list(found) == [field]
    assert said in found[field]


@pytest.mark.parametrize("verb", FORM)
def test_all_fields_say_at_once_what_is_wrong_with_them(newsroom: Newsroom, verb: str) -> None:
    wrong = {field: (value, said) for of, field, value, said in reversed(WRONG) if of == verb and len(value) < 300}
    values = {field: value for field, (value, _) in wrong.items()}
    found = faults(newsroom, verb, values)
    assert found.keys() == values.keys()
    assert all(said in found[field] for field, (_, said) in wrong.items())


def test_every_topic_that_is_unknown_is_named(newsroom: Newsroom) -> None:
    found = faults(newsroom, "subscribe", {**SUBSCRIBE, "topics": "trams, ferry passengers, buses"})
    assert "“trams”" in found["topics"]
    assert "“buses”" in found["topics"]


@pytest.mark.parametrize(
    ("time", "said"),
    [("2024-09-29 02:30", "does not exist in Pacific/Auckland"), ("2025-04-06 02:30", "comes twice")],
)
def test_what_is_wrong_with_the_time_of_a_day_is_told_apart(newsroom: Newsroom, time: str, said: str) -> None:
    (fault,) = send(newsroom, "dates add", {**ADD, "at": time}).faults
    assert fault.field == "at"
    assert fault.of_time
    assert said in fault.text


def test_what_is_too_long_for_its_field_is_said_with_all_else_that_is_wrong(newsroom: Newsroom) -> None:
    overlong = {"title": "x" * 301, "brings": "y" * (MAX_CHARACTERS + 1)}
    found = faults(newsroom, "dates add", {**ADD, **overlong, "zone": "Mars/Olympus"})
    assert found["title"] == "This has 301 characters; shorten it to 300."
    assert found["brings"] == "This has 1,001 characters; shorten it to 1,000."
    assert sorted(found) == ["brings", "title", "zone"]


def test_a_form_is_as_long_as_its_fields_together(newsroom: Newsroom) -> None:
    long = {"title": "x" * 300, "source": "y" * 300, "brings": "z" * 900}
    assert faults_only(newsroom, "dates add", {**ADD, **long}) == ["brings"]


def test_a_date_without_a_title_says_so_beside_what_else_is_wrong(newsroom: Newsroom) -> None:
    order = Order("dates add", {"at": "never", "zone": "Mars/Olympus"})
    reply = newsroom.chat.obey(newsroom.command(""), order, newsroom.now)
    assert sorted(fault.field for fault in reply.faults) == ["at", "title", "zone"]


def test_a_field_of_another_form_and_one_of_no_form_are_passed_over(newsroom: Newsroom) -> None:
    others = {"reminders": "never", "nonsense": "x"}
    assert send(newsroom, "dates add", {**ADD, **others}).card.headline.startswith("Added: Ferry report")
    assert faults_only(newsroom, "dates add", others) == ["at", "title"]


def faults_only(room: Newsroom, verb: str, values: dict[str, str]) -> list[str]:
    return sorted(fault.field for fault in send(room, verb, values).faults)


def test_a_form_that_is_none_of_ours_orders_nothing(newsroom: Newsroom) -> None:
    reply = send(newsroom, "dates cancel", {"title": "Ferry report"})
    assert reply.card.headline.startswith("Ask for a figure")


def test_a_form_sent_twice_adds_one_and_says_so_at_the_title(newsroom: Newsroom) -> None:
    assert send(newsroom, "dates add", ADD).faults == ()
    (fault,) = send(newsroom, "dates add", ADD).faults
    assert fault.field == "title"
    assert "is there already" in fault.text
    assert len(keydates.held(newsroom.engine, newsroom.now)) == 1


@pytest.mark.parametrize("verb", FORM)
def test_whoever_may_not_is_told_so_and_nothing_of_the_values(newsroom: Newsroom, verb: str) -> None:
    room = with_config(newsroom, access=Access(editors=frozenset({"desk"})))
    reply = send(room, verb, {**FORM[verb], "zone": "Mars/Olympus"})
    assert reply.faults == ()
    assert reply.card.headline.startswith("Only the desk's editors change")


def test_a_line_of_words_says_all_that_is_wrong_too(newsroom: Newsroom) -> None:
    line = "dates add Ferry report at soon zone Mars/Olympus brings trams"
    told = newsroom.ask(newsroom.command(line)).card.headline
    assert all(part in told for part in ("“soon”", "“Mars/Olympus”", "“trams”"))


def test_a_line_of_words_takes_offsets_that_the_form_does_not_offer(newsroom: Newsroom) -> None:
    told = newsroom.ask(newsroom.command("subscribe reminders 13 days")).card.headline
    assert told.startswith("Subscribed to everything")
