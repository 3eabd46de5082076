"""What is not public yet, in chats: for editors, each alone; key dates under embargo are unknown there until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.cards.card import Card, Tone
from bot.chat.access import Access
from bot.chat.nouns import Asker, Reply, Visibility
from bot.domain import Review
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.chat_tables import receipt
from bot.store.engine import reading
from bot.store.visibility import DESK
from tests.chat.newsroom import NEWS, NOW, Newsroom, with_config
from tests.ledger.batches import batch, figure

_EDITOR = Asker("u9", "Eve", ("editors",))
_LIFTS = NOW + timedelta(days=2)


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    """With editors, a figure and a key date under embargo, and a draft."""
    secret = figure("9.99", "layoffs", period="2024", embargo_until=_LIFTS)
    draft = figure("8.88", "closures", period="2024", review=Review.DRAFT)
    record(newsroom.engine, batch(secret, draft), NOW)
    moment = parse_moment("2024-06-01", "UTC", NOW)
    keydates.add(newsroom.engine, Draft("Raid on the docks", moment, embargo_until=_LIFTS), "terminal", NOW, DESK)
    return with_config(newsroom, access=Access(editors=frozenset({"editors"})))


def _text(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])


def _ordered(newsroom: Newsroom, text: str = "embargoed", **others: object) -> Reply:
    return newsroom.ask(newsroom.command(text, **others))


def test_an_editor_sees_it_alone(newsroom: Newsroom) -> None:
    reply = _ordered(newsroom, asker=_EDITOR)
    assert (reply.posted, reply.card.buttons, reply.card.choices) == (False, (), ())
    assert _text(reply.card).splitlines() == [
        "Not public yet; keep it to yourself.",
        "Figures: Closures, in 2024: 8.88 (a draft)",
        ": Layoffs, in 2024: 9.99 (under embargo until 3 May 2024, 12:00 UTC)",
        "Key dates: Raid on the docks, Saturday, 1 June 2024 (under embargo until 3 May 2024, 12:00 UTC)",
    ]


def test_it_leaves_nothing_behind(newsroom: Newsroom) -> None:
    _ordered(newsroom, asker=_EDITOR)
    assert newsroom.posts() == []
    with reading(newsroom.engine) as connection:
        assert connection.execute(select(receipt.c.id)).all() == []
    for told in newsroom.chat.overview(_EDITOR, newsroom.mention("").place.address, newsroom.now):
        assert "Raid" not in _text(told)
    assert newsroom.chat.autocomplete(_EDITOR, NEWS, "layoffs", newsroom.now) == []
    assert newsroom.chat.titles(_EDITOR, NEWS, "raid", newsroom.now) == []


@pytest.mark.parametrize("asker", [Asker("u1", "Ana"), Asker("u1", "Ana", ("reporters",))])
def test_others_are_refused(newsroom: Newsroom, asker: Asker) -> None:
    card = _ordered(newsroom, asker=asker).card
    assert (card.tone, card.headline) == (
        Tone.REFUSED,
        "Only the desk's editors see what is under embargo; ask one of them.",
    )
    assert card.rows == ()


def test_without_editors_nobody_sees_it(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access())
    card = _ordered(newsroom, asker=_EDITOR).card
    assert (card.tone, card.rows) == (Tone.REFUSED, ())
    assert "FACTDESK_EDITOR_GROUPS" in card.headline


@pytest.mark.parametrize("asker", [_EDITOR, Asker("u1", "Ana")])
def test_it_is_never_posted(newsroom: Newsroom, asker: Asker) -> None:
    """In a channel everybody is told the same: whether there is anything is not said."""
    reply = newsroom.ask(newsroom.mention("Embargoed?", asker=asker, visibility=Visibility.PUBLIC))
    assert reply.posted
    (posted,) = newsroom.cards()
    assert (posted.tone, posted.rows) == (Tone.REFUSED, ())
    assert "use the command /figure embargoed" in posted.headline


def test_a_question_about_embargoes_is_a_question(newsroom: Newsroom) -> None:
    assert _ordered(newsroom, "embargoed ferry passengers").card.tone is not Tone.REFUSED


def test_nothing_withheld_is_said(newsroom: Newsroom) -> None:
    newsroom.later(timedelta(days=3))
    said = batch(
        figure("8.88", "closures", period="2024"),
        said_published=frozenset({figure("8.88", "closures", period="2024").id}),
    )
    record(newsroom.engine, said, newsroom.now)
    assert _ordered(newsroom, asker=_EDITOR).card.headline == "Nothing is under embargo, and nothing is a draft."


def test_of_many_some_are_listed_and_the_others_counted(newsroom: Newsroom) -> None:
    many = (figure(str(year), "layoffs", period=str(year), embargo_until=_LIFTS) for year in range(1900, 1950))
    record(newsroom.engine, batch(*many), NOW)
    text = _text(_ordered(newsroom, asker=_EDITOR).card)
    assert "and 32 more figures; whoever runs Factdesk can list them all" in text


def test_in_chats_a_key_date_is_unknown_until_it_is_free(newsroom: Newsroom) -> None:
    unknown = {}
    for title in ("Raid on the docks", "Cats of Quox"):
        for order in ("dates show", "dates cancel", "dates confirm", "dates move"):
            rest = " to 2024-07-01" if order == "dates move" else ""
            card = _ordered(newsroom, f"{order} {title}{rest}", asker=_EDITOR).card
            unknown.setdefault(order, set()).add((card.tone, card.headline.replace(title, "it"), card.rows))
        subscribed = _ordered(newsroom, f"subscribe to {title} reminders 1 day", asker=_EDITOR).card
        unknown.setdefault("subscribe", set()).add((subscribed.tone, subscribed.headline.replace(title, "it")))
    assert all(len(told) == 1 for told in unknown.values()), unknown
    assert "Raid" not in _text(_ordered(newsroom, "dates", asker=_EDITOR).card)
    assert newsroom.ask(newsroom.command("when is the raid on the docks?")).card.tone is Tone.ABSTAINED
    newsroom.later(timedelta(days=2))
    assert "Raid" in _text(_ordered(newsroom, "dates", asker=_EDITOR).card)
    assert _ordered(newsroom, "dates show Raid on the docks", asker=_EDITOR).card.tone is Tone.TOLD
    assert newsroom.chat.titles(_EDITOR, NEWS, "raid", newsroom.now) == ["Raid on the docks"]
    assert newsroom.ask(newsroom.command("when is the raid on the docks?")).card.tone is Tone.ANSWERED


def test_a_subscription_to_what_is_under_embargo_by_now_does_not_name_it(newsroom: Newsroom) -> None:
    _ordered(newsroom, "dates add Mill strike at 2024-06-02 zone UTC", asker=_EDITOR)
    _ordered(newsroom, "subscribe to Mill strike reminders 1 day", asker=_EDITOR)
    held = keydates.find(newsroom.engine, "Mill strike", newsroom.now)
    record(newsroom.engine, Batch(key_dates=(replace(held, embargo_until=_LIFTS),)), NOW)
    text = _text(_ordered(newsroom, "subscriptions").card)
    assert "an unknown topic; reminders 1 day" in text
    assert "mill" not in text.lower()


@pytest.mark.parametrize(
    "said",
    [
        "Mill strike, embargoed until Friday at 2024-06-02",
        "“Mill strike (under embargo)” at 2024-06-02",
        "Mill strike at 2024-06-02 source Umbra Press embargo until 2024-06-01 09:00",
    ],
)
def test_a_date_that_is_added_with_an_embargo_is_not_added_without_one(newsroom: Newsroom, said: str) -> None:
    card = _ordered(newsroom, f"dates add {said}", asker=_EDITOR).card
    assert card.tone is Tone.REFUSED
    assert "factdesk dates add" in card.headline
    assert newsroom.chat.titles(_EDITOR, NEWS, "", newsroom.now) == []


def test_a_date_about_an_embargo_is_added(newsroom: Newsroom) -> None:
    assert _ordered(newsroom, "dates add End of the oil embargo at 2024-06-02", asker=_EDITOR).card.tone is Tone.TOLD
