"""What an operator does about channels that the bot could no longer post in."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.delivery.manage import pause, paused
from bot.delivery.nouns import Address
from tests.adapters.conftest import Home
from tests.delivery.office import START

NEWS = Address("slack", "T1", "C1")


@pytest.fixture
def desk(home: Home, engine: Engine) -> Home:
    url = engine.url.render_as_string(hide_password=False)
    return Home(home.folder, {**home.environment, "FACTDESK_DATABASE_URL": url})


def test_a_channel_is_resumed(desk: Home, engine: Engine) -> None:
    pause(engine, NEWS, "is_archived", START)
    assert desk.run("deliveries", "paused").stdout == "slack:T1/C1  is_archived\n"
    assert desk.run("deliveries", "resume", "slack:T1/C1").stdout == "What waits for slack:T1/C1 is sent again.\n"
    assert paused(engine) == {}
    assert desk.run("deliveries", "paused").stdout == "No channel is paused.\n"


@pytest.mark.parametrize(
    ("channel", "told"),
    [("slack:T1/C2", "slack:T1/C2 is not paused; `factdesk deliveries paused` lists"), ("C1", "“C1”")],
)
def test_a_channel_that_is_not_paused(desk: Home, engine: Engine, channel: str, told: str) -> None:
    pause(engine, NEWS, "is_archived", START)
    result = desk.run("deliveries", "resume", channel)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert list(paused(engine)) == [NEWS]
