"""A browser of this machine's, where it has one."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from adapters.demo.server import DemoServer

PATH = shutil.which("chromium")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
"""A test runs as anybody, also in a container, and fetches nothing."""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=[*_QUIET])
        yield browser
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """The address of one, which serves in a thread of its own: the browser is driven from this one."""
    loop, ended, told = asyncio.new_event_loop(), asyncio.Event(), list[str]()
    opened = threading.Event()

    async def serve() -> None:
        server = DemoServer()
        await server.open()
        try:
            await server.opened()
            told.append(server.url)
            opened.set()
            await ended.wait()
        finally:
            opened.set()
            await server.close()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    opened.wait()
    try:
        yield told[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()
