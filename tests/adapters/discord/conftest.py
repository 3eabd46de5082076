"""discord.py keeps the addresses it speaks to on its classes: each test gets them as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import discord.shard
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discordbot.endpoints import Socket


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket = before
    Socket.anchor = None


@pytest.fixture(autouse=True)
def _log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log of setbacks, in the test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "factdesk" / "factdesk.log"
