"""Replies to orders that wait in the outbox: what they name may have gone out of sight, or have changed, by then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.domain import Indicator
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.visibility import DESK
from tests.chat.later import LONG, pause, resume, sent
from tests.chat.newsroom import NOW, Newsroom
from tests.delivery.office import Board
from tests.ledger.batches import batch, figure

OPENING = "Opening of the western tunnel"
TOLLS = Indicator("tolls", "toll per crossing", ("tolls",), unit="crowns")


@pytest.fixture
def opening(newsroom: Newsroom) -> Newsroom:
    """A newsroom with one key date."""
    draft = Draft(OPENING, parse_moment("2024-06-01", "UTC", NOW))
    keydates.add(newsroom.engine, draft, "terminal", NOW, DESK)
    return newsroom


def _put_under_embargo(newsroom: Newsroom, name: str) -> None:
    held = keydates.find(newsroom.engine, name, newsroom.now, DESK)
    record(newsroom.engine, Batch(key_dates=(replace(held, embargo_until=LONG),)), newsroom.now)


def _tolls(newsroom: Newsroom, withheld: bool = False) -> None:
    one = figure("4.20", "tolls", period="2024", unit="crowns", embargo_until=LONG if withheld else None)
    record(newsroom.engine, batch(one, indicators=(TOLLS,)), newsroom.now)


@pytest.mark.parametrize(
    "order",
    [
        "dates show Opening of western tunnels",
        "dates move Opening of western tunnels to 2024-07-01",
        "dates cancel Opening of the westerly tunnel",
        "dates confirm Opening of the westerly tunnel",
        f'dates add "{OPENING}" at 2024-06-01 zone UTC',
        "subscribe to Opening of western tunnels reminders 1 day",
    ],
)
def test_a_refusal_names_nothing_that_went_under_embargo_meanwhile(opening: Newsroom, order: str) -> None:
    reply = opening.ask(opening.mention(order))
    assert "pening of the western tunnel" in reply.card.headline, "what is meant is named while it is public"
    pause(opening)
    _put_under_embargo(opening, OPENING)
    (text,) = sent(resume(opening))
    assert "the western tunnel" not in text.replace("Opening of the westerly tunnel", "")
    assert reply.card.headline not in text
    if not order.startswith("dates show"):  # Which is looked at again.
        assert "was not carried out: nothing was changed. Why is not told any more" in text


def test_nor_the_label_of_an_indicator(newsroom: Newsroom) -> None:
    _tolls(newsroom)
    for order in (
        "subscribe to toll per crosing reminders 1 day",
        'dates add "X" at 2024-06-01 brings toll per crosing',
    ):
        assert "toll per crossing" in newsroom.ask(newsroom.mention(order)).card.headline
    pause(newsroom)
    _tolls(newsroom, withheld=True)
    assert not any("toll per crossing" in text for text in sent(resume(newsroom)))


def test_a_refusal_stays_as_it_was_worded_while_the_ledger_does(opening: Newsroom) -> None:
    pause(opening)
    reply = opening.ask(opening.mention("dates cancel Opening of the westerly tunnel"))
    opening.later(LONG - NOW)
    (text,) = sent(resume(opening))
    assert text.startswith(reply.card.headline)
    assert "Late: " in text


@pytest.mark.parametrize("order", [f"dates show {OPENING}", "dates", f"dates move {OPENING} to 2024-06-03"])
def test_a_date_that_went_out_of_sight_is_not_told(opening: Newsroom, order: str) -> None:
    pause(opening)
    assert "western tunnel" in opening.ask(opening.mention(order)).card.headline
    _put_under_embargo(opening, OPENING)
    assert not any("1 June" in text or "3 June" in text for text in sent(resume(opening)))


def test_nor_what_a_date_brings_by_then(newsroom: Newsroom) -> None:
    _tolls(newsroom)
    newsroom.ask(newsroom.mention('dates add "Toll review" at 2024-06-01 zone UTC brings tolls'))
    newsroom.relay(Board())
    reply = newsroom.ask(newsroom.mention("dates show Toll review"))
    assert ("Brings", "toll per crossing") in {(row.label, row.text.lower()) for row in reply.card.rows}
    pause(newsroom)
    fares = batch(figure("1.10", "fares", embargo_until=LONG), indicators=(Indicator("fares", "fare per crossing"),))
    record(newsroom.engine, fares, newsroom.now)
    held = keydates.find(newsroom.engine, "Toll review", newsroom.now, DESK)
    record(newsroom.engine, Batch(key_dates=(replace(held, brings="fares"),)), newsroom.now)
    assert keydates.find(newsroom.engine, "Toll review", newsroom.now, DESK).brings == "fares"
    (text,) = sent(resume(newsroom))
    assert "Toll review" in text
    assert "per crossing" not in text.lower()


def test_what_a_date_was_to_bring_in_public_stays_known_without_its_figures(newsroom: Newsroom) -> None:
    _tolls(newsroom)
    newsroom.ask(newsroom.mention('dates add "Toll review" at 2024-06-01 zone UTC brings tolls'))
    newsroom.ask(newsroom.mention("subscribe to tolls reminders 1 day"))
    newsroom.relay(Board())
    newsroom.ask(newsroom.mention("dates show Toll review"))
    pause(newsroom)
    _tolls(newsroom, withheld=True)
    (text,) = sent(resume(newsroom))
    assert "toll per crossing" in text.lower()
    assert "4.20" not in text


def test_of_orders_sent_at_once_everybody_is_told_what_became_of_theirs(newsroom: Newsroom) -> None:
    """One that is carried out moves the ledger under the refusals of the others."""
    orders = {
        'dates add "Race one" at 2024-07-01 zone UTC': "Added: Race one, Monday, 1 July 2024",
        'dates add "Race two" at someday zone UTC': "“someday” ",
        "dates cancel Race nine": "This order (“dates cancel”) was not carried out: nothing was changed.",
        "dates move Race one to 2024-07-02": "Moved: Race one, Tuesday, 2 July 2024",
        "dates confirm Race ten": "This order (“dates confirm”) was not carried out: nothing was changed.",
        'dates add "Race three" at 2024-07-03 zone Utopia': "“Utopia” is not a time zone",
        "subscribe to Race eleven reminders 1 day": "This order (“subscribe”) was not carried out: nothing was",
        "subscribe to Race one digest never": "“never” is no digest rule",
        'dates add "Race four" at 2024-07-04 zone UTC': "Added: Race four, Thursday, 4 July 2024",
    }
    for order in orders:
        newsroom.ask(newsroom.mention(order, thread=order))
    board = Board()
    newsroom.relay(board)
    told = {post.payload["thread"]: text for post, text in zip(board.posts, sent(board), strict=True)}
    assert told.keys() == orders.keys()
    assert [told[order][:90] for order, said in orders.items() if not told[order].startswith(said)] == []
    again = newsroom.ask(newsroom.mention("dates cancel Race nine"))
    assert "Race nine" in again.card.headline


def test_of_what_was_carried_out_and_is_out_of_sight_so_much_is_told(opening: Newsroom) -> None:
    pause(opening)
    opening.ask(opening.mention(f"dates move {OPENING} to 2024-06-03"))
    _put_under_embargo(opening, OPENING)
    assert sent(resume(opening)) == ["This order was carried out."]


def test_a_list_is_of_the_moment_at_which_it_is_posted(opening: Newsroom) -> None:
    pause(opening)
    opening.ask(opening.mention("dates"))
    opening.ask(opening.mention(f"dates show {OPENING}"))
    opening.ask(opening.command(f"dates move {OPENING} to 2024-06-09"))
    listed, shown = sent(resume(opening))
    assert "9 June 2024" in listed
    assert "1 June 2024" not in listed
    assert "When: Sunday, 9 June 2024" in shown


def test_what_an_order_did_to_a_date_says_what_became_of_it_since(opening: Newsroom) -> None:
    pause(opening)
    opening.ask(opening.mention('dates add "Ring road closes" at 2024-07-01 zone UTC'))
    opening.ask(opening.command("dates move Ring road closes to 2024-07-08"))
    opening.ask(opening.mention(f"dates move {OPENING} to 2024-06-05"))
    opening.ask(opening.command(f"dates cancel {OPENING}"))
    added, moved = sent(resume(opening))
    assert added.startswith("Added: Ring road closes, Monday, 1 July 2024")
    assert "Changed meanwhile: Ring road closes: Monday, 8 July 2024, moved" in added
    assert f"Changed meanwhile: {OPENING}: Wednesday, 5 June 2024, cancelled" in moved
