"""`factdesk doctor`: each thing that can be wrong is tried, said, and said how to mend."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.checkup.skew import of_clock
from bot.delivery.manage import pause
from bot.delivery.nouns import Address
from bot.store.engine import open_engine
from tests.adapters.test_serve import Newsroom, newsroom
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import DESK, GUILD, NEWSROOM, PRIVATE, READ_ONLY, World

__all__ = ["newsroom"]
_HTTP = {"FACTDESK_SLACK_APP_TOKEN": "", "FACTDESK_SLACK_SIGNING_SECRET": "signing-secret"}
_SLACK_ALONE = {"FACTDESK_DISCORD_TOKEN": ""}
_DISCORD_ALONE = {"FACTDESK_SLACK_BOT_TOKEN": "", "FACTDESK_SLACK_APP_TOKEN": ""}


class Looked:
    """What the doctor found, by what it looked at."""

    def __init__(self, newsroom: Newsroom, **variables: str) -> None:
        done = newsroom.home.run("doctor", "--json", **newsroom.environment(**variables))
        assert done.stderr == ""
        self.code = done.exit_code
        self.found: list[dict[str, Any]] = json.loads(done.stdout)

    def wrong(self, what: str) -> str:
        """What is told of the one thing of this name that is wrong, and how to mend it."""
        (one,) = [one for one in self.found if one["check"] == what and not one["good"]]
        return f"{one['told']}; {one['mend']}"

    def told(self, what: str) -> str:
        """The same of the one that is well, or skipped."""
        (one,) = [one for one in self.found if one["check"] == what and one["good"]]
        return str(one["told"])

    @property
    def bad(self) -> list[str]:
        return [one["check"] for one in self.found if not one["good"]]


def test_a_newsroom_that_is_well(newsroom: Newsroom) -> None:
    environment = newsroom.environment(FACTDESK_DESK_CHANNEL=f"discord:{NEWSROOM.id}")
    newsroom.home.run("figures", **environment)
    assert newsroom.home.run("discord", "sync", **environment).stdout.startswith("Registered everywhere")
    done = newsroom.home.run("doctor", **environment)
    assert done.exit_code == 0, done.stdout
    lines = done.stdout.splitlines()
    assert lines[-1] == "All is well."
    assert {line[:6].strip() for line in lines[:-2]} == {"ok"}
    whats = {line[6:28].strip() for line in lines[:-2]}
    assert whats >= {"settings", "database", "schema", "ledger", "index", "channels", "Slack token", "Slack scopes"}
    assert whats >= {"Slack events", "Discord token", "Discord gateway", "Discord commands", "desk channel", "clock"}
    assert newsroom.slack.rejections == []
    assert newsroom.slack.sockets.open == []
    assert newsroom.discord.call(lambda: newsroom.discord.server.refusals) == []


def test_all_that_is_wrong_is_listed_at_the_end(newsroom: Newsroom) -> None:
    wrong = {"FACTDESK_SLACK_APP_TOKEN": "xapp-other", "FACTDESK_TIME_ZONE": "Auckland", "FACTDESK_TOKEN": "x"}
    done = newsroom.home.run("doctor", **newsroom.environment(**_SLACK_ALONE, **wrong))
    assert done.exit_code == 2
    assert done.stdout.splitlines()[-1] == "To be mended: setting (2), Slack events."


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("FACTDESK_SLACK_TOKEN", "FACTDESK_SLACK_APP_TOKEN"),
        ("FACTDESK_TIMEZONE", "FACTDESK_TIME_ZONE"),
        ("FACTDESK_EDITORS", "FACTDESK_EDITOR_GROUPS"),
        ("factdesk_desk", "FACTDESK_DESK_CHANNEL"),
    ],
)
def test_a_variable_that_is_no_setting(newsroom: Newsroom, name: str, meant: str) -> None:
    looked = Looked(newsroom, **_SLACK_ALONE, **{name: "anything"})
    assert looked.wrong("setting") == f"cannot be used; {name} is no setting; did you mean {meant}?"
    assert looked.code == 2


@pytest.mark.parametrize("name", ["FACTDESK_SERVICE_HOST", "FACTDESK_PORT", "FACTDESK_PORT_3000_TCP_ADDR"])
def test_what_an_orchestrator_sets_is_not_misspelt(newsroom: Newsroom, name: str) -> None:
    assert Looked(newsroom, **_SLACK_ALONE, **{name: "10.0.0.1"}).bad == []


def test_a_secret_among_channels_is_not_repeated(newsroom: Newsroom) -> None:
    done = newsroom.home.run(
        "doctor", **newsroom.environment(**_SLACK_ALONE, FACTDESK_ALLOWED_CHANNELS="slack:xoxb-1-a")
    )
    assert "slack:*** is not known to Slack" in done.stdout
    assert "xoxb" not in done.stdout


def test_a_platform_that_is_half_configured(newsroom: Newsroom) -> None:
    looked = Looked(newsroom, **_SLACK_ALONE, FACTDESK_SLACK_BOT_TOKEN="")
    assert looked.wrong("Slack") == (
        "not configured; FACTDESK_SLACK_BOT_TOKEN is not set, though FACTDESK_SLACK_APP_TOKEN is; set it as well, or "
        "neither"
    )
    assert looked.told("Discord") == "not configured: FACTDESK_DISCORD_TOKEN is not set"


@pytest.mark.parametrize(
    ("variables", "what", "told"),
    [
        ({"FACTDESK_SLACK_BOT_TOKEN": "xoxb-other"}, "Slack", "Slack refused the bot token (Slack: invalid_auth); set"),
        ({"FACTDESK_SLACK_APP_TOKEN": "xapp-other"}, "Slack events", "Slack refused the app token"),
        ({"FACTDESK_SLACK_APP_TOKEN": "xoxb-test"}, "Slack events", "not_allowed_token_type"),
        ({"FACTDESK_SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack", "Slack did not answer at"),
        ({"FACTDESK_ALLOWED_WORKSPACES": "slack:T1"}, "Slack workspace", "add slack:T0000TEAM to it"),
        ({"FACTDESK_DESK_CHANNEL": "slack:C1"}, "desk channel", "slack:C1 is not known to Slack"),
        (
            {"FACTDESK_DESK_CHANNEL": "slack:C0000SECR"},
            "desk channel",
            "or is private and the bot is not in it",
        ),
        (
            {"FACTDESK_DESK_CHANNEL": "slack:C0000ELSE"},
            "desk channel",
            "the bot is not in #elsewhere (slack:C0000ELSE)",
        ),
        (
            {"FACTDESK_DESK_CHANNEL": "slack:C0000GONE"},
            "desk channel",
            "#gone (slack:C0000GONE) is archived",
        ),
        ({"FACTDESK_ALLOWED_CHANNELS": "slack:C1"}, "allowed channel", "name another in FACTDESK_ALLOWED_CHANNELS"),
        ({"FACTDESK_EDITOR_GROUPS": "S1"}, "user group", "Slack does not say who is in S1 (no_such_subteam)"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_what_is_wrong_in_slack(newsroom: Newsroom, variables: dict[str, str], what: str, told: str) -> None:
    looked = Looked(newsroom, **{**_SLACK_ALONE, **variables})
    assert looked.bad == [what]
    assert told in looked.wrong(what)
    assert looked.code == 1


def test_what_is_right_in_slack(newsroom: Newsroom) -> None:
    lists = {
        "FACTDESK_DESK_CHANNEL": "slack:C0000DESK",
        "FACTDESK_ALLOWED_CHANNELS": "slack:C0000ELSE",
        "FACTDESK_ALLOWED_WORKSPACES": "slack:T0000TEAM",
        "FACTDESK_EDITOR_GROUPS": "S0000DESK",
    }
    looked = Looked(newsroom, **_SLACK_ALONE, **lists)
    assert looked.bad == []
    assert looked.told("desk channel") == "#figures-desk (slack:C0000DESK)"
    assert looked.told("allowed channel") == "the bot is not in #elsewhere (slack:C0000ELSE): only /figure works there"
    assert looked.told("user group") == "S0000DESK, members: 1"


@pytest.mark.parametrize("setting", ["FACTDESK_ALLOWED_GROUPS", "FACTDESK_EDITOR_GROUPS"])
@pytest.mark.parametrize(("groups", "needed"), [("S0000DESK", True), ("1100000000000000099", False)])
def test_the_doctor_knows_what_groups_need(newsroom: Newsroom, setting: str, groups: str, needed: bool) -> None:
    """Roles of Discord stand in the same lists, and need nothing of Slack."""
    newsroom.slack.run(lambda server: _without_scopes(server.state.workspace, "usergroups:read"))
    looked = Looked(newsroom, **_SLACK_ALONE, **{setting: groups})
    assert looked.bad == (["Slack scopes"] if needed else [])


def test_scopes_that_are_missing_not_needed_or_unknown(newsroom: Newsroom) -> None:
    assert Looked(newsroom, **_SLACK_ALONE).told("Slack scopes").startswith("all there; not needed: team:read")
    newsroom.slack.run(lambda server: _without_scopes(server.state.workspace, "chat:write", "commands"))
    wrong = Looked(newsroom, **_SLACK_ALONE).wrong("Slack scopes")
    assert wrong.startswith("missing: chat:write, commands; add them on the app's page")
    newsroom.slack.run(lambda server: setattr(server.state.workspace, "tells_scopes", False))
    wrong = Looked(newsroom, **_SLACK_ALONE).wrong("Slack scopes")
    assert wrong.startswith("unknown: Slack's answer did not name them; compare")


def test_a_port_that_another_program_has(newsroom: Newsroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        looked = Looked(newsroom, **_SLACK_ALONE, **_HTTP, FACTDESK_HTTP_BIND=bind)
    assert looked.wrong("Slack events") == (
        f"do not arrive; {bind} cannot be listened on for Slack (address already in use); set FACTDESK_HTTP_BIND to a "
        "free address of this machine."
    )
    assert looked.code == 2


def test_where_what_watches_is_answered(newsroom: Newsroom) -> None:
    assert "monitor" not in [one["check"] for one in Looked(newsroom, **_SLACK_ALONE).found]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        looked = Looked(newsroom, **_SLACK_ALONE, FACTDESK_MONITOR_BIND=bind)
        assert looked.code == 2
        told = looked.wrong("monitor")
        assert told.startswith(f"cannot be listened for; FACTDESK_MONITOR_BIND is {bind}, which cannot be listened on")
    assert Looked(newsroom, **_SLACK_ALONE, FACTDESK_MONITOR_BIND=bind).told("monitor") == f"{bind} can be listened on"


@pytest.mark.parametrize(
    ("variables", "bad", "absent"),
    [
        ({"FACTDESK_SLACK_API_URL": "slack.example"}, ["setting"], "Slack token"),
        ({"FACTDESK_DESK_CHANNEL": "the desk"}, ["setting"], "desk channel"),
        ({"FACTDESK_MONITOR_BIND": "127.0.0.1:99999"}, ["setting"], "monitor"),
        ({"FACTDESK_DATABASE_URL": "mysql://x"}, ["database"], "ledger"),
    ],
)
def test_a_setting_that_cannot_be_is_told_once_and_nothing_is_tried_without_it(
    newsroom: Newsroom, variables: dict[str, str], bad: list[str], absent: str
) -> None:
    looked = Looked(newsroom, **_SLACK_ALONE, **variables)
    assert (looked.code, looked.bad) == (2, bad)
    assert absent not in [one["check"] for one in looked.found]


def test_an_address_that_this_machine_does_not_have(newsroom: Newsroom) -> None:
    looked = Looked(newsroom, **_SLACK_ALONE, **_HTTP, FACTDESK_HTTP_BIND="192.0.2.1:3000")
    assert "192.0.2.1:3000 cannot be listened on for Slack (" in looked.wrong("Slack events")


def test_a_port_that_is_free(newsroom: Newsroom) -> None:
    looked = Looked(newsroom, **_SLACK_ALONE, **_HTTP, FACTDESK_HTTP_BIND="127.0.0.1:0")
    assert looked.told("Slack events") == "HTTP on 127.0.0.1:0, path /slack/events: it is free to listen on"


@pytest.mark.parametrize(
    ("variables", "what", "told"),
    [
        ({"FACTDESK_DISCORD_TOKEN": "another"}, "Discord", "Discord refused the token; set FACTDESK_DISCORD_TOKEN"),
        ({"FACTDESK_DISCORD_API_URL": "http://127.0.0.1:9/api/v10"}, "Discord", "Discord did not answer at"),
        ({"FACTDESK_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9"}, "Discord gateway", "and FACTDESK_DISCORD_GATEWAY_URL"),
        ({"FACTDESK_ALLOWED_WORKSPACES": "slack:T1"}, "Discord servers", f"add one to it, as discord:{GUILD.id}"),
        ({"FACTDESK_DESK_CHANNEL": "discord:4711"}, "desk channel", "discord:4711 is not there, or the bot is not let"),
        ({"FACTDESK_DESK_CHANNEL": f"discord:{PRIVATE.id}"}, "desk channel", "give the bot “View Channel” there"),
        ({"FACTDESK_DESK_CHANNEL": f"discord:{READ_ONLY.id}"}, "desk channel", "give it there: Send Messages; or name"),
        ({"FACTDESK_ALLOWED_CHANNELS": "discord:4711"}, "allowed channel", "FACTDESK_ALLOWED_CHANNELS"),
        ({"FACTDESK_EDITOR_GROUPS": "4711"}, "role", "4711 is in no server that the bot is in"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_what_is_wrong_in_discord(newsroom: Newsroom, variables: dict[str, str], what: str, told: str) -> None:
    newsroom.home.run("discord", "sync", **newsroom.environment())
    looked = Looked(newsroom, **{**_DISCORD_ALONE, **variables})
    assert looked.bad == [what]
    assert told in looked.wrong(what)
    assert looked.code == 1


def test_interactions_that_go_elsewhere(newsroom: Newsroom) -> None:
    newsroom.discord.call(
        _replace_world, newsroom.discord.server, World(interactions_endpoint_url="https://x.example/")
    )
    assert "empty “Interactions Endpoint URL”" in Looked(newsroom, **_DISCORD_ALONE).wrong("Discord interactions")


def test_a_bot_that_is_in_no_server(newsroom: Newsroom) -> None:
    newsroom.discord.call(_replace_world, newsroom.discord.server, World(guilds=()))
    assert "the bot is in none; somebody who manages it opens https://" in Looked(newsroom, **_DISCORD_ALONE).wrong(
        "Discord servers"
    )


def test_commands_everywhere_in_one_server_none_or_of_another_version(newsroom: Newsroom) -> None:
    environment = newsroom.environment()
    wrong = Looked(newsroom, **_DISCORD_ALONE).wrong("Discord commands")
    assert wrong.startswith("none is registered; `factdesk discord sync` registers them")
    newsroom.home.run("discord", "sync", "--guild", GUILD.id, **environment)
    assert Looked(newsroom, **_DISCORD_ALONE).told("Discord commands") == f"/figure, in the server {GUILD.id}"
    newsroom.discord.call(newsroom.discord.server.commands[GUILD.id][0]["options"].pop)
    assert Looked(newsroom, **_DISCORD_ALONE).wrong("Discord commands").startswith("/figure, of another version; `fact")
    newsroom.home.run("discord", "sync", **environment)
    assert Looked(newsroom, **_DISCORD_ALONE).told("Discord commands") == "/figure, everywhere"


def test_what_is_right_in_discord(newsroom: Newsroom) -> None:
    newsroom.home.run("discord", "sync", **newsroom.environment())
    lists = {
        "FACTDESK_DESK_CHANNEL": f"discord:{DESK.id}",
        "FACTDESK_ALLOWED_CHANNELS": f"discord:{NEWSROOM.id}",
        "FACTDESK_ALLOWED_WORKSPACES": f"discord:{GUILD.id}",
        "FACTDESK_EDITOR_GROUPS": GUILD.roles[0].id,
    }
    looked = Looked(newsroom, **_DISCORD_ALONE, **lists)
    assert looked.bad == []
    assert looked.told("desk channel") == f"#desk (discord:{DESK.id})"
    assert looked.told("role") == f"editors ({GUILD.roles[0].id})"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (30, "right: within 30 s of Slack's"),
        (-30, "right: within 30 s of Slack's"),
        (5501, "wrong: 5,501 s ahead of Slack's"),
        (-31, "wrong: 31 s behind Slack's"),
    ],
)
def test_a_clock(seconds: int, told: str) -> None:
    eight = datetime(2026, 11, 29, 8, tzinfo=UTC)
    found = of_clock("Slack", "Sun, 29 Nov 2026 08:00:00 GMT", eight + timedelta(seconds=seconds))
    assert found.told == told
    assert found.good is told.startswith("right")
    assert found.good or "timedatectl set-ntp true" in str(found.mend)


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_a_clock_that_nobody_tells(date: str | None) -> None:
    assert of_clock("Slack", date, datetime(2026, 11, 29, tzinfo=UTC)).skipped


def test_a_paused_channel(newsroom: Newsroom) -> None:
    newsroom.home.run("figures", **newsroom.environment())
    engine = open_engine(f"sqlite:///{newsroom.home.ledger}")
    pause(engine, Address("slack", "T0000TEAM", "C0000NEWS"), "not_in_channel", datetime.now(UTC))
    looked = Looked(newsroom, **_SLACK_ALONE)
    assert looked.wrong("channel") == (
        "slack:T0000TEAM/C0000NEWS is paused, nothing is sent there: not_in_channel; invite the bot there, or let it "
        "post there again; then `factdesk deliveries resume slack:T0000TEAM/C0000NEWS`"
    )


def test_one_platform_that_fails_keeps_no_other_from_being_checked(newsroom: Newsroom) -> None:
    looked = Looked(newsroom, FACTDESK_SLACK_BOT_TOKEN="xoxb-other")
    assert "Slack" in looked.bad
    assert looked.told("Discord token") == "bot figures"


def _without_scopes(workspace: Any, *scopes: str) -> None:
    workspace.scopes -= set(scopes)


def _replace_world(server: DiscordServer, world: World) -> None:
    server.state.world = replace(world)
