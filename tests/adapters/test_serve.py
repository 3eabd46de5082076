"""`factdesk serve` as a process of its own, before a Slack and a Discord of this machine."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.calendar.heartbeat import heartbeat
from bot.errors import as_sentence
from bot.store.chat_tables import inbound
from bot.store.engine import open_engine, writing
from tests.adapters.conftest import PROGRAM, Home
from tests.calendar.newsroom import insert_date
from tests.servers.discord import ThreadedDiscordServer
from tests.servers.discord.world import ALICE, NEWSROOM
from tests.servers.slack import SlackThread

NEWS = "C0000NEWS"
QUESTION = "share of the vote, yes, cannabis legalisation?"
FIGURE = "48.4 per cent"
_BOUND_SECONDS = 60
"""For what takes a second or two: a test fails then instead of hanging."""


@dataclass
class Newsroom:
    """Both servers, and the environment that leads there."""

    slack: SlackThread
    discord: ThreadedDiscordServer
    home: Home
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self, **others: str) -> dict[str, str]:
        both = {
            "FACTDESK_SLACK_BOT_TOKEN": "xoxb-test",
            "FACTDESK_SLACK_APP_TOKEN": "xapp-test",
            "FACTDESK_SLACK_API_URL": self.slack.api_url,
            "FACTDESK_DISCORD_TOKEN": "a-bot-token",
            "FACTDESK_DISCORD_API_URL": self.discord.api_url,
            "FACTDESK_DISCORD_GATEWAY_URL": self.discord.gateway_url,
        }
        return {name: value for name, value in {**self.home.full_environment, **both, **others}.items() if value}

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PROGRAM, *arguments]
        return subprocess.run(
            command, env=self.environment(**variables), capture_output=True, text=True, timeout=_BOUND_SECONDS
        )


@pytest.fixture
def newsroom(home: Home) -> Iterator[Newsroom]:
    with SlackThread() as slack, ThreadedDiscordServer() as discord:
        yield Newsroom(slack, discord, home)


@dataclass
class Serving:
    """A process that serves, from the moment that it says so."""

    process: subprocess.Popen[str]
    said: list[str]

    def stop(self) -> str:
        """Ask it to end; all that it said."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stderr is not None
        rest = self.process.stderr.read()
        self.process.wait(_BOUND_SECONDS)
        return "".join([*self.said, rest])


@pytest.fixture
def serve(newsroom: Newsroom) -> Iterator[Callable[..., Serving]]:
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: str, program: str = PROGRAM, **variables: str) -> Serving:
        command = [sys.executable, "-c", program, "serve", *arguments]
        environment = newsroom.environment(**variables)
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        said: list[str] = []
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if line.startswith("Serving "):
                return Serving(process, said)
        raise AssertionError("".join(said))

    yield start
    for process in begun:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def _of_channel(newsroom: Newsroom) -> list[dict[str, Any]]:
    """What the bot posted into the newsroom's channel on Discord."""
    messages = newsroom.discord.call(newsroom.discord.server.messages, NEWSROOM)
    return [message for message in messages if message["author"].get("bot")]


def test_both_platforms_are_served_by_one_process(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    serving = serve(FACTDESK_DESK_CHANNEL="slack:C0000DESK")
    slack, discord = newsroom.slack, newsroom.discord
    slack.command("/other", "of another app", channel=NEWS)
    slack.mention(QUESTION, channel=NEWS)
    slack.wait_for(lambda: slack.posts(NEWS))
    assert FIGURE in slack.posts(NEWS)[0]["text"]
    discord.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
    discord.wait(lambda: discord.server.wait_for(lambda: len(discord.server.messages(NEWSROOM)) > 1))
    assert FIGURE in str(_of_channel(newsroom)[0])
    told = serving.stop()
    assert told.count("Slack sent a /other that nothing here handles") == 1
    assert "Suggestion" not in told
    assert told.endswith('message="stopping: what is under way is finished first"\n')
    assert "level=warning" not in told
    assert "level=error" not in told
    assert serving.process.returncode == 0
    engine = open_engine(f"sqlite:///{newsroom.home.ledger}")
    assert heartbeat(engine, datetime.now(UTC), timedelta(minutes=5)).stopped_at is not None
    assert slack.rejections == []
    assert discord.call(lambda: discord.server.refusals) == []


def test_one_part_alone(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    serving = serve("--only", "discord")
    assert newsroom.slack.sockets.open == []
    told = serving.stop()
    assert "Slack is not served: --only discord." in told
    assert "Serving Discord." in told


def _page(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=_BOUND_SECONDS) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
        return port


def test_what_is_served_is_watched(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    port, slack = _free_port(), newsroom.slack
    serving = serve("--only", "slack", FACTDESK_MONITOR_BIND=f"127.0.0.1:{port}", FACTDESK_LOG_FORMAT="json")
    slack.mention(QUESTION, channel=NEWS)
    slack.wait_for(lambda: slack.posts(NEWS))
    assert _page(port, "/healthz") == (200, "alive\n")
    status, numbers = _page(port, "/metrics")
    assert status == 200
    assert 'factdesk_questions_total{outcome="answered",platform="slack"} 1.0' in numbers
    assert "cannabis" not in numbers
    told = serving.stop()
    assert json.loads(told.splitlines()[-1])["message"] == "stopping: what is under way is finished first"
    with pytest.raises(urllib.error.URLError):
        _page(port, "/healthz")


def test_an_address_for_the_monitor_that_is_taken_is_a_wrong_setting(newsroom: Newsroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        result = newsroom.run("serve", "--only", "slack", FACTDESK_MONITOR_BIND=bind)
    assert result.returncode == 2
    assert f"FACTDESK_MONITOR_BIND is {bind}, which cannot be listened on" in result.stderr


HURRIED = """
from dataclasses import replace
from adapters import serve
from adapters.desk import watch
from adapters.slackbot import platform
config, serve._STOP_SECONDS = platform.config, 0.1
platform.config = lambda settings: replace(config(settings), stop_within=0.1)
"""
"""Nobody wants to wait for the bounds that newsrooms have."""
STILL = "watch._STILL_SECONDS, watch._LOOK_EVERY = 1.0, 0.1\n"
LATE = "watch.HUNG_SECONDS, watch._LOOK_EVERY = 0.5, 0.1\n"
A_THREAD = """
import threading
from bot.chat.service import ChatDesk
ChatDesk.serve = lambda *_, **__: threading.Event().wait()
"""
ALL_OF_PYTHON = """
import re
from bot.chat.service import ChatDesk
ChatDesk.serve = lambda *_, **__: re.match("(a+)+$", "a" * 60 + "b")
"""
"""Python's regular expressions let no other thread go on meanwhile."""


def _hung(serving: Serving, newsroom: Newsroom) -> None:
    """A question was taken, which is not answered."""
    sent = newsroom.slack.mention(QUESTION, channel=NEWS)
    newsroom.slack.acknowledged(sent)


def test_a_desk_that_hangs_does_not_keep_the_service_from_ending(
    newsroom: Newsroom, serve: Callable[..., Serving]
) -> None:
    serving = serve("--only", "slack", program=HURRIED + A_THREAD + PROGRAM)
    _hung(serving, newsroom)
    told = serving.stop()
    assert told.endswith("Something hung, and was left; the next start takes it up.\n")
    assert serving.process.returncode == 1
    again = serve("--only", "slack")
    engine = open_engine(f"sqlite:///{newsroom.home.ledger}")
    with writing(engine) as connection:  # What was taken is taken up again after a while.
        connection.execute(update(inbound).values(lease_until=datetime(2026, 1, 1, tzinfo=UTC)))
    newsroom.slack.wait_for(lambda: newsroom.slack.posts(NEWS))
    again.stop()


def test_a_database_that_is_held_does_not_either(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    serving = serve("--only", "slack", program=HURRIED + PROGRAM)
    engine = open_engine(f"sqlite:///{newsroom.home.ledger}")
    with writing(engine):
        newsroom.slack.mention(QUESTION, channel=NEWS)
        newsroom.slack.command("/figure", QUESTION, channel=NEWS)
        serving.stop()
    assert serving.process.returncode in (0, 1)


def test_a_service_whose_desk_hangs_for_long_ends_by_itself_and_says_where(
    newsroom: Newsroom, serve: Callable[..., Serving]
) -> None:
    serving = serve("--only", "slack", program=HURRIED + LATE + A_THREAD + PROGRAM)
    _hung(serving, newsroom)
    _, rest = serving.process.communicate(timeout=_BOUND_SECONDS)
    assert serving.process.returncode == 1
    assert "in <lambda>" in rest
    assert rest.endswith("hangs; the lines above say where. Factdesk ends, to be started again.\n")


def test_a_service_that_stands_still_ends_by_itself_and_says_where(
    newsroom: Newsroom, serve: Callable[..., Serving]
) -> None:
    serving = serve("--only", "slack", program=HURRIED + STILL + ALL_OF_PYTHON + PROGRAM)
    _hung(serving, newsroom)
    _, rest = serving.process.communicate(timeout=_BOUND_SECONDS)
    assert serving.process.returncode == 1
    assert "Timeout" in rest
    assert "in <lambda>" in rest


def test_a_date_that_cannot_be_worked_with_is_logged_once_and_told_to_the_desk(
    newsroom: Newsroom, serve: Callable[..., Serving]
) -> None:
    newsroom.run("figures")
    insert_date(open_engine(f"sqlite:///{newsroom.home.ledger}"), at="2027-05-20", zone="Evil/Zone")
    serving = serve(FACTDESK_DESK_CHANNEL="slack:C0000DESK")
    newsroom.slack.wait_for(lambda: newsroom.slack.posts("C0000DESK"))
    told = serving.stop()
    assert told.count("the key date “old” is left out, as its time zone “Evil/Zone” is not known") == 1
    assert "Traceback" not in told
    (post,) = newsroom.slack.posts("C0000DESK")
    assert "The key date “Old thing” is left out" in str(post)
    doctor = newsroom.run("doctor", FACTDESK_DESK_CHANNEL="slack:C0000DESK")
    assert "FAIL  key date              “old” is left out, as its time zone" in doctor.stdout


def test_the_desk_goes_by_the_newsroom_s_clocks(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    serving = serve("--only", "slack", FACTDESK_TIME_ZONE="Pacific/Auckland", TZ="UTC")
    newsroom.slack.mention("dates add Recount at tomorrow 10am", channel=NEWS)
    newsroom.slack.wait_for(lambda: newsroom.slack.posts(NEWS))
    assert ", 10:00 (Pacific/Auckland)." in newsroom.slack.posts(NEWS)[0]["text"]
    serving.stop()


def test_a_time_zone_that_does_not_exist_is_told_before_anything_is_connected(newsroom: Newsroom) -> None:
    done = newsroom.run("serve", FACTDESK_TIME_ZONE="Auckland")
    assert done.returncode == 2
    assert done.stderr == "FACTDESK_TIME_ZONE: “Auckland” is not a time zone; did you mean Pacific/Auckland?\n"
    assert newsroom.slack.sockets.open == []


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        (
            {"FACTDESK_ALLOWED_CHANNEL": "slack:C0000NEWS"},
            "FACTDESK_ALLOWED_CHANNEL is no setting; did you mean FACTDESK_ALLOWED_CHANNELS?\n",
        ),
        (
            {"FACTDESK_ALLOWED_CHANNELS": "C0000NEWS"},
            (
                "FACTDESK_ALLOWED_CHANNELS is “C0000NEWS”; set it to a list such as slack:C0123,discord:123456789, "
                "between commas.\n"
            ),
        ),
        (
            {"FACTDESK_STYLE_DECIMAL": ",", "FACTDESK_STYLE_THOUSANDS": ","},
            "“,” would part both thousands and decimals; set FACTDESK_STYLE_THOUSANDS or FACTDESK_STYLE_DECIMAL.\n",
        ),
        ({"FACTDESK_HTTP_BIND": "127.0.0.1:70000"}, "FACTDESK_HTTP_BIND ends in 70000; a port is at most 65535.\n"),
        (
            {"FACTDESK_DESK_CHANNEL": "discord:4711", "FACTDESK_DISCORD_TOKEN": ""},
            "FACTDESK_DESK_CHANNEL is a channel of Discord, but FACTDESK_DISCORD_TOKEN is not set.\n",
        ),
        (
            {"FACTDESK_TIME_ZONE": "Auckland", "FACTDESK_RETENTION_DAYS": "0"},
            (
                "FACTDESK_RETENTION_DAYS is “0”; set it to a number of days from 1 to 3650.\n"
                "  FACTDESK_TIME_ZONE: “Auckland” is not a time zone; did you mean Pacific/Auckland?\n"
            ),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_leaves_with_2_and_the_doctor_says_the_same(
    newsroom: Newsroom, variables: dict[str, str], told: str
) -> None:
    done = newsroom.run("serve", **variables)
    assert (done.returncode, done.stderr.removeprefix(_made(newsroom))) == (2, told)
    assert newsroom.slack.sockets.open == []
    looked = newsroom.home.run("doctor", "--json", **newsroom.environment(**variables))
    assert looked.exit_code == 2
    mends = {one["mend"] for one in json.loads(looked.stdout) if one["check"] == "setting"}
    assert {as_sentence(line.strip()) for line in told.splitlines()} == mends


def _made(newsroom: Newsroom) -> str:
    """What is said when the ledger is made."""
    return (
        f"Made {newsroom.home.ledger} and filled it with the sample ledger “nz-drug-law” (75 figures); set "
        "FACTDESK_DATABASE_URL to keep a ledger of your own.\n"
    )


def test_a_ledger_in_memory_cannot_be_served(newsroom: Newsroom) -> None:
    done = newsroom.run("serve", FACTDESK_DATABASE_URL="sqlite://")
    assert done.returncode == 2
    assert done.stderr == (
        "FACTDESK_DATABASE_URL names a database in memory, which ends with its process; name a file or a server.\n"
    )


def test_what_is_not_configured_is_said(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    told = serve(FACTDESK_DISCORD_TOKEN="").stop()
    assert "Discord is not served: FACTDESK_DISCORD_TOKEN is not set." in told


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"FACTDESK_SLACK_BOT_TOKEN": "xoxb-other"}, "Slack refused the bot token"),
        ({"FACTDESK_SLACK_APP_TOKEN": "xapp-other"}, "Slack refused the app token"),
        ({"FACTDESK_DISCORD_TOKEN": "another"}, "Discord refused the token"),
        ({"FACTDESK_SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack did not answer"),
        ({"FACTDESK_DISCORD_API_URL": "http://127.0.0.1:9/api/v10"}, "Discord did not answer"),
        ({"FACTDESK_DESK_CHANNEL": "discord:4711"}, "the bot cannot see the Discord channel 4711"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_who_is_not_let_in_leaves_with_1(newsroom: Newsroom, variables: dict[str, str], told: str) -> None:
    done = newsroom.run("serve", **variables)
    assert done.returncode == 1
    assert told in done.stderr
    assert "xoxb" not in done.stderr
    assert "Serving" not in done.stderr


def test_a_port_that_the_service_itself_listens_on_is_no_fault(
    newsroom: Newsroom, serve: Callable[..., Serving]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    over_http = {
        "FACTDESK_SLACK_APP_TOKEN": "",
        "FACTDESK_SLACK_SIGNING_SECRET": "signing-secret",
        "FACTDESK_HTTP_BIND": f"127.0.0.1:{port}",
        "FACTDESK_DISCORD_TOKEN": "",
    }
    serving = serve(**over_http)
    done = newsroom.home.run("doctor", **newsroom.environment(**over_http))
    assert f"HTTP on 127.0.0.1:{port}, path /slack/events: `factdesk serve` listens there" in done.stdout
    assert done.exit_code == 0
    others = newsroom.environment(**over_http, FACTDESK_SLACK_BOT_TOKEN="xoxb-test") | {
        "FACTDESK_SLACK_SIGNING_SECRET": "of-another-app"
    }
    assert "address already in use" in newsroom.home.run("doctor", **others).stdout
    told = serving.stop()
    assert "level=warning" not in told
    assert "level=error" not in told


def test_nothing_to_serve(newsroom: Newsroom) -> None:
    done = newsroom.run("serve", FACTDESK_SLACK_BOT_TOKEN="", FACTDESK_DISCORD_TOKEN="")
    assert done.returncode == 2
    assert done.stderr.startswith("There is nothing to serve. Slack: FACTDESK_SLACK_BOT_TOKEN is not set; Discord: ")


def test_forgetting_needs_a_name(newsroom: Newsroom, tmp_path: Path) -> None:
    assert newsroom.run("forget", "--user", "ana").stderr == (
        "“ana” names no user; write slack:T0123/U0123, discord:123/456, or by the id alone slack:U0123 or "
        "discord:456.\n"
    )
    assert newsroom.run("forget").returncode == 2


@pytest.mark.parametrize(
    "name",
    ["slack/T1", "discord:abc", "slack:t1", "discord:", "teams:T1", "slack:T1/", "slack:T%", "discord:\uff11"],
)
def test_what_is_no_id_is_not_forgotten(home: Home, name: str) -> None:
    for option, what in (("--workspace", "workspace"), ("--user", "user")):
        told = home.run("forget", option, name)
        assert (told.exit_code, told.stdout) == (2, "")
        assert told.stderr.startswith(f"“{name}” names no {what}; write slack:T0123")


@pytest.mark.parametrize("who", [("--user", "slack:T1/U1"), ("--user", "discord:456"), ("--workspace", "discord:123")])
def test_it_is_said_if_nothing_was_there_to_forget(home: Home, who: tuple[str, str]) -> None:
    told = home.run("forget", *who)
    assert told.exit_code == 0
    assert told.stdout == "Nothing of that was held. Check the id, if there should have been something.\n"


def test_where_a_figure_was_given(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    serving = serve()
    newsroom.slack.mention(QUESTION, channel=NEWS)
    newsroom.slack.wait_for(lambda: newsroom.slack.posts(NEWS))
    serving.stop()
    figures = newsroom.run("figures").stdout.splitlines()
    (id_,) = [line.split()[0] for line in figures if "48.4 per cent" in line]
    told = newsroom.run("receipts", id_).stdout
    assert f"slack/T0000TEAM/{NEWS}, message 1" in told
    assert newsroom.run("receipts", "nothing").returncode == 2
    assert newsroom.run("forget", "--workspace", "slack:T0000TEAM").stdout == "Forgotten (answers: 1).\n"
    assert newsroom.run("receipts", id_).stdout == "This figure was not given in any chat.\n"
