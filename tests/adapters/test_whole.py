"""Text that JSON can write down and no database can store."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.whole import whole
from tests.adapters.discord.newsroom import newsroom as discord_newsroom
from tests.adapters.slack.office import newsroom as slack_newsroom
from tests.servers.discord.reading import text
from tests.servers.discord.world import ALICE, NEWSROOM
from tests.servers.slack.running import in_loop

BROKEN = ["\ud800", "\udfff", "\ude4f\ud83d", "\x00"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_stored_is_a_sign_of_it(broken: str) -> None:
    found = whole({f"a{broken}": [f"b{broken}", 3, None, {"c": broken}]})
    sign = "\ufffd" * len(broken)
    assert found == {f"a{sign}": [f"b{sign}", 3, None, {"c": sign}]}
    json.dumps(found, ensure_ascii=False).encode()


def test_whole_characters_stay() -> None:
    part: Any = json.loads(r'{"text": "Māori \ud83d\ude4f 🙏"}')
    assert whole(part) == {"text": "Māori 🙏 🙏"}


@in_loop
async def _slack(engine: Engine, broken: str, http: bool) -> None:
    settings: dict[str, Any] = {"app_token": None, "signing_secret": "signing-secret"} if http else {}
    async with slack_newsroom(engine, **settings) as office:
        mention = office.slack.mention(f"ferry passengers on {broken} in 2022")
        (post,) = await office.posted(mention)
        assert mention.acknowledgements == 1
        assert post["text"]
        office.slack.direct_message(f"help{broken}")
        if not http:  # A form over HTTP is text already.
            command = office.slack.command("/figure", f"ferry passengers on {broken} in 2022")
            assert await office.answered(command)
        assert office.failures == []


@pytest.mark.parametrize("http", [False, True])
@pytest.mark.parametrize("broken", BROKEN)
def test_slack_is_answered_whatever_is_broken(engine: Engine, broken: str, http: bool) -> None:
    _slack(engine, broken, http)


@in_loop
async def _discord(engine: Engine, broken: str) -> None:
    async with discord_newsroom(engine) as room, room.relaying():
        room.server.say(f"ferry passengers on {broken} in 2022", ALICE, NEWSROOM, mention_bot=True)
        (post,) = await room.posted(1)
        assert text(post)
        asked = await room.ask(f"ferry passengers on {broken} in 2022")
        assert asked.original is not None
        assert room.failures == []


@pytest.mark.parametrize("broken", BROKEN)
def test_discord_is_answered_whatever_is_broken(engine: Engine, broken: str) -> None:
    _discord(engine, broken)
