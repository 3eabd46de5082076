"""Notices to the desk: what was given up, or came too late, in words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cards.notice import notice_card

PARKED = {"event": "parked", "delivery": 7, "destination": "slack/T1/C1", "reason": "msg_too_long"}
MISSED = {"event": "missed", "deliveries": [3, 4, 5, 6]}


@pytest.mark.parametrize(
    ("payload", "title", "headline"),
    [
        (
            {**PARKED, "kind": "reminder", "subject": "d@1"},
            "Final result",
            "The reminder of a key date (“Final result”) to slack:T1/C1 was given up",
        ),
        ({**PARKED, "kind": "digest", "subject": "4"}, None, "The digest to slack:T1/C1 was given up"),
        (PARKED, None, "The delivery to slack:T1/C1 was given up"),
        (
            {**MISSED, "count": 4, "kinds": {"reminder": 3, "digest": 1}},
            None,
            "4 deliveries were not sent in time: 3 reminders of a key date, one digest",
        ),
        ({**MISSED, "count": 1, "kinds": {"share": 1}}, None, "One answer that was shared was not sent in time"),
        ({**MISSED, "count": 2}, None, "2 deliveries were not sent in time"),
    ],
)
def test_what_it_was(payload: dict[str, Any], title: str | None, headline: str) -> None:
    assert notice_card(payload, title).headline == headline


def test_an_archived_channel_is_to_be_unarchived_and_how_it_is_resumed_is_said() -> None:
    told = {"event": "paused", "destination": "slack/T1/C1"}
    for reason, opened in (("is_archived", "unarchive it"), ("not_in_channel", "invite the bot there")):
        to_do = notice_card({**told, "reason": reason}).rows[-1].text
        assert to_do.startswith(opened)
        assert "factdesk deliveries resume slack:T1/C1" in to_do
