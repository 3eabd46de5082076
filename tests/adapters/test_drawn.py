"""The page that draws messages: whole in itself, and nothing in a message gets out of its place."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from adapters.demo.page import page, slack_section
from adapters.slackbot.render import message
from bot.cards.card import Card, Tone

AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
BUILT = Path(__file__).parents[2] / "adapters" / "demo" / "drawn"


def drawn(card: Card) -> str:
    return page("Messages", [slack_section("Slack", [("a kind", message(card))], AT)])


def test_each_look_has_the_message_as_it_is_sent() -> None:
    card = Card(Tone.TOLD, "12 & <more> </script></div> “boats”", figure="12")
    html = drawn(card)
    looks = re.findall(r'<div class="slack-message" data-theme="(\w+)">(.*?)</div>', html)
    assert [theme for theme, _ in looks] == ["light", "light", "dark"]
    for _, text in looks:
        assert json.loads(unescape(text))["blocks"] == message(card)["blocks"]


def test_it_fetches_nothing() -> None:
    html = drawn(Card(Tone.TOLD, "one"))
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=", html)
    assert not re.search(r"url\(\s*[\"']?https?:|@import", html)


def test_what_draws_is_there_with_its_licences() -> None:
    licences = (BUILT / "LICENSES.txt").read_text(encoding="utf-8")
    wanted = json.loads((BUILT / "source" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(f"{name} {version}" in licences for name, version in wanted.items())
    assert all((BUILT / name).stat().st_size > 10_000 for name in ("slack.js", "slack.css"))
