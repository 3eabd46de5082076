"""Drafts of a terminal and of a file in the desk's own channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ask.style import HouseStyle
from bot.cards.card import Action, Card, Tone
from bot.chat import retention
from bot.chat.access import Access
from bot.chat.drafts_shown import show_drafts
from bot.chat.nouns import Place, Visibility
from bot.delivery.nouns import State
from bot.ledger.drafts import as_drafts, edit, enter
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.publish import publish
from bot.ledger.record import record
from bot.ledger.review import all_waiting
from tests.ask.ledger import tidy
from tests.chat.newsroom import DESK, Newsroom, with_config
from tests.chat.test_drafting import BEN, QUESTION, press, shown, text
from tests.chat.test_drafting import enter as enter_in_chat
from tests.delivery.office import Board

_KEPT = timedelta(days=90)
_ENTRY = Entry("ferry passengers", period="2024", value="950", source="Harbour Office")


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    return with_config(newsroom, access=Access(editors=frozenset({"editors"})))


def editor(newsroom: Newsroom) -> Editor:
    return Editor("terminal:ana", newsroom.now, HouseStyle())


def cards(newsroom: Newsroom) -> list[Card]:
    """What the desk's channel is shown that is new."""
    show_drafts(newsroom.engine, DESK, newsroom.now - _KEPT, newsroom.now)
    board = Board()
    newsroom.relay(board)
    return [Card.from_json(post.payload["card"]) for post in board.posts if post.address == DESK]


def test_a_draft_of_a_terminal_is_shown_once_and_published_in_the_channel(newsroom: Newsroom) -> None:
    enter(newsroom.engine, [_ENTRY], editor(newsroom))
    (card,) = cards(newsroom)
    assert text(card).splitlines()[:3] == [
        "Draft: ferry passengers, in 2024: 950 passengers",
        "Source: Harbour Office",
        "Entered: by terminal:ana, 1 May 2024, 12:00",
    ]
    assert cards(newsroom) == []
    done = newsroom.press(Action.PUBLISH, card, asker=BEN, place=Place(DESK), visibility=Visibility.PUBLIC)
    assert done.card.headline.startswith("Published: ")
    assert "950" in newsroom.ask(newsroom.command(QUESTION)).card.headline


def test_what_is_edited_is_shown_anew_and_what_is_rejected_not(newsroom: Newsroom) -> None:
    enter(newsroom.engine, [_ENTRY], editor(newsroom))
    cards(newsroom)
    newsroom.later(timedelta(minutes=1))
    ((draft, _),) = all_waiting(newsroom.engine)
    edit(newsroom.engine, draft.id, replace(_ENTRY, value="951"), editor(newsroom))
    show_drafts(newsroom.engine, DESK, newsroom.now - _KEPT, newsroom.now)
    (card,) = cards(newsroom)
    assert card.headline == "Draft: ferry passengers, in 2024: 951 passengers"
    assert press(newsroom, Action.REJECT, card, note="no").card.headline.startswith("Rejected: ")
    assert cards(newsroom) == []


def test_a_draft_of_a_chat_is_not_shown_twice(newsroom: Newsroom) -> None:
    enter_in_chat(newsroom)
    assert shown(newsroom).headline.startswith("Draft: ")
    assert cards(newsroom) == []


def test_what_was_shown_so_long_ago_that_it_is_not_kept_is_not_shown_again(newsroom: Newsroom) -> None:
    enter(newsroom.engine, [_ENTRY], editor(newsroom))
    assert len(cards(newsroom)) == 1
    newsroom.later(_KEPT + timedelta(hours=1))
    retention.expire(newsroom.engine, newsroom.now - _KEPT)
    assert newsroom.posts() == []
    assert cards(newsroom) == []


def test_a_file_is_one_card_and_a_long_one_is_left_to_a_terminal(newsroom: Newsroom) -> None:
    def bring(first: int, count: int) -> None:
        rows = "".join(f"ferry passengers,{first + at},{900 + at},passengers\n" for at in range(count))
        file = as_drafts(tidy(f"indicator,period,value,unit\n{rows}"))
        record(newsroom.engine, file, newsroom.now, by="terminal:ana")

    bring(2030, 2)
    (card,) = cards(newsroom)
    assert card.headline == "2 drafts: ferry passengers"
    newsroom.later(timedelta(minutes=1))
    bring(2100, 51)
    (card,) = cards(newsroom)
    assert text(card).splitlines() == [
        "51 drafts wait to be published in a terminal.",
        "Entered: by terminal:ana, 1 May 2024, 12:01",
        "Next: `factdesk ledger drafts` lists them, and `factdesk ledger publish` publishes what it is given",
    ]
    assert card.buttons == ()
    key = newsroom.posts()[-1].subject
    forged = newsroom.press_ref(Action.PUBLISH, f"{key}:x", asker=BEN, place=Place(DESK))
    assert forged.card.headline == card.headline
    assert len(all_waiting(newsroom.engine)) == 53


def test_where_nobody_publishes_in_a_chat_nothing_of_it_is_shown(newsroom: Newsroom) -> None:
    newsroom = with_config(newsroom, access=Access())
    enter(newsroom.engine, [_ENTRY], editor(newsroom))
    (card,) = cards(newsroom)
    assert (card.tone, card.headline, card.buttons) == (Tone.TOLD, "A draft waits to be published in a terminal.", ())


def test_what_is_under_embargo_is_not_shown_to_the_channel(newsroom: Newsroom) -> None:
    until = (newsroom.now + timedelta(days=1)).isoformat()
    enter(newsroom.engine, [replace(_ENTRY, embargo_until=until)], editor(newsroom))
    (card,) = cards(newsroom)
    assert "950" not in text(card)
    assert [button.action for button in card.buttons] == [Action.LOOK]


def test_what_is_published_before_it_is_sent_is_not_shown(newsroom: Newsroom) -> None:
    enter(newsroom.engine, [_ENTRY], editor(newsroom))
    show_drafts(newsroom.engine, DESK, newsroom.now - _KEPT, newsroom.now)
    ((draft, _),) = all_waiting(newsroom.engine)
    publish(newsroom.engine, [draft.id], replace(editor(newsroom), by="terminal:ben"))
    assert cards(newsroom) == []
    assert [post.state for post in newsroom.posts()] == [State.CANCELLED]
