"""Orders are bounded as questions are, and so is each of their values: nobody's words hold up another's answer."""

from __future__ import annotations

import pytest

from bot.calendar.errors import UnprintableText
from bot.calendar.keydates import Draft, add, held
from bot.calendar.moments import parse_moment
from bot.cards.card import Tone
from bot.chat.orders import of_form
from tests.chat.newsroom import Newsroom

FORTY_THOUSAND = "1 " * 20_000


def _titles(newsroom: Newsroom) -> list[str]:
    return [one.label for one in held(newsroom.engine, newsroom.now).values()]


@pytest.mark.parametrize(
    "text",
    [
        f'dates add "x" at {FORTY_THOUSAND}',
        f"dates add {'y' * 39_000} at 2027-01-01",
        f"dates add {'at ' * 13_000}",
        f"dates add x at tomorrow source {'z' * 2_000}",
        f"dates move {FORTY_THOUSAND} to tomorrow",
        f"dates show {'w ' * 5_000}",
        f"subscribe to {'a,' * 20_000}",
        f"subscribe remind {'1 day, ' * 5_000}",
    ],
)
def test_an_order_that_is_too_long_is_refused(newsroom: Newsroom, text: str) -> None:
    card = newsroom.ask(newsroom.command(text)).card
    assert card.tone is Tone.REFUSED
    assert card.headline == "That is too long for an order; give it in up to 1,000 characters."
    assert _titles(newsroom) == []


def test_nine_long_orders_of_one_are_refused_and_another_is_answered(newsroom: Newsroom) -> None:
    for _ in range(9):
        newsroom.ask(newsroom.mention(f'dates add "x" at {FORTY_THOUSAND}'))
    newsroom.ask(newsroom.mention("ferry passengers in 2022"))
    assert [card.tone for card in newsroom.cards()] == [Tone.REFUSED] * 9 + [newsroom.cards()[-1].tone]
    assert newsroom.cards()[-1].tone is not Tone.REFUSED
    assert sum(len(card.headline) for card in newsroom.cards()[:9]) < 1_000


@pytest.mark.parametrize("name", ["title", "at", "zone", "brings", "source"])
def test_a_form_is_bounded_too(newsroom: Newsroom, name: str) -> None:
    order = of_form("dates add", {"title": "Census", "at": "2027-01-01", name: "long " * 400})
    assert order is not None
    card = newsroom.chat.obey(newsroom.command(""), order, newsroom.now).card
    assert "too long for an order" in card.headline
    assert _titles(newsroom) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"dates add {'y' * 301} at 2027-01-01", "The title has 301 characters; shorten it to 300."),
        (f"dates add x at 2027-01-01 source {'z' * 301}", "The source has 301 characters; shorten it to 300."),
        (f"dates add x at {'tomorrow ' * 20}", "is too long for a day or a time"),
        (f"dates add x at tomorrow zone {'Pacific/' * 30}", "is not a time zone"),
    ],
)
def test_each_value_is_bounded(newsroom: Newsroom, text: str, told: str) -> None:
    card = newsroom.ask(newsroom.command(text)).card
    assert told in card.headline
    assert _titles(newsroom) == []


def test_what_is_just_not_too_long_is_added(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command(f"dates add {'y' * 300} at 2027-01-01"))
    assert _titles(newsroom) == ["y" * 300]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x07", "\x9b", "\ud800"])
@pytest.mark.parametrize("value", ["title", "source", "locator"])
def test_what_no_text_holds_is_refused(newsroom: Newsroom, value: str, sign: str) -> None:
    """Neither database stores all of it, and a terminal would obey some."""
    values = {"title": "Census", "source": "The Office", "locator": "page 2", value: f"The {sign}count"}
    moment = parse_moment("2027-01-01", "UTC", newsroom.now)
    draft = Draft(values["title"], moment, source=values["source"], locator=values["locator"])
    with pytest.raises(UnprintableText, match="holds a control character; type it anew, without it"):
        add(newsroom.engine, draft, "test", newsroom.now)
    assert _titles(newsroom) == []


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b"])
def test_a_control_character_in_a_chat_is_refused_in_words(newsroom: Newsroom, sign: str) -> None:
    card = newsroom.ask(newsroom.command(f"dates add Red{sign}[31m at 2027-01-01")).card
    assert card.tone is Tone.REFUSED
    assert "holds a control character" in card.headline
