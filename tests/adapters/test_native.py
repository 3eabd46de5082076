"""Times by the reader's own clock, and people by their name, as each platform shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.discordbot.render import message as of_discord
from adapters.slackbot.render import message as of_slack
from bot.cards.card import Card, Moment, Person, Row, Tone
from tests.servers.slack.blockkit.blocks import check_message_blocks

AT = datetime(2027, 5, 20, 2, tzinfo=UTC)
TEXT = "Thursday, 20 May 2027, 14:00 (Pacific/Auckland)"
STAMP = int(AT.timestamp())
SLACK = f"<!date^{STAMP}^{{date_long_pretty}} {{time}}|{TEXT}>"


def _quiet(*rows: Row) -> Card:
    """An answer, whose rows are in small print."""
    return replace(_card(*rows), tone=Tone.ANSWERED)


def _card(*rows: Row, headline: str = "Final result: in 2 days") -> Card:
    return Card(Tone.TOLD, headline, rows, moments=(Moment(TEXT, AT),), people=(Person("Ana", "slack/T1/U1"),))


ROWS = (Row("When", TEXT), Row("", "Wednesday, 19 May 2027, 22:00 (America/New_York)"), Row("By", "Ana & co"))


def test_in_the_rich_text_of_slack() -> None:
    sent = of_slack(_card(*ROWS))
    assert check_message_blocks(sent["blocks"]) == []
    (line,) = sent["blocks"][1]["elements"]
    known = [one for one in line["elements"] if one["type"] != "text"]
    form = "{date_long_pretty} {time}"
    assert known == [
        {"type": "date", "timestamp": STAMP, "format": form, "fallback": TEXT},
        {"type": "user", "user_id": "U1"},
    ]
    assert "".join(one.get("text", "@") for one in line["elements"]) == (
        "When: @\n· Wednesday, 19 May 2027, 22:00 (America/New_York)\nBy: @ & co"
    )
    assert TEXT in sent["text"], "where nothing is drawn, it is told by the newsroom's clocks"


def test_in_the_markup_of_slack() -> None:
    sent = of_slack(_quiet(*ROWS))
    assert check_message_blocks(sent["blocks"]) == []
    (element,) = sent["blocks"][1]["elements"]
    assert element == {
        "type": "mrkdwn",
        "verbatim": True,
        "text": f"When: {SLACK}\n· Wednesday, 19 May 2027, 22:00 (America/New_York)\nBy: <@U1> &amp; co",
    }
    headline = of_slack(_card(headline=f"Next: Final result, {TEXT} (in 2 days)"))["blocks"][0]
    assert headline["text"]["text"] == f"Next: Final result, {SLACK} (in 2 days)"


@pytest.mark.parametrize(
    "words", ["*bold*", "_so_", "~gone~", "`code`", "a :tada: b", "> quoted", "https://x.example", "@here", "- listed"]
)
def test_what_would_change_its_look_in_slack_stays_plain(words: str) -> None:
    sent = of_slack(_quiet(Row("", words), Row("When", TEXT)))
    (element,) = sent["blocks"][1]["elements"]
    assert element["type"] == "plain_text"
    assert TEXT in element["text"]


def test_words_that_only_hold_a_name_are_no_person() -> None:
    row = Row("What", "Anatomy of a vote")
    assert of_slack(_quiet(row))["blocks"][1]["elements"][0]["type"] == "plain_text"
    (line,) = of_slack(_card(row))["blocks"][1]["elements"]
    assert {one["type"] for one in line["elements"]} == {"text"}


def test_in_discord() -> None:
    sent = of_discord(_card(Row("When", TEXT), Row("By", "Ana"), headline=f"Next: Final result, {TEXT}"))
    assert sent["content"] == f"Next: Final result, <t:{STAMP}:f>"
    assert f"**When:** <t:{STAMP}:f>" in sent["embeds"][0]["description"]
    assert "Ana" in sent["embeds"][0]["description"]


def test_a_card_that_is_kept_has_them_too() -> None:
    card = _card(Row("When", TEXT))
    assert Card.from_json(card.as_json()) == card
    before = {name: part for name, part in card.as_json().items() if name not in ("moments", "people")}
    assert Card.from_json(before).moments == (), "as an earlier version stored it"


def _of_channels(*channels: str) -> Card:
    rows = tuple(Row("Where", one) for one in channels)
    return Card(Tone.TOLD, "An answer was reported as wrong.", rows, channels=channels)


def test_channels_are_mentioned_where_their_platform_has_them() -> None:
    card = _of_channels("slack:T1/C1", "slack:T1/D1", "discord:5/77")
    sent = of_slack(card)
    assert check_message_blocks(sent["blocks"]) == []
    (line,) = sent["blocks"][1]["elements"]
    assert [one["channel_id"] for one in line["elements"] if one["type"] == "channel"] == ["C1"]
    assert "slack:T1/D1" in str(line)
    told = str(of_discord(card)["embeds"])
    assert "<#77>" in told
    assert "C1" in told
    assert Card.from_json(card.as_json()) == card


def test_in_the_small_print_of_slack_they_are_too() -> None:
    sent = of_slack(replace(_of_channels("slack:T1/C1"), tone=Tone.ANSWERED))
    assert "<#C1>" in str(sent["blocks"])
