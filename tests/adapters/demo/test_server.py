"""The demo's server, over real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from adapters.demo import server
from adapters.demo.pages import HEADERS
from adapters.demo.server import DemoServer, Ended, Unavailable
from tests.proofs.demo_fuzz import fuzz

Ask = Callable[..., Coroutine[Any, Any, tuple[int, bytes, Any]]]
YES = {"channel": "newsroom", "text": "what share voted yes to cannabis?"}


def _with(work: Callable[[Ask, URL], Coroutine[Any, Any, None]]) -> None:
    """`work` asks for a path behind the token, or for one that begins with "/"."""

    async def main() -> None:
        server = DemoServer()
        await server.open()
        base = URL(server.url)
        try:
            async with aiohttp.ClientSession() as session:

                async def ask(path: str = "", body: Any = None, **how: Any) -> tuple[int, bytes, Any]:
                    method = how.pop("method", "GET" if body is None else "POST")
                    given = how if body is None or "data" in how else {"json": body, **how}
                    place = path if path.startswith("/") else f"{base.path}{path}"
                    url = URL(f"{base.scheme}://{base.authority}{place}", encoded=True)
                    async with session.request(method, url, **given) as answer:
                        return answer.status, await answer.read(), answer.headers

                await work(ask, base)
        finally:
            await server.close()

    asyncio.run(main())


async def _news(ask: Ask, after: int = 0, epoch: str = "") -> Any:
    status, body, _ = await ask(f"news?after={after}&epoch={epoch}")
    assert status == 200
    return json.loads(body)


def test_its_page_and_all_that_it_needs_are_served_with_what_keeps_them_to_themselves() -> None:
    async def work(ask: Ask, base: URL) -> None:
        assert base.host == "127.0.0.1"
        status, page, headers = await ask()
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        needed = re.findall(r'(?:src|href)="([^":]+)"', page.decode())
        assert {"newsroom.js", "page.css", "slack.js", "discord.js"} <= set(needed)
        for name in ("", *needed, "forms.js", "messages.js", "week.js", "news", "nothing"):
            status, _, headers = await ask(name)
            assert status == (404 if name == "nothing" else 200)
            assert {key: headers[key] for key in HEADERS} == HEADERS
            assert headers["Server"] == "Factdesk"
        policy = HEADERS["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    _with(work)


def test_nobody_gets_in_without_its_token() -> None:
    async def work(ask: Ask, base: URL) -> None:
        token = base.path.strip("/")
        assert len(token) >= 20
        wrong = (
            "/",
            "/news",
            "/x/",
            f"/{token[:-1]}/",
            f"/{token}x/",
            f"/{token.swapcase()}/",
            f"/x/{token}/",
            "//",
            "/%C3%A9/",
        )
        for path in wrong:
            status, body, headers = await ask(path)
            assert (status, body) == (403, b"")
            assert headers["X-Frame-Options"] == "DENY"
        status, *_ = await ask("/x/say", YES)
        assert status == 403

    _with(work)


def test_another_site_s_page_gets_nothing_and_does_nothing() -> None:
    async def work(ask: Ask, base: URL) -> None:
        theirs = ({"Host": f"evil.example:{base.port}"}, {"Origin": "https://evil.example"}, {"Origin": "null"})
        for headers in theirs:
            for body in (None, YES):
                status, *_ = await ask("say" if body else "", body, headers=headers)
                assert status == 403
        ours = {"Origin": f"http://127.0.0.1:{base.port}"}
        assert (await ask("say", YES, headers=ours))[0] == 200
        # A form of another page can send text, and no JSON.
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            sent = {"data": json.dumps(YES), "headers": {"Content-Type": kind}}
            assert (await ask("say", YES, **sent))[0] == 415

    _with(work)


@pytest.mark.parametrize(
    "path",
    [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/pages.py",
        "....//pages.py",
        "site/page.css",
        "page.css%00",
        "page.css/",
        "/etc/passwd",
        "\\..\\pages.py",
        "drawn/slack.js",
        "pages.py",
        "page.css%0d%0aX-Odd:%20yes",
    ],
)
def test_nothing_but_its_files_is_served(path: str) -> None:
    async def work(ask: Ask, base: URL) -> None:
        place = path if not path.startswith("/") else f"{base.path}{path}"
        status, body, headers = await ask(place)
        assert status in (403, 404)
        assert body == b""
        assert "X-Odd" not in headers

    _with(work)


def test_what_is_said_is_news() -> None:
    async def work(ask: Ask, _base: URL) -> None:
        first = await _news(ask)
        assert {one["id"] for one in first["channels"]} >= {"newsroom", "desk"}
        waiting = asyncio.ensure_future(_news(ask, first["number"], first["epoch"]))
        status, body, _ = await ask("say", YES)
        assert next(one.get("text") for one in (await waiting)["messages"]) == f"@Factdesk {YES['text']}"
        more = await _news(ask, first["number"], first["epoch"])
        assert (status, json.loads(body)) == (200, {"number": more["number"]})
        (answer,) = [one for one in more["messages"] if "slack" in one]
        assert "46.1 per cent" in json.dumps(answer["slack"])
        assert "46.1 per cent" in json.dumps(answer["discord"])

    _with(work)


def test_a_form_is_opened_and_sent() -> None:
    async def work(ask: Ask, _base: URL) -> None:
        _, body, _ = await ask("say", {**YES, "text": "subscribe", "alone": True})
        form = json.loads(body)["form"]
        sent = {"form": form["id"], "look": "discord", "values": [{"component": {"custom_id": "topics", "value": "x"}}]}
        status, body, _ = await ask("send", sent)
        assert status == 200
        assert json.loads(body)["errors"]
        assert (await ask("send", {**sent, "form": "f999"}))[0] == 404

    _with(work)


def test_a_chart_is_a_picture() -> None:
    async def work(ask: Ask, _base: URL) -> None:
        question = "when was the gap between Māori and non-Māori prosecutions widest?"
        await ask("say", {**YES, "text": question})
        (with_chart,) = [one["ref"] for one in (await _news(ask))["messages"] if one.get("picture")]
        status, picture, headers = await ask(f"chart?message={with_chart}")
        assert (status, headers["Content-Type"], picture[:4]) == (200, "image/png", b"\x89PNG")
        for other in ("", "m1", "m999", "%00"):
            assert (await ask(f"chart?message={other}"))[0] == 404

    _with(work)


def test_starting_again_is_another_newsroom() -> None:
    async def work(ask: Ask, _base: URL) -> None:
        await ask("say", YES)
        await ask("clock", {"to": "2020-11-06T15:00:00+13:00"})
        before = await _news(ask)
        await ask("restart", {})
        after = await _news(ask, before["number"], before["epoch"])
        assert after["epoch"] != before["epoch"]
        assert after["at"] < before["at"]
        assert len(after["messages"]) < len(before["messages"])

    _with(work)


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("say", {}, 400),
        ("say", {**YES, "text": "  "}, 400),
        ("say", {**YES, "text": 7}, 400),
        ("say", {**YES, "text": "\ud800"}, 400),
        ("say", {**YES, "text": "x" * 20_001}, 400),
        ("say", {**YES, "channel": "nowhere"}, 404),
        ("say", {**YES, "thread": "m999"}, 404),
        ("say", [], 400),
        ("press", {"message": "m1", "action": "explode", "value": ""}, 400),
        ("press", {"message": "m999", "action": "copy", "value": ""}, 404),
        ("clock", {"to": "tomorrow"}, 400),
        ("clock", {"to": "2020-11-06T15:00:00"}, 400),
        ("clock", {"to": "0001-01-01T00:00:00+14:00"}, 200),
        ("clock", {"to": "9999-12-31T23:59:59-12:00"}, 200),
        ("clock", {"to": 7}, 400),
        ("record", {"drop": "nothing"}, 404),
        ("send", {"form": "f1", "look": "irc", "values": {}}, 400),
        ("nothing", {}, 404),
        ("", {}, 404),
    ],
)
def test_what_no_page_sends_is_turned_away_or_does_no_harm(act: str, body: Any, status: int) -> None:
    async def work(ask: Ask, _base: URL) -> None:
        assert (await ask(act, body))[0] == status

    _with(work)


def test_a_file_is_shown_and_one_that_is_too_large_is_not_read() -> None:
    async def work(ask: Ask, _base: URL) -> None:
        binary = {"headers": {"Content-Type": "application/octet-stream"}}
        status, *_ = await ask("drop?channel=desk&name=a.csv", b"", data=b"Year,Otters\n2019,12\n", **binary)
        assert status == 200
        shown = [one for one in (await _news(ask))["messages"] if one["drop"]]
        assert "a.csv: 1 figure" in json.dumps(shown[0]["slack"])
        status, *_ = await ask("drop?channel=desk&name=a.csv", b"", data=b"x" * 2_000_000, **binary)
        assert status == 413

    _with(work)


def test_requests_of_every_kind_make_nothing_fail() -> None:
    found = asyncio.run(fuzz(20_201_030, 1_000))
    assert found.failed == []
    assert found.still_serves
    assert {200, 400, 403, 404, 405, 413, 415} <= found.statuses.keys()


def test_a_port_that_is_taken_is_told() -> None:
    async def main() -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(Unavailable, match=f"Port {port} cannot be had"):
                await DemoServer(port).open()

    asyncio.run(main())


def _started(tmp_path: Path) -> tuple[subprocess.Popen[str], Path, Path]:
    """The command, with a home and a folder for temporary files of its own."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    folders = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FACTDESK_")}
    environment = {**ours, **folders, "HOME": str(home), "TMPDIR": str(temporary)}
    command = [Path(sys.executable).parent / "factdesk", "demo"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return process, home, temporary


def test_whoever_ends_it_does_not_wait_until_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    is_at_it, goes_on, made = threading.Event(), threading.Event(), list[object]()

    def slowly() -> Any:
        is_at_it.set()
        goes_on.wait()
        return made.append

    monkeypatch.setattr(server, "_load", slowly)

    async def main() -> None:
        demo = DemoServer()
        await demo.open()
        opened = asyncio.ensure_future(demo.opened())
        await asyncio.to_thread(is_at_it.wait)
        async with asyncio.timeout(60):
            await demo.close()
        assert not opened.done()
        goes_on.set()
        with pytest.raises(Ended):
            await opened

    asyncio.run(main())
    assert made == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_can_be_ended_at_once_and_leaves_nothing(tmp_path: Path, number: int) -> None:
    process, home, temporary = _started(tmp_path)
    assert process.stdout is not None
    assert "http://127.0.0.1:" in process.stdout.readline()
    process.stdout.readline()
    process.send_signal(number)
    rest, errors = process.communicate()
    assert (process.returncode, rest, errors) == (0, "", "")
    assert [*home.rglob("*"), *temporary.iterdir()] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_tells_its_address_ends_when_told_and_leaves_nothing(tmp_path: Path, number: int) -> None:
    process, home, temporary = _started(tmp_path)
    assert process.stdout is not None
    told, how_to_end = process.stdout.readline(), process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", told)
    assert found is not None

    async def ask() -> None:
        async with aiohttp.ClientSession() as session, session.get(f"{found[0]}news") as answer:
            assert answer.status == 200
            assert [path.name[:14] for path in temporary.iterdir()] == ["factdesk-demo-"]

    asyncio.run(ask())
    process.send_signal(number)
    rest, errors = process.communicate()
    assert (process.returncode, rest, errors) == (0, "", "")
    assert how_to_end == "Ctrl-C ends it, and leaves nothing behind.\n"
    assert [*home.rglob("*"), *temporary.iterdir()] == []
