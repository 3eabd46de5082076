"""Layouts (components V2): what Discord takes and refuses of them, by its documentation and its OpenAPI document."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.servers.discord import DiscordServer
from tests.servers.discord.bot import PNG
from tests.servers.discord.errors import Json
from tests.servers.discord.reading import pictures, sentence
from tests.servers.discord.world import ALICE, NEWSROOM
from tests.servers.test_discord_refusals import MESSAGES, RawClient, button, raw_client, row, where

LAYOUT = 1 << 15
Work = Callable[[DiscordServer, RawClient], Awaitable[None]]


def with_server(work: Work, **options: Any) -> None:
    async def run() -> None:
        async with DiscordServer(**options) as server, raw_client(server) as client:
            await work(server, client)

    asyncio.run(run())


def text(content: str = "x") -> Json:
    return {"type": 10, "content": content}


def laid_out(*components: Json, **others: Any) -> Json:
    return {"flags": LAYOUT, "components": list(components), **others}


def container(*components: Json, **others: Any) -> Json:
    return {"type": 17, "components": list(components), **others}


def section(*texts: Json, **others: Any) -> Json:
    link = {"type": 2, "style": 5, "label": "Open", "url": "https://harbour.example/report"}
    return {"type": 9, "components": list(texts), "accessory": link, **others}


def gallery(*urls: str, **others: Any) -> Json:
    return {"type": 12, "items": [{"media": {"url": url}, **others} for url in urls]}


BAD: dict[str, tuple[Json, str]] = {
    "content": (laid_out(text(), content="x"), "content"),
    "embeds": (laid_out(text(), embeds=[{"title": "x"}]), "embeds"),
    "stickers": (laid_out(text(), sticker_ids=["1"]), "sticker_ids"),
    "41 components": (laid_out(container(*[text()] * 40)), "components"),
    "4,001 characters": (laid_out(text("x" * 2000), container(text("y" * 2001))), "components"),
    "an empty text": (laid_out(container(text(" "))), "components.0.components.0.content"),
    "a container within a container": (laid_out(container(container(text()))), "components.0.components.0.type"),
    "an empty container": (laid_out(container()), "components.0.components"),
    "no colour": (laid_out(container(text(), accent_color=1 << 24)), "components.0.accent_color"),
    "a section without anything beside it": (laid_out(section(text(), accessory=None)), "components.0.accessory"),
    "a section without text": (laid_out(section()), "components.0.components"),
    "a section with 4 texts": (laid_out(section(*[text()] * 4)), "components.0.components"),
    "a button by itself": (laid_out(button()), "components.0.type"),
    "an unknown spacing": (laid_out({"type": 14, "spacing": 3}), "components.0.spacing"),
    "no pictures": (laid_out(gallery()), "components.0.items"),
    "11 pictures": (laid_out(gallery(*["https://harbour.example/a.png"] * 11)), "components.0.items"),
    "a picture that is not attached": (laid_out(gallery("attachment://a.png")), "components.0.items.0.media.url"),
    "a long description": (
        laid_out(gallery("https://harbour.example/a.png", description="x" * 1025)),
        "components.0.items.0.description",
    ),
    "one id twice": (
        laid_out(row(button()), container(row(button()))),
        "components.1.components.0.components.0.custom_id",
    ),
    "one number twice": (laid_out(text() | {"id": 7}, text() | {"id": 7}), "components"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_layout_is_refused_where_it_is_bad(name: str) -> None:
    body, path = BAD[name]

    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, body)
        assert (status, answer["code"]) == (400, 50035)
        assert path in where(answer["errors"])
        assert server.messages(NEWSROOM) == []

    with_server(work)


GOOD: dict[str, Json] = {
    "40 components": laid_out(container(*[text()] * 39)),
    "4,000 characters": laid_out(text("x" * 2000), container(text("y" * 2000))),
    "nothing in place of what it excludes": laid_out(text(), content=None, embeds=[], attachments=[]),
    "a section": laid_out(container(section(*[text()] * 3), {"type": 14, "divider": True, "spacing": 2})),
    "a picture from elsewhere": laid_out(gallery("https://harbour.example/a.png", description="x" * 1024)),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_layout_at_the_limits_is_taken(name: str) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, GOOD[name])
        assert status == 200, answer
        assert answer["flags"] == LAYOUT

    with_server(work)


@pytest.mark.parametrize("name", ["content", "flags"])
def test_a_layout_cannot_be_taken_away(name: str) -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        _, message = await client("POST", MESSAGES, laid_out(text("before")))
        path = f"{MESSAGES}/{message['id']}"
        if name == "content":
            status, answer = await client("PATCH", path, {"content": "after"})
            assert (status, list(answer["errors"])) == (400, ["content"])
        else:
            await client("PATCH", path, {"flags": 0})
        assert (server.messages(NEWSROOM)[0]["flags"], sentence(server.messages(NEWSROOM)[0])) == (LAYOUT, "before")
        status, answer = await client("PATCH", path, {"content": None, "embeds": [], "components": [text("after")]})
        assert (status, sentence(answer)) == (200, "after")

    with_server(work)


def test_a_message_gets_a_layout_once_nothing_else_is_left_in_it() -> None:
    async def work(_server: DiscordServer, client: RawClient) -> None:
        _, message = await client("POST", MESSAGES, {"content": "x", "embeds": [{"title": "y"}]})
        path = f"{MESSAGES}/{message['id']}"
        for left in ({}, {"content": None}, {"content": None, "embeds": None}, {"embeds": []}):
            status, answer = await client("PATCH", path, laid_out(text("after"), **left))
            assert (status, answer["code"]) == (400, 50035), left
        status, answer = await client("PATCH", path, laid_out(text("after"), content=None, embeds=[]))
        assert (status, answer["content"], answer["embeds"], answer["flags"]) == (200, "", [], LAYOUT)

    with_server(work)


def test_a_file_is_shown_where_the_layout_has_it() -> None:
    async def work(server: DiscordServer, _client: RawClient) -> None:
        body = laid_out(
            gallery("attachment://a.png", description="a line"), attachments=[{"id": 0, "filename": "a.png"}]
        )
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        form.add_field("files[0]", PNG, filename="a.png", content_type="image/png")
        headers = {"Authorization": f"Bot {server.world.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(f"{server.api_url}{MESSAGES}", data=form) as answered,
        ):
            message = await answered.json()
        (shown,) = pictures(message)
        assert (shown["description"], message["attachments"]) == ("a line", [])
        assert server.state.uploads[shown["url"].removeprefix(server.state.base_url)] == PNG

    with_server(work)


def test_a_promise_of_an_answer_has_no_layout() -> None:
    async def work(server: DiscordServer, client: RawClient) -> None:
        command = {"name": "ask", "description": "Ask", "type": 1}
        await client("PUT", f"/applications/{server.world.application_id}/commands", [command])
        asked = server.command("ask", user=ALICE, channel=NEWSROOM)
        promise = {"type": 5, "data": {"flags": LAYOUT | 64}}
        await client("POST", f"/interactions/{asked.id}/{asked.token}/callback", promise)
        assert asked.original is not None
        assert not asked.original["flags"] & LAYOUT
        path = f"/webhooks/{server.world.application_id}/{asked.token}/messages/@original"
        assert (await client("PATCH", path, {"components": [text()]}))[0] == 400
        status, filled = await client("PATCH", path, laid_out(text("the answer")))
        assert (status, filled["flags"], sentence(filled)) == (200, LAYOUT | 64, "the answer")

    with_server(work)


def test_a_server_may_know_nothing_of_layouts() -> None:
    async def work(_server: DiscordServer, client: RawClient) -> None:
        status, answer = await client("POST", MESSAGES, laid_out(container(text())))
        assert (status, answer["code"]) == (400, 50035)
        assert (await client("POST", MESSAGES, {"content": "x"}))[0] == 200

    with_server(work, layouts=False)
