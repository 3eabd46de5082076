"""`factdesk subscriptions`."""

from __future__ import annotations

import json

import pytest

from tests.adapters.conftest import LEDGER, Home

CHANNEL = "slack:T1/C1"
DIGEST = ("--digest", "weekdays 8:30 Pacific/Auckland")


@pytest.fixture
def filled(home: Home, own: dict[str, str]) -> dict[str, str]:
    assert home.run("import", LEDGER, **own).exit_code == 0
    return own


def test_a_channel_is_subscribed_paused_resumed_and_removed(home: Home, filled: dict[str, str]) -> None:
    line = (
        "1  slack:T1/C1; resident population; reminders 1 day, 1 hour; digest weekdays 08:30 Pacific/Auckland; "
        "quiet 22:00-07:00; times in Pacific/Auckland; written as in en-GB"
    )
    rules = ("--remind", "1 day, an hour before", "--quiet", "22:00-7:00", "--language", "en-GB")
    added = home.run("subscriptions", "add", CHANNEL, "--topic", "population", *DIGEST, *rules, **filled)
    assert (added.exit_code, added.stdout) == (0, f"Subscribed: {line}\n")
    assert home.run("subscriptions", "pause", "1", **filled).stdout == f"Paused: {line}; paused\n"
    assert home.run("subscriptions", **filled).stdout == f"{line}; paused\n"
    assert home.run("subscriptions", "resume", "1", **filled).stdout == f"Resumed: {line}\n"
    (one,) = json.loads(home.run("subscriptions", "--json", **filled).stdout)
    assert one.pop("created_at")
    assert one == {
        "id": 1,
        "channel": CHANNEL,
        "topics": ["indicator:population"],
        "reminders": ["1 day", "1 hour"],
        "digest": "weekdays 08:30 Pacific/Auckland",
        "quiet": "22:00-07:00",
        "zone": "Pacific/Auckland",
        "language": "en-GB",
        "post_empty": False,
        "paused": False,
        "created_by": "terminal",
    }
    assert home.run("subscriptions", "remove", "1", **filled).stdout == f"Removed: {line}\n"
    assert home.run("subscriptions", **filled).stdout.startswith("No channel is subscribed; ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((CHANNEL,), "The time zone is not known; name it, as --zone Pacific/Auckland, or set FACTDESK_TIME_ZONE"),
        ((CHANNEL, "--zone", "UTC"), "Nothing would ever come: neither reminders nor a digest; give reminders"),
        (("#news", *DIGEST), "write slack:WORKSPACE/CHANNEL or discord:SERVER/CHANNEL with their ids"),
        ((CHANNEL, "--digest", "never 8:30 UTC"), "“never” is no day of the week; write weekdays 08:30"),
        ((CHANNEL, "--digest", "8:30 UTC"), "names no day, so it would never come; write weekdays 08:30"),
        ((CHANNEL, "--digest", "daily 8:30"), "names no time zone; write weekdays 08:30 Pacific/Auckland"),
        ((CHANNEL, "--digest", "daily 8:30 Mars/Base"), "“Mars/Base” is not a time zone;"),
        (
            (CHANNEL, *DIGEST, "--remind", "soon"),
            "“soon” is no time before a date; write 1 day, 1 hour, at the moment.",
        ),
        ((CHANNEL, *DIGEST, "--quiet", "7:00-7:00"), "leaves no time to post in; write 22:00-07:00"),
        ((CHANNEL, *DIGEST, "--topic", "populatoin"), "The ledger holds nothing called “populatoin”; did you mean"),
        ((CHANNEL, *DIGEST, "--language", "klingon"), "write a tag such as en-GB."),
    ],
)
def test_bad_input_is_refused_with_what_to_write_instead(
    home: Home, filled: dict[str, str], arguments: tuple[str, ...], told: str
) -> None:
    result = home.run("subscriptions", "add", *arguments, **filled)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert home.run("subscriptions", "--json", **filled).stdout == "[]\n"


@pytest.mark.parametrize("action", ["pause", "resume", "remove"])
def test_an_unknown_number_is_refused(home: Home, own: dict[str, str], action: str) -> None:
    result = home.run("subscriptions", action, "7", **own)
    assert (result.exit_code, result.stderr) == (2, "There is no subscription 7; list them to see their numbers.\n")
    for number in ("99999999999999999999999", str(2**31)):
        result = home.run("subscriptions", action, number, **own)
        assert (result.exit_code, result.stderr.startswith("There is no subscription ")) == (2, True)
    assert home.run("subscriptions", action, "seven", **own).exit_code == 2
