"""discord.py keeps the addresses it speaks to on its classes: each test gets them as they were."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import discord.shard
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discordbot.endpoints import Socket
from adapters.discordbot.gateway import GatewayClient


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket = before
    Socket.anchor = None


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits five seconds before it identifies again, as Discord wants it."""

    async def at_once(_client: GatewayClient, _shard_id: int | None, *, initial: bool = False) -> None:
        return

    monkeypatch.setattr(GatewayClient, "before_identify_hook", at_once)


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """What is written into the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger("factdesk").addHandler(handler)
    yield written
    logging.getLogger("factdesk").removeHandler(handler)


@pytest.fixture(autouse=True)
def _log_file(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the folder of the database: that one goes away in some tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
