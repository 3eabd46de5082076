"""The page that draws Discord's messages: whole in itself, and nothing in a message gets out of its place."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from adapters.demo.discordpage import Shown, discord_section
from adapters.demo.page import page
from adapters.discordbot.drawn import Drawn
from adapters.discordbot.form import modal
from adapters.discordbot.rest import Upload
from bot.cards.card import Card, Tone
from bot.chat.forms import WRONG

AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
CARD = Card(Tone.ANSWERED, "12 & <more> </script></div> “boats”", figure="12")
CHART = Upload("chart.png", b"\x89PNG", "image/png", "Boats, 2018 to 2020")


def drawn(*shown: Shown) -> str:
    return page("Messages", [discord_section("Discord", shown, AT)])


def looks(html: str) -> list[tuple[str, Any]]:
    found = re.findall(r'<div class="discord-message" data-theme="(\w+)">(.*?)</div>', html)
    return [(theme, json.loads(unescape(text))) for theme, text in found]


def test_each_look_has_the_message_as_it_is_sent() -> None:
    for way in Drawn(CARD).ways():
        found = looks(drawn(Shown("a kind", way)))
        assert [theme for theme, _ in found] == ["light", "light", "dark"]
        assert all(shown["message"] == way.body for _, shown in found)


def test_a_chart_is_in_it_wherever_the_message_has_it() -> None:
    inside, _, beside, _ = Drawn(CARD, chart=CHART).ways()
    for way in (inside, beside):
        (_, shown), *_ = looks(drawn(Shown("a kind", way)))
        assert shown["files"]["chart.png"].startswith("data:image/png;base64,")
        assert ("attachments" in shown["message"]) is (way is beside)


def test_what_is_read_out_and_what_a_notification_shows_stand_below() -> None:
    first, last = next(Drawn(CARD, chart=CHART).ways()), list(Drawn(CARD).ways())[-1]
    assert "[picture] Boats, 2018 to 2020" in drawn(Shown("a kind", first))
    assert "Notification: (Discord shows nothing of a layout)" in drawn(Shown("a kind", first))
    assert "Notification: **12** " in drawn(Shown("a kind", last))


def test_a_form_is_drawn_as_well() -> None:
    (_, shown), *_ = looks(drawn(Shown("a form", form=modal(WRONG))))
    assert shown["form"] == modal(WRONG)


def test_it_fetches_nothing() -> None:
    html = drawn(*(Shown("a kind", way) for way in Drawn(CARD, chart=CHART).ways()))
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=", html)
    assert not re.search(r"url\(\s*[\"']?https?:|@import", html)
