"""The bot where it is no member, used by whoever has installed it for themselves: it answers them alone, by the token
of what they did, and nothing there changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.discordbot.sync import sync
from bot.cards.card import Action
from bot.chat.access import Access
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.chat.service import ChatConfig
from bot.delivery.nouns import Address
from bot.ledger.record import record
from tests.adapters.discord.newsroom import ANSWER, DESK_ADDRESS, QUESTION, UNCLEAR, Newsroom, buttons, newsroom
from tests.ledger.batches import batch, figure
from tests.servers.discord import Interaction
from tests.servers.discord.driver import Place as Channel_
from tests.servers.discord.errors import Json
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.world import ALICE, EDITORS, GUILD, NEWSROOM, Channel, Guild, Member, Role, User, World

STRANGER = User("1100000000000000013", "cleo", "Cleo")
ELSEWHERE = Channel("1100000000000000045", "elsewhere")
OTHER = Guild(
    "1100000000000000022",
    "Another newsroom",
    ALICE.id,
    channels=(ELSEWHERE,),
    roles=(Role(EDITORS.id, "editors of theirs"),),
    members=(Member(ALICE, (EDITORS.id,)), Member(STRANGER, (EDITORS.id,))),
)
WORLD = World(guilds=(GUILD, OTHER))
POSTS = "POST /channels/{channel_id}/messages"
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    """`chat`: the desk's configuration."""

    def running(work: Work, chat: ChatConfig | None = None, **config: Any) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine, server={"world": WORLD}, **config) as room:
                await sync(room.config)
                if chat is not None:
                    room.chat = chat
                    await room.restart()
                async with room.relaying():
                    await work(room)

        asyncio.run(inside())

    return running


async def ordered(room: Newsroom, name: str, channel: Any, user: User = STRANGER, **options: str) -> Json:
    """What the one who gave an order is shown."""
    done = await room.server.command("figure", name, options, user=user, channel=channel).wait_answered()
    assert done.original is not None
    return done.original


def place(room: Newsroom, name: str) -> Channel_ | None:
    """Where somebody acts; None: in the bot's own direct messages."""
    return {"server": ELSEWHERE, "group": room.server.state.group_channel([ALICE, STRANGER]), "direct": None}[name]


WHERE = pytest.mark.parametrize("where", ["server", "group", "direct"])


def test_the_commands_are_offered_to_servers_and_to_people_everywhere(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        (command,) = room.server.commands[None]
        assert (command["integration_types"], command["contexts"]) == ([0, 1], [0, 1, 2])
        assert room.server.refusals == []

    run(work)


@WHERE
def test_the_asker_alone_is_answered_and_by_the_token_alone(run: Run, where: str) -> None:
    async def work(room: Newsroom) -> None:
        asked = await ordered(room, "ask", place(room, where), question=QUESTION)
        assert ANSWER in sentence(asked)
        assert asked["flags"] & 64
        assert room.server.requests_to(POSTS) == []
        assert room.rows() == []
        assert room.server.refusals == []

    run(work, command_visibility=Visibility.PUBLIC if where != "direct" else Visibility.PRIVATE)


@pytest.mark.parametrize("where", ["server", "group"])
def test_nothing_is_shared_where_the_bot_cannot_post(run: Run, where: str) -> None:
    async def work(room: Newsroom) -> None:
        asked = await ordered(room, "ask", place(room, where), question=QUESTION)
        shared = await (await room.press(asked, Action.SHARE, STRANGER)).wait_answered()
        assert shared.original is not None
        assert "cannot post here, so nothing was shared" in sentence(shared.original)
        assert (room.rows(), room.server.requests_to(POSTS)) == ([], [])

    run(work)


@pytest.mark.parametrize("where", ["server", "group"])
def test_buttons_and_choices_work_by_their_tokens(run: Run, where: str) -> None:
    async def work(room: Newsroom) -> None:
        asked = await ordered(room, "ask", place(room, where), question=UNCLEAR)
        pick = next(one for one in buttons(asked) if one["custom_id"].startswith("factdesk:pick:"))
        before = sentence(asked)
        pressed: Interaction = room.server.press(asked, pick["custom_id"], STRANGER)
        await pressed.wait(lambda one: one.original and sentence(one.original) != before)
        copied = await (await room.press(asked, Action.COPY, STRANGER)).wait_answered()
        assert copied.original is not None
        assert "passengers" in text(copied.original)
        assert room.server.requests_to(POSTS) == []

    run(work)


@WHERE
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("date_add", {"title": "A date of theirs", "at": "2031-05-01"}),
        ("subscribe", {"digest": "daily 07:00"}),
        ("ask", {"question": "dates add A date of theirs at 2031-05-01"}),
    ],
)
def test_nothing_is_changed_though_everybody_may(run: Run, where: str, name: str, options: dict[str, str]) -> None:
    """The desk names no editors: then everybody changes dates where it has been added."""

    async def work(room: Newsroom) -> None:
        assert "where Factdesk has been added" in text(await ordered(room, name, place(room, where), **options))
        assert "A date of theirs" not in text(await ordered(room, "dates", NEWSROOM, ALICE))
        assert "not subscribed" in text(await ordered(room, "subscriptions", place(room, where)))

    run(work)


@pytest.mark.parametrize("where", ["server", "group"])
def test_a_role_given_elsewhere_opens_nothing(run: Run, where: str) -> None:
    """It has the id of the editors' own."""

    async def work(room: Newsroom) -> None:
        record(room.engine, batch(figure("9.99", "layoffs", embargo_until=room.now() + timedelta(days=1))), room.now())
        for name, options in (("embargoed", {}), ("ask", {"question": "embargoed"}), ("ask", {"question": "layoffs"})):
            told = text(await ordered(room, name, place(room, where), ALICE, **options))
            assert "9.99" not in told
        assert "shown where Factdesk has been added" in text(
            await ordered(room, "embargoed", place(room, where), ALICE)
        )
        assert "9.99" in text(await ordered(room, "embargoed", NEWSROOM, ALICE))

    run(work, ChatConfig(desk=DESK_ADDRESS, access=Access(editors=frozenset({EDITORS.id}))))


@WHERE
@pytest.mark.parametrize(
    "access",
    [
        Access(workspaces=frozenset({("discord", GUILD.id)})),
        Access(channels=frozenset({("discord", NEWSROOM.id)})),
        Access(groups=frozenset({EDITORS.id})),
    ],
    ids=["workspaces", "channels", "groups"],
)
def test_a_desk_that_answers_certain_people_or_places_answers_nobody_there(
    run: Run, where: str, access: Access
) -> None:
    async def work(room: Newsroom) -> None:
        refused = text(await ordered(room, "ask", place(room, where), question=QUESTION))
        assert refused.startswith("This desk ")
        assert ANSWER not in refused

    run(work, ChatConfig(desk=DESK_ADDRESS, access=access))


@pytest.mark.parametrize("option", ["title", "brings"])
def test_nothing_is_suggested_for_a_change(run: Run, option: str) -> None:
    async def work(room: Newsroom) -> None:
        command = "date_add" if option == "brings" else "date_move"
        found = await room.server.autocomplete(
            "figure", command, {option: ""}, option, user=STRANGER, channel=ELSEWHERE
        )
        assert found == []
        asked = await room.server.autocomplete(
            "figure", "ask", {"question": "ferry"}, "question", user=STRANGER, channel=ELSEWHERE
        )
        assert asked

    run(work)


def test_a_question_from_outside_is_still_one_after_a_crash() -> None:
    event = Inbound(
        "discord/1",
        Asker("7", outside=True),
        Place(Address("discord", OTHER.id, ELSEWHERE.id)),
        "ferries",
        Visibility.PRIVATE,
        handles={"application": "1", "token": "t"},
        can_post=False,
    )
    assert Inbound.from_json(event.as_json()) == event
    at_home = replace(event, asker=Asker("7"))
    assert "outside" not in at_home.as_json()["asker"]
    assert Inbound.from_json(at_home.as_json()) == at_home
