"""Words by which somebody means to withhold the key date that they add, which a chat cannot."""

from __future__ import annotations

import pytest

from bot.cards.card import Tone
from bot.chat.forms import FORMS
from bot.chat.words import ADD, AT, SOURCE, TITLE
from tests.chat.newsroom import NEWS, Newsroom

WITHHELD = [
    '"Strike vote" at 2024-06-01 source Union embargo_until 2024-05-30T00:00Z',
    '"Strike vote" at 2024-06-01 embargo_until 2024-05-30',
    '"Strike vote (embargo_until 2024-05-30)" at 2024-06-01',
    '"Strike vote" at 2024-06-01 source Union, embargo: 2024-05-30 09:00',
    '"Strike vote, embargo=2024-05-30" at 2024-06-01',
    '"Strike vote" at 2024-06-01 source embargoed, 30 May 2024',
    '"Strike vote – strictly embargoed – lifts 30 May" at 2024-06-01',
    '"Strike vote under strict embargo" at 2024-06-01',
    '"Strike vote, embargo until the ministers have met" at 2024-06-01',
    '"Strike vote (embargo)" at 2024-06-01',
    '"Strike vote - press embargo" at 2024-06-01',
    '"Strike vote, embargo 9am" at 2024-06-01',
    '"Strike vote, embrago Friday" at 2024-06-01',
    '"EMBARGOED: strike vote" at 2024-06-01',
    '"Strike vote" at 2024-06-01 source Union review draft',
    '"Strike vote" at 2024-06-01 source Union, review: draft',
    '"Strike vote" at 2024-06-01 source Union (draft)',
    "Strike vote embargo-until tomorrow at 2024-06-01",
]
TITLES = [
    "EU arms embargo lifts",
    "Vote on embargo",
    "Talks on the oil embargo",
    "Oil embargo: second reading",
    "Anniversary of the 1973 oil embargo",
    "Review of the fisheries act",
    "Draft budget, first reading",
    "Embarkation of the fleet",
    "Peer review published",
]


@pytest.mark.parametrize("said", WITHHELD)
def test_what_is_to_be_withheld_is_not_added(newsroom: Newsroom, said: str) -> None:
    card = newsroom.ask(newsroom.mention(f"dates add {said}")).card
    assert card.tone is Tone.REFUSED
    assert "factdesk dates add … --embargo-until" in card.headline
    assert newsroom.chat.orders.titles("", newsroom.now) == []


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_title_may_speak_of_an_embargo(newsroom: Newsroom, title: str, quoted: bool) -> None:
    written = f'"{title}"' if quoted else title
    card = newsroom.ask(newsroom.mention(f"dates add {written} at 2024-06-01 source Union")).card
    assert card.headline.startswith(f"Added: {title}")


def test_a_form_is_read_in_the_same_way(newsroom: Newsroom) -> None:
    assert ADD in FORMS
    values = {TITLE: "Strike vote", AT: "2024-06-01", SOURCE: "Union, under embargo"}
    reply = newsroom.chat.order(newsroom.command("", key="board/form"), ADD, values, newsroom.now)
    assert reply.card.tone is Tone.REFUSED


@pytest.mark.parametrize("to", ["2024-06-05 embargo_until 2024-05-30", "5 June, embargoed until Friday"])
def test_nor_is_a_date_moved_under_an_embargo(newsroom: Newsroom, to: str) -> None:
    newsroom.ask(newsroom.mention("dates add Strike vote at 2024-06-01 zone UTC"))
    card = newsroom.ask(newsroom.mention(f"dates move Strike vote to {to}")).card
    assert "--embargo-until" in card.headline
    assert "1 June" in newsroom.chat.orders.dates(NEWS, newsroom.now).headline
