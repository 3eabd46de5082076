"""The app that the manifest makes is the one that the code needs: nothing missing, nothing too much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slackbot.receiver import COMMAND
from adapters.slackbot.scopes import EVENTS, SCOPES

MANIFEST = Path(__file__).parents[3] / "deploy" / "slack" / "manifest.yaml"


@pytest.fixture
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return loaded


def test_it_asks_for_the_scopes_that_the_code_needs_and_no_others(manifest: dict[str, Any]) -> None:
    assert manifest["oauth_config"]["scopes"] == {"bot": sorted(SCOPES)}


def test_each_scope_has_its_reason(manifest: dict[str, Any]) -> None:
    lines = [line.strip() for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    assert all(lines[lines.index(f"- {scope}") - 1].startswith("#") for scope in SCOPES)
    assert all(reason.startswith(("to ", "as ")) for reason in SCOPES.values())


def test_it_is_told_of_its_home_tab_mentions_and_direct_messages_alone(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_it_has_the_command(manifest: dict[str, Any]) -> None:
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert len(command["description"]) <= 2000
    assert all(word in command["usage_hint"] for word in ("dates", "subscribe", "subscriptions", "help"))
    assert len(command["usage_hint"]) <= 1000
    assert command["should_escape"] is True


def test_it_has_a_home_tab_and_takes_direct_messages(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"] is True
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert len(manifest["display_information"]["name"]) <= 35
