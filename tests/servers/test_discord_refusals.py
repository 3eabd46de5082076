"""The local Discord refuses what Discord refuses, in its own error JSON, and takes what it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.servers.discord import DiscordServer
from tests.servers.discord.checks.specification import available
from tests.servers.discord.client import RawClient, raw_client, where
from tests.servers.discord.errors import Json
from tests.servers.discord.permissions import Permission
from tests.servers.discord.world import ALICE, BEN, BOT, DESK, GUILD, NEWSROOM, PRIVATE, READ_ONLY, Overwrite, World

MESSAGES = f"/channels/{NEWSROOM.id}/messages"
COMMANDS = f"/applications/{BOT.id}/commands"


def with_server(work: Callable[[DiscordServer, RawClient], Awaitable[None]], **options: Any) -> None:
    """Runs a test's coroutine with a server and a client that sends anything."""

    async def run() -> None:
        async with DiscordServer(**options) as server, raw_client(server) as client:
            await work(server, client)

    asyncio.run(run())


def button(**changes: Any) -> Json:
    return {"type": 2, "style": 2, "label": "Source", "custom_id": "source"} | changes


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def select(**changes: Any) -> Json:
    return {"type": 3, "custom_id": "which", "options": [{"label": "a", "value": "a"}]} | changes


def options(count: int) -> list[Json]:
    return [{"label": f"option {number}", "value": str(number)} for number in range(count)]


def with_components(*components: Json) -> Json:
    return {"content": "x", "components": list(components)}


def with_embed(**embed: Any) -> Json:
    return {"embeds": [embed]}


BAD_MESSAGES: dict[str, tuple[Json, str]] = {
    "long content": ({"content": "x" * 2001}, "content"),
    "long title": (with_embed(title="x" * 257), "embeds.0.title"),
    "long description": (with_embed(description="x" * 4097), "embeds.0.description"),
    "many fields": (with_embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields"),
    "long field name": (with_embed(fields=[{"name": "n" * 257, "value": "v"}]), "embeds.0.fields.0.name"),
    "long field value": (with_embed(fields=[{"name": "n", "value": "v" * 1025}]), "embeds.0.fields.0.value"),
    "blank field value": (with_embed(fields=[{"name": "n", "value": " "}]), "embeds.0.fields.0.value"),
    "long footer": (with_embed(title="t", footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    "long author": (with_embed(title="t", author={"name": "x" * 257}), "embeds.0.author.name"),
    "embed too large in all": ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    "many embeds": ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    "embed with nothing in it": (with_embed(color=1), "embeds.0.description"),
    "embed with a strange address": (with_embed(title="t", url="ftp://x"), "embeds.0.url"),
    "embed with no time": (with_embed(title="t", timestamp="noon"), "embeds.0.timestamp"),
    "embed with no colour": (with_embed(title="t", color=1 << 24), "embeds.0.color"),
    "many rows": (with_components(*(row(button(custom_id=str(n))) for n in range(6))), "components"),
    "many buttons": (with_components(row(*(button(custom_id=str(n)) for n in range(6)))), "components.0.components"),
    "empty row": (with_components(row()), "components.0.components"),
    "bare button": (with_components(button()), "components.0.type"),
    "long label": (with_components(row(button(label="x" * 81))), "components.0.components.0.label"),
    "long custom id": (with_components(row(button(custom_id="x" * 101))), "components.0.components.0.custom_id"),
    "no custom id": (with_components(row(button(custom_id=None))), "components.0.components.0.custom_id"),
    "no label": (with_components(row(button(label=None))), "components.0.components.0.label"),
    "custom id used twice": (with_components(row(button(), button())), "components.0.components.1.custom_id"),
    "link with a custom id": (
        with_components(row(button(style=5, url="https://example.org"))),
        "components.0.components.0.custom_id",
    ),
    "select beside a button": (with_components(row(select(), button())), "components.0.components"),
    "no options": (with_components(row(select(options=[]))), "components.0.components.0.options"),
    "many options": (with_components(row(select(options=options(26)))), "components.0.components.0.options"),
    "long option label": (
        with_components(row(select(options=[{"label": "x" * 101, "value": "a"}]))),
        "components.0.components.0.options.0.label",
    ),
    "long option value": (
        with_components(row(select(options=[{"label": "a", "value": "x" * 101}]))),
        "components.0.components.0.options.0.value",
    ),
    "long option description": (
        with_components(row(select(options=[{"label": "a", "value": "a", "description": "x" * 101}]))),
        "components.0.components.0.options.0.description",
    ),
    "option value used twice": (
        with_components(row(select(options=[{"label": "a", "value": "a"}] * 2))),
        "components.0.components.0.options.1.value",
    ),
    "long placeholder": (with_components(row(select(placeholder="x" * 151))), "components.0.components.0.placeholder"),
    "more values than options": (with_components(row(select(max_values=2))), "components.0.components.0.max_values"),
    "unknown key": ({"content": "x", "contents": "y"}, "contents"),
    "long nonce": ({"content": "x", "nonce": "n" * 26}, "nonce"),
    "users both listed and parsed": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    "unknown kind of mention": ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0"),
    "reply to nothing": ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
    "content in a layout": (
        {"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]},
        "content",
    ),
    "layout without its flag": ({"components": [{"type": 10, "content": "y"}]}, "components.0.type"),
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_bad_message_is_refused_where_it_is_bad(name: str) -> None:
    body, path = BAD_MESSAGES[name]

    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, body)
        assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
        assert path in where(answer["errors"])
        assert server.messages(NEWSROOM) == []
        assert [one.body for one in server.refusals] == [body]

    with_server(work)


GOOD_MESSAGES: dict[str, Json] = {
    "longest content": {"content": "x" * 2000},
    "longest embed": with_embed(title="x" * 256, description="x" * 4096, footer={"text": "x" * 1648}),
    "25 fields": with_embed(fields=[{"name": "n", "value": "v"}] * 25),
    "5 rows of 5 buttons": with_components(*(row(*(button(custom_id=f"{n}.{m}") for m in range(5))) for n in range(5))),
    "25 options": with_components(row(select(options=options(25), placeholder="x" * 150, max_values=25))),
    "link": with_components(row({"type": 2, "style": 5, "label": "Open", "url": "https://example.org"})),
    "longest nonce": {"content": "x", "nonce": "n" * 25},
    "reply to what may be gone": {
        "content": "x",
        "message_reference": {"message_id": "1", "fail_if_not_exists": False},
    },
    "layout": {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "x"}]}]},
}


@pytest.mark.parametrize("name", GOOD_MESSAGES)
def test_a_message_at_the_limits_is_taken(name: str) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, GOOD_MESSAGES[name])
        assert status == 200, answer
        assert [one["id"] for one in server.messages(NEWSROOM)] == [answer["id"]]

    with_server(work)


@pytest.mark.parametrize("body", [{}, {"content": "  \n"}, {"tts": False, "embeds": []}])
def test_an_empty_message_is_refused(body: Json) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, body)
        assert (status, answer["code"]) == (400, 50006)

    with_server(work)


def test_an_edit_is_checked_as_well() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        _, message = await client("POST", MESSAGES, {"content": "x"})
        path = f"{MESSAGES}/{message['id']}"
        status, answer = await client("PATCH", path, {"content": "x" * 2001})
        assert (status, where(answer["errors"])) == (400, {"content": "BASE_TYPE_MAX_LENGTH"})
        status, answer = await client("PATCH", path, {"content": ""})
        assert (status, answer["code"]) == (400, 50006)
        status, answer = await client("PATCH", path, {"content": "y"})
        assert (status, answer["content"], answer["edited_timestamp"] is not None) == (200, "y", True)

    with_server(work)


def test_only_own_messages_are_edited_and_others_deleted_with_the_right_to() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        said = server.say("hello", ALICE, NEWSROOM)
        path = f"{MESSAGES}/{said['id']}"
        status, answer = await client("PATCH", path, {"content": "y"})
        assert (status, answer["code"]) == (403, 50005)
        status, answer = await client("DELETE", path)
        assert (status, answer["code"]) == (403, 50013)
        server.set_overwrites(NEWSROOM, Overwrite(BOT.id, allow=int(Permission.MANAGE_MESSAGES), member=True))
        assert (await client("DELETE", path))[0] == 204
        status, answer = await client("GET", path)
        assert (status, answer["code"]) == (404, 10008)

    with_server(work)


@pytest.mark.parametrize(
    ("method", "path", "body", "refusal"),
    [
        ("POST", f"/channels/{PRIVATE.id}/messages", {"content": "x"}, (403, 50001)),
        ("GET", f"/channels/{PRIVATE.id}", None, (403, 50001)),
        ("POST", f"/channels/{READ_ONLY.id}/messages", {"content": "x"}, (403, 50013)),
        ("POST", "/channels/404/messages", {"content": "x"}, (404, 10003)),
        ("GET", f"{MESSAGES}/404", None, (404, 10008)),
        ("GET", "/guilds/404", None, (404, 10004)),
        ("GET", f"/guilds/{GUILD.id}/members/404", None, (404, 10007)),
        ("GET", "/users/404", None, (404, 10013)),
        ("POST", "/users/@me/channels", {"recipient_id": "404"}, (404, 10013)),
        ("POST", "/users/@me/channels", {"recipient_id": BEN.id}, (403, 50007)),
        ("PUT", "/applications/404/commands", [], (404, 10002)),
        ("PUT", f"/applications/{BOT.id}/guilds/404/commands", [], (403, 50001)),
        ("POST", MESSAGES, ["x"], (400, 50109)),
        ("GET", f"{MESSAGES}?limit=101", None, (400, 50035)),
        ("GET", "/no/such/route", None, (404, 0)),
    ],
)
def test_what_is_not_there_or_not_allowed_is_refused(
    method: str, path: str, body: object, refusal: tuple[int, int]
) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client(method, path, body)
        assert (status, answer["code"]) == refusal
        assert len(server.refusals) == 1

    with_server(work, world=World(closed_to_direct_messages=frozenset({BEN.id})))


def test_a_bad_token_is_refused() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("GET", "/users/@me", token="another")
        assert (status, answer) == (401, {"message": "401: Unauthorized", "code": 0})

    with_server(work)


def test_embeds_and_files_need_their_own_rights() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        denied = Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.READ_MESSAGE_HISTORY
        server.say("hello", ALICE, NEWSROOM)
        server.set_overwrites(NEWSROOM, Overwrite(BOT.id, deny=int(denied), member=True))
        assert (await client("POST", MESSAGES, with_embed(title="t")))[1]["code"] == 50013
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", "{}")
        form.add_field("files[0]", b"x", filename="x.txt")
        assert (await client("POST", MESSAGES, data=form))[1]["code"] == 50013
        reference = {"message_id": server.messages(NEWSROOM)[0]["id"]}
        assert (await client("POST", MESSAGES, {"content": "x", "message_reference": reference}))[1]["code"] == 160002
        assert await client("GET", MESSAGES) == (200, [])

    with_server(work)


def test_a_channel_that_is_gone_is_unknown() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        server.delete_channel(DESK)
        status, answer = await client("POST", f"/channels/{DESK.id}/messages", {"content": "x"})
        assert (status, answer["code"]) == (404, 10003)

    with_server(work)


def command(**changes: Any) -> Json:
    return {"name": "figure", "description": "Ask"} | changes


def option(**changes: Any) -> Json:
    return {"type": 3, "name": "question", "description": "What to ask"} | changes


BAD_COMMANDS: dict[str, tuple[list[Json], str]] = {
    "capitals": ([command(name="Figure")], "0.name"),
    "space": ([command(name="the figure")], "0.name"),
    "long name": ([command(name="x" * 33)], "0.name"),
    "no description": ([command(description="")], "0.description"),
    "long description": ([command(description="x" * 101)], "0.description"),
    "same name": ([command(), command()], "1.name"),
    "many commands": ([command(name=f"c{number}") for number in range(101)], ""),
    "many options": ([command(options=[option(name=f"o{number}") for number in range(26)])], "0.options"),
    "same option": ([command(options=[option(), option()])], "0.options.1.name"),
    "required after optional": (
        [command(options=[option(), option(name="b", required=True)])],
        "0.options.1",
    ),
    "many choices": (
        [command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])],
        "0.options.0.choices",
    ),
    "choices and autocomplete": (
        [command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])],
        "0.options.0.autocomplete",
    ),
    "unknown key": ([command(help="x")], "0.help"),
}


@pytest.mark.parametrize("name", BAD_COMMANDS)
def test_a_bad_command_is_refused_where_it_is_bad(name: str) -> None:
    body, path = BAD_COMMANDS[name]

    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("PUT", COMMANDS, body)
        assert (status, answer["code"]) == (400, 50035)
        assert path in where(answer["errors"])
        assert not server.commands.get(None)

    with_server(work)


def test_a_command_keeps_its_id_when_it_is_registered_again() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, first = await client("POST", COMMANDS, command())
        assert status == 201
        status, second = await client("POST", COMMANDS, command(description="Ask more"))
        assert (status, second["id"], second["description"]) == (200, first["id"], "Ask more")
        _, listed = await client("PUT", COMMANDS, [command(), command(name="other")])
        assert listed[0]["id"] == first["id"]
        assert await client("GET", COMMANDS) == (200, listed)

    with_server(work)


@pytest.mark.skipif(not available(), reason="Discord's OpenAPI document is not beside the repository")
def test_bodies_are_held_against_the_specification() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, {"content": "x", "tts": "yes"})
        assert (status, where(answer["errors"])) == (400, {"tts": "SPECIFICATION"})

    with_server(work)


@pytest.mark.parametrize("body", [{"embeds": [{"footer": "x"}]}, {"content": "x", "allowed_mentions": [1]}])
def test_a_body_of_the_wrong_shape_is_refused(body: Json) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, body)
        assert (status, answer["code"]) == (400, 50035)

    with_server(work)


def test_a_lenient_server_checks_no_bodies() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, _ = await client("POST", MESSAGES, {"content": "x" * 2001})
        assert status == 200

    with_server(work, strict=False)
