"""Numbers as people write them, or as a button that is not ours may hold them."""

from __future__ import annotations

import pytest

from bot.cards.card import Action, Tone
from tests.chat.newsroom import Newsroom


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000, "²", "-1", "1e3", str(2**31), "07"])
@pytest.mark.parametrize("verb", ["pause", "resume", "unsubscribe"])
def test_a_number_that_no_subscription_can_have(newsroom: Newsroom, verb: str, number: str) -> None:
    card = newsroom.ask(newsroom.command(f"{verb} {number}")).card
    assert card.tone is Tone.REFUSED
    assert card.headline.startswith("There is no subscription ")
    assert len(card.headline) < 100
    action = {"pause": Action.PAUSE, "resume": Action.RESUME}.get(verb, Action.REMOVE)
    assert newsroom.press_ref(action, number).card == card


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "", "1e1", "\u0660"])
def test_a_choice_that_there_is_not(newsroom: Newsroom, number: str) -> None:
    given = newsroom.ask(newsroom.command("punctual sailings in 2022")).card
    ref = given.choices[0].ref.partition(":")[0]
    assert newsroom.press_ref(Action.PICK, f"{ref}:{number}").card.headline.startswith("That answer is no longer kept")
