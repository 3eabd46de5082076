"""Forms and the home tab as views: none that Slack refuses, whatever stands in them."""

from __future__ import annotations

import pytest

from adapters.slackbot.form import Origin, view
from adapters.slackbot.home import home_view
from adapters.slackbot.render import message
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.cards.form import Field, Form
from bot.chat.forms import BUTTON_FORMS, FORMS, WRONG
from bot.chat.nouns import Visibility
from tests.adapters.slack.shown import elements, plain
from tests.servers.slack.blockkit.blocks import check_message_blocks
from tests.servers.slack.blockkit.views import check_view

ORIGIN = Origin("order", "C1", "1.1", "https://hooks.example/1", "receipt", "2.2", Visibility.PUBLIC)
LONG = Form("order", "title " * 20, "send " * 20, (Field("x", "label " * 999, "hint " * 999, "value", required=True),))


@pytest.mark.parametrize("form", [*BUTTON_FORMS.values(), *FORMS.values(), LONG], ids=lambda form: form.title[:20])
def test_a_form_is_one_that_slack_takes(form: Form) -> None:
    drawn = view(form, ORIGIN)
    assert check_view(drawn) == []
    shown = [block["block_id"].partition(":")[0] for block in drawn["blocks"]]
    assert list(dict.fromkeys(shown)) == [one.id for one in form.fields]
    assert Origin.from_metadata(drawn["private_metadata"]) == ORIGIN


def test_a_remark_has_room_for_more_than_a_line() -> None:
    (remark,) = view(WRONG, ORIGIN)["blocks"]
    assert remark["element"]["multiline"] is True
    assert remark["optional"] is True
    assert not any(block["element"].get("multiline") for block in view(FORMS["subscribe"], ORIGIN)["blocks"])


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"order": "x"}', '{"visibility": "private", "more": 1}'])
def test_what_is_no_form_of_ours_is_known_as_such(text: str) -> None:
    assert Origin.from_metadata(text) is None


def _many(count: int) -> Card:
    buttons = tuple(Button(Action.PAUSE, f"Pause {number}", str(number)) for number in range(count))
    return Card(Tone.TOLD, "Many.", tuple(Row(str(number), "row " * 30) for number in range(count)), buttons=buttons)


@pytest.mark.parametrize("count", [0, 1, 25, 26, 100, 1_000])
def test_the_home_tab_is_one_that_slack_takes(count: int) -> None:
    drawn = home_view([Card(Tone.REFUSED, "Not now."), Card(Tone.TOLD, "Dates. " * 900), _many(count)])
    assert check_view(drawn) == []
    assert len(elements(drawn, "button")) == min(count, 100)


def test_more_buttons_than_there_is_room_for_are_said_to_be_there() -> None:
    blocks = message(_many(130))["blocks"]
    assert check_message_blocks(blocks) == []
    assert plain(blocks[-1]) == "… and 30 more buttons"
