"""Names, groups, links and emoji around a question, as the clients of each platform send them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.adapters.discord.newsroom import ANSWER, QUESTION
from tests.adapters.discord.newsroom import newsroom as discord_newsroom
from tests.adapters.slack.office import newsroom as slack_newsroom
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, BEN, NEWSROOM
from tests.servers.slack import ANA
from tests.servers.slack.running import in_loop

IN_SLACK = [
    "<@U0000BEN>",
    "<@U0000BEN|ben>",
    ":pray:",
    ":wave::skin-tone-3:",
    "<https://example.com/story>",
    "<https://example.com/a?b=2021&amp;c=South|https://example.com/a?b=2021&amp;c=South>",
    "<!subteam^S0000DESK>",
    "<!subteam^S0000DESK|@desk>",
    "<mailto:a@x.org|a@x.org>",
    "<#C0000POLI|politics>",
    "<!here>",
]
IN_DISCORD = [
    f"<@{BEN.id}>",
    f"<@!{BEN.id}>",
    "<@&1100000000000000031>",
    f"<#{NEWSROOM.id}>",
    "<:pray:1100000000000000031>",
    "<a:Wave:1100000000000000031>",
    "<t:1700000000:F>",
    ":pray:",
    "🙏🏽",
    "@here",
    "https://example.com/2021/South",
    "<https://example.com/2021/South>",
    "</figure ask:1100000000000000031>",
]


@in_loop
async def _slack(engine: Engine) -> None:
    async with slack_newsroom(engine) as office:
        for mark in IN_SLACK:
            for text in (f"{mark} {QUESTION}", f"{QUESTION} {mark}", f"ferry passengers {mark} on North in 2022?"):
                posted = len(office.slack.posts("C0000NEWS"))
                posts = await office.posted(office.slack.mention(text))
                assert len(posts) == posted + 1
                assert ANSWER in posts[-1]["text"], text
                office.slack.advance(60)


def test_marks_in_slack_are_no_words(sqlite_engine: Engine) -> None:
    _slack(sqlite_engine)


@in_loop
async def _discord(engine: Engine) -> None:
    async with discord_newsroom(engine) as room, room.relaying():
        for number, mark in enumerate(IN_DISCORD):
            text = f"{mark} {QUESTION}" if number % 2 else f"ferry passengers {mark} on North in 2022? {mark}"
            user = room.server.world.guilds[0].members[1 + number % 2].user
            room.server.say(text, user, NEWSROOM, mention_bot=True)
            posts = await room.posted(number + 1)
            assert ANSWER in sentence(posts[-1]), text
        asked = await room.ask(f"{IN_DISCORD[0]} {QUESTION} :pray:")
        assert asked.original is not None
        assert ANSWER in sentence(asked.original)


def test_marks_in_discord_are_no_words(sqlite_engine: Engine) -> None:
    _discord(sqlite_engine)


@in_loop
async def _times(engine: Engine) -> None:
    async with discord_newsroom(engine) as room, room.relaying():
        room.server.say("ferry passengers on North <t:1700000000:D>", ALICE, NEWSROOM, mention_bot=True)
        (refused,) = await room.posted(1)
        assert "was 700 in" not in sentence(refused)
        room.server.say("[ferry passengers](https://example.com/x) on North in 2022", ALICE, NEWSROOM, mention_bot=True)
        answers = await room.posted(2)
        assert ANSWER in sentence(answers[-1])


def test_a_time_that_is_the_only_one_counts_and_so_do_words_with_a_link_on_them(sqlite_engine: Engine) -> None:
    _times(sqlite_engine)


@pytest.mark.parametrize("subtype", ["file_share", "me_message"])
def test_a_direct_message_with_a_picture_or_of_me_is_answered(sqlite_engine: Engine, subtype: str) -> None:
    @in_loop
    async def run() -> None:
        async with slack_newsroom(sqlite_engine) as office:
            channel = office.slack.state.direct_message(ANA.id)
            for text, told in ((QUESTION, ANSWER), ("", "Ask for a figure")):
                said = office.slack.say(channel, text, ANA.id)
                content = {"channel": channel.channel.id, "channel_type": "im", "subtype": subtype}
                await office.done(office.slack.event({**said, **content, "files": [{"id": "F1"}]}))
                await office.relay()
                assert told in office.slack.posts(channel.channel.id)[-1]["text"]

    run()
