"""Requests of every kind to the demo's server, over real sockets: what its page sends, the same damaged, and what no
page sends. None of them fails on the server's side, and it serves its page afterwards.

    python -m tests.proofs.demo_fuzz --seed 1 --requests 10000
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import aiohttp
from yarl import URL

from adapters.demo.newsroom import CHANNELS
from adapters.demo.pages import page_of
from adapters.demo.server import DemoServer
from adapters.demo.story import QUESTIONS
from bot.cards.card import Action
from tests.proofs.report import tell

_AT_ONCE = 8
_ACTS = ("say", "press", "send", "clock", "record", "discard", "drop", "news", "chart", "restart")
_PAGES = ("", "page.css", "newsroom.js", "slack.js", "ferries.csv")
_ODD_PATHS = (
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/pages.py",
    "site/index.html",
    "newsroom.js%00.css",
    "news/",
    "/",
    "//",
    "%",
    "%ff%fe",
    "news;x=1",
    "NEWS",
    "say.json",
    "chart.png",
    "{{7*7}}",
    "x" * 3_000,
)
_ODD_TEXTS = (
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "💥" * 50,
        "a" * 5_000,
        "é" * 19_999,
        "x" * 30_000,
        "subscribe",
        "dates",
        "/figure help",
    ),
    *("<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%n", "'; DROP TABLE figure; --", "\r\nSet-Cookie: a=b"),
    *("@Factdesk", "@factdesk thanks", "dates add Election at 2020-11-05 zone UTC", "follow special votes", "1/0"),
)
_ODD_VALUES: tuple[Any, ...] = (None, True, 0, -1, 1e308, 10**30, [], {}, [[]], {"a": {"b": []}}, [None] * 50)
_INSTANTS = ("2020-10-31T10:00:00+13:00", "2020-11-02T10:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")
_FILE_NAMES = ("a.csv", "..", "%00", "b.xlsx", "", "%F0%9F%92%A5")
_FILES = (
    b"",
    b"a,b\n1,2\n",
    b"PK\x03\x04",
    b"\xff\xfe\x00",
    b"Year,Otters\n2019,12\n2020,13\n",
    b"{}",
    b"<table><tr><td>1",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


@dataclass(slots=True)
class Found:
    statuses: Counter[int] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    still_serves: bool = False

    @property
    def holds(self) -> bool:
        return not self.failed and self.still_serves


def requests(seed: int, token: str) -> Iterator[Wanted]:
    """For ever."""
    draw = random.Random(seed)
    while True:
        yield _damaged(draw, token) if draw.random() < 0.3 else _proper(draw, token)


def _proper(draw: random.Random, token: str) -> Wanted:
    """As a page asks it, with whatever in it."""
    name = draw.choices(_ACTS, (30, 20, 12, 1.5, 4, 4, 4, 10, 6, 0.5))[0]
    if name in ("news", "chart"):
        query = {
            "news": f"after={draw.choice(('0', '', '-5', 'x', '9' * 30))}&epoch=",
            "chart": f"message={_ref(draw)}",
        }
        return Wanted("GET", f"/{token}/{name}?{query[name]}", {}, None)
    if name == "drop":
        query = f"channel={draw.choice([*CHANNELS, '', 'x'])}&name={draw.choice(_FILE_NAMES)}"
        return Wanted(
            "POST", f"/{token}/drop?{query}", {"Content-Type": "application/octet-stream"}, draw.choice(_FILES)
        )
    body = json.dumps({key: _of(draw, key) for key in _fields(name)}).encode()
    return Wanted("POST", f"/{token}/{name}", {"Content-Type": "application/json"}, body)


def _fields(name: str) -> Sequence[str]:
    return {
        "say": ("channel", "text", "thread", "alone"),
        "press": ("message", "action", "value"),
        "send": ("form", "look", "values"),
        "clock": ("to",),
        "restart": (),
    }.get(name, ("drop",))


def _of(draw: random.Random, key: str) -> Any:
    if draw.random() < 0.1:
        return draw.choice((*_ODD_VALUES, *_ODD_TEXTS))
    among: dict[str, Sequence[Any]] = {
        "channel": list(CHANNELS),
        "text": (*QUESTIONS, *_ODD_TEXTS),
        "thread": (None, None, _ref(draw)),
        "alone": (True, False),
        "message": (_ref(draw),),
        "action": [action.value for action in Action],
        "value": (_ref(draw), "1", "abc:0", "a:b:c", "🙂"),
        "look": ("slack", "discord"),
        "to": _INSTANTS,
        "values": (*_ODD_VALUES, {"note": {"text": {"value": "hm"}}}, [{"component": {"custom_id": "note"}}]),
    }
    return draw.choice(among.get(key, (f"f{draw.randrange(200)}",)))


def _ref(draw: random.Random) -> str:
    return f"m{draw.randrange(60)}"


def _damaged(draw: random.Random, token: str) -> Wanted:
    """What no page sends."""
    method = draw.choice(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"))
    its = draw.choice((token, token, token, token, token[:-1], token + "x", token.swapcase(), "", "..", "%2e%2e"))
    name = draw.choice((*_ACTS, *_PAGES, *_ODD_PATHS))
    headers = {
        draw.choice(("Content-Type", "Accept", "X-Odd")): draw.choice(
            ("application/json", "text/plain", "x" * 5_000, "é")
        ),
        **draw.choice(({}, {"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"})),
        **draw.choice(({}, {}, {"Content-Encoding": "gzip"}, {"Range": "bytes=0-1"}, {"Cookie": "a=b"})),
    }
    body = draw.choice((None, b"", b"{", b"[]", b"7", b'{"a":' * 3_000, draw.randbytes(200), b"x" * 1_200_000))
    sends = method not in ("GET", "HEAD")
    return Wanted(method, f"/{its}/{name}", headers, body if sends else None)


async def fuzz(seed: int, count: int) -> Found:
    """So many of them to a demo of their own."""
    server, found = DemoServer(), Found()
    await server.open()
    try:
        url = URL(server.url)
        wanted = islice(requests(seed, url.path.strip("/")), count)
        origin = f"{url.scheme}://{url.authority}"
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(_ask(session, origin, wanted, found) for _ in range(_AT_ONCE)))
            async with session.get(url) as answer:
                page = page_of("")
                found.still_serves = page is not None and await answer.read() == page.content
    finally:
        await server.close()
    return found


async def _ask(session: aiohttp.ClientSession, origin: str, wanted: Iterator[Wanted], found: Found) -> None:
    for one in wanted:
        url = URL(f"{origin}{one.path}", encoded=True)
        try:
            async with session.request(one.method, url, headers=one.headers, data=one.body, compress=False) as answer:
                await answer.read()
                status = answer.status
        except aiohttp.ClientError:
            status = 0  # It hung up on what is too long, or no HTTP.
        found.statuses[status] += 1
        if status >= 500:
            found.failed.append(f"{status}: {one.method} {one.path[:100]} {(one.body or b'')[:200]!r}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.demo_fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args(arguments)
    began = datetime.now(UTC)
    found = asyncio.run(fuzz(options.seed, options.requests))
    told = {"seed": options.seed, "requests": options.requests, "statuses": dict(sorted(found.statuses.items()))}
    seconds = round((datetime.now(UTC) - began) / timedelta(seconds=1))
    tell({"proof": "demo_fuzz", "holds": found.holds, **told, "seconds": seconds, "failed": found.failed[:10]})
    return 0 if found.holds else 1


if __name__ == "__main__":
    sys.exit(main())
