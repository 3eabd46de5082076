"""Who may ask, where, and how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cards.card import Tone
from bot.chat.access import Access
from bot.chat.flood import Flood
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from tests.chat.newsroom import NEWS, NOW, Newsroom, with_config

ANA = Asker("u1", "Ana", ("reporters",))
QUESTION = "ferry passengers on North in 2022"


def test_nothing_is_restricted_unless_it_is_set() -> None:
    assert Access().refusal(ANA, NEWS) is None


def test_what_is_set_restricts() -> None:
    elsewhere = Address("board", "w2", "news")
    assert Access(workspaces=frozenset({("board", "w1")})).refusal(ANA, NEWS) is None
    assert "workspace" in (Access(workspaces=frozenset({("board", "w1")})).refusal(ANA, elsewhere) or "")
    assert Access(channels=frozenset({("board", "news")})).refusal(ANA, NEWS) is None
    other = Address("board", "w1", "sport")
    assert "channel" in (Access(channels=frozenset({("board", "news")})).refusal(ANA, other) or "")
    assert Access(groups=frozenset({"reporters", "editors"})).refusal(ANA, NEWS) is None
    assert "groups" in (Access(groups=frozenset({"editors"})).refusal(ANA, NEWS) or "")


def test_what_belongs_to_no_channel_is_for_those_who_are_in_an_allowed_one() -> None:
    whole = Address("board", "w1", "")
    access = Access(channels=frozenset({("board", "news"), ("elsewhere", "sport")}))
    for channels in (None, frozenset(), frozenset({"sport"})):
        asker = replace(ANA, channels=channels)
        assert "certain channels" in (access.refusal(asker, whole) or "")
        assert Access().refusal(asker, whole) is None
    assert access.refusal(replace(ANA, channels=frozenset({"sport", "news"})), whole) is None


def test_a_guest_is_answered_where_their_own_workspace_is_allowed_too() -> None:
    guest = replace(ANA, guest_of="w7")
    refused = "This desk does not answer people of other organisations; ask its data editors to add yours."
    assert Access().refusal(guest, NEWS) == refused
    assert Access(workspaces=frozenset({("board", "w1")})).refusal(guest, NEWS) == refused
    assert Access(workspaces=frozenset({("elsewhere", "w7"), ("board", "w1")})).refusal(guest, NEWS) == refused
    assert "workspace" in (Access(workspaces=frozenset({("board", "w7")})).refusal(guest, NEWS) or "")
    both = Access(workspaces=frozenset({("board", "w1"), ("board", "w7")}))
    assert both.refusal(guest, NEWS) is None
    assert both.refusal(replace(guest, guest_of=""), NEWS) == refused


def test_a_guest_is_one_still_when_the_question_is_taken_up_again() -> None:
    event = Inbound("k", replace(ANA, guest_of="w7"), Place(NEWS), "how many?", Visibility.PUBLIC)
    assert Inbound.from_json(event.as_json()) == event
    before = event.as_json()
    del before["asker"]["guest_of"]
    assert Inbound.from_json(before).asker.guest_of is None


def test_a_refusal_gives_no_figure(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access(groups=frozenset({"editors"})))
    reply = newsroom.ask(newsroom.command(QUESTION))
    assert reply.card.tone is Tone.REFUSED
    assert "700" not in str(reply.card)
    assert newsroom.held()["receipt"] == 0


def test_a_user_who_floods_is_told_when_to_ask_again(newsroom: Newsroom) -> None:
    with_config(newsroom, user_rate=Rate(3, 60, burst=2))
    tones = [newsroom.ask(newsroom.command(QUESTION)).card for _ in range(4)]
    assert [card.tone for card in tones] == [Tone.ANSWERED] * 3 + [Tone.REFUSED]
    assert tones[-1].headline == "That is more questions than the desk takes at once; ask again in 60 seconds."
    assert newsroom.ask(newsroom.command(QUESTION, asker=Asker("u9"))).card.tone is Tone.ANSWERED
    newsroom.later(timedelta(seconds=60))
    assert newsroom.ask(newsroom.command(QUESTION)).card.tone is Tone.ANSWERED


def test_a_channel_has_a_bucket_too(newsroom: Newsroom) -> None:
    with_config(newsroom, channel_rate=Rate(1, 60))
    first, second = (newsroom.ask(newsroom.command(QUESTION, asker=Asker(user))).card for user in ("u1", "u2"))
    assert (first.tone, second.tone) == (Tone.ANSWERED, Tone.REFUSED)


def test_a_refused_question_takes_nothing() -> None:
    flood = Flood()
    user, channel = ("u1", Rate(5, 60, burst=4)), ("c1", Rate(1, 60))
    assert flood.wait([user, channel], NOW) is None
    assert [flood.wait([user, channel], NOW) for _ in range(9)] == [60] * 9
    assert flood.wait([user], NOW) is None
