"""The demo as a whole: a newsroom over a ledger in a temporary folder, and the story that is told in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from adapters.demo import dropped
from adapters.demo.board import BOT, Board, Message
from adapters.demo.newsroom import CHANNELS, EDITOR, EDITORS, REPORTER, Newsroom, Said
from adapters.demo.port import VISITOR
from adapters.demo.requests import Unknown
from adapters.demo.result import Result
from adapters.demo.story import END, ENTERED, QUESTIONS, RESULT, START, STOPS, ZONE, Known, read_sample
from bot.chat.nouns import Reply
from bot.errors import FactdeskError
from bot.ledger.record import record
from bot.store.engine import open_engine
from bot.store.schema import prepare

Json = dict[str, Any]

_PREFIX = "factdesk-demo-"
_SUBSCRIBES = "subscribe to everything reminders 1 day digest fri,sat 08:30"
_ASKS = "what share voted yes to cannabis?"


class House:
    """`open` and `close` once each, and nothing before or after; one thread at a time, but for what is read of the
    board."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        """`changed` is called whenever there is something new to show."""
        self._changed = changed
        self._folder: TemporaryDirectory[str] | None = None
        self._newsroom: Newsroom | None = None
        self._drops: dict[str, tuple[str, Path]] = {}
        self.board = Board(changed)
        self.epoch = ""
        """Names a newsroom: another one begins anew."""

    @property
    def newsroom(self) -> Newsroom:
        assert self._newsroom is not None, "the demo is not open"
        return self._newsroom

    def open(self) -> None:
        folder = self._folder = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        engine = open_engine(f"sqlite:///{Path(folder.name) / 'ledger.sqlite'}")
        prepare(engine)
        sample = read_sample()
        record(engine, sample.known, START, zone=ZONE)
        board = Board(self._changed)
        newsroom = Newsroom(engine, board, START, ZONE, EDITORS)
        _begin(newsroom, sample)
        self._newsroom, self.board, self.epoch = newsroom, board, secrets.token_hex(4)
        self._changed()

    def close(self) -> None:
        """Leaves nothing behind."""
        newsroom, self._newsroom = self._newsroom, None
        if newsroom is not None:
            newsroom.engine.dispose()
        if self._folder is not None:
            self._folder.cleanup()
        self._drops.clear()

    def restart(self) -> None:
        self.close()
        self.open()

    def move(self, to: datetime) -> None:
        """Move the clock on, within the story."""
        self.newsroom.advance(min(to, END))

    def drop(self, channel: str, name: str, content: bytes) -> None:
        """Show what a file would bring. Raises Unknown."""
        if channel not in CHANNELS:
            raise Unknown
        newsroom, id_ = self.newsroom, secrets.token_hex(6)
        path = dropped.keep(self._place / id_, name, content)
        try:
            style = newsroom.chat.desk.style
            *others, last = dropped.previews(path, newsroom.engine, style, newsroom.now(), ZONE)
        except FactdeskError as error:
            newsroom.whisper(channel, Reply(dropped.refused(error)))
            return
        for card in others:
            newsroom.whisper(channel, Reply(card))
        self._drops[id_] = (channel, path)
        newsroom.whisper(channel, Reply(last), drop=id_)

    def record(self, id_: str) -> None:
        """Record a file that was dropped. Raises Unknown."""
        channel, path = self._dropped(id_)
        newsroom = self.newsroom
        try:
            card = dropped.recorded(path, newsroom.engine, newsroom.now(), ZONE, VISITOR)
        except FactdeskError as error:
            card = dropped.refused(error)
        newsroom.whisper(channel, Reply(card))
        newsroom.advance(newsroom.now())

    def discard(self, id_: str) -> None:
        """Raises Unknown."""
        self._dropped(id_)

    def _dropped(self, id_: str) -> tuple[str, Path]:
        found = self._drops.pop(id_, None)
        if found is None:
            raise Unknown
        for message in self.board.since(0):
            if message.drop == id_:
                self.board.change(_settled(message))
        return found

    @property
    def _place(self) -> Path:
        assert self._folder is not None, "the demo is not open"
        return Path(self._folder.name)

    def about(self) -> Json:
        """What a page shows beside the messages."""
        stops = [{"at": one.at.isoformat(), "title": one.title, "told": one.told} for one in STOPS]
        newsroom = self._newsroom
        return {
            "at": (newsroom.now() if newsroom else START).isoformat(),
            "end": END.isoformat(),
            "zone": ZONE,
            "stops": stops,
            "channels": [{"id": id_, "name": name} for id_, name in CHANNELS.items()],
            "bot": BOT,
            "you": VISITOR,
            "questions": QUESTIONS,
        }


def _begin(newsroom: Newsroom, sample: Known) -> None:
    """What was said before the visitor came, and what will be."""
    newsroom.welcome("newsroom")
    newsroom.say(Said("politics", _SUBSCRIBES, alone=True, by=EDITOR))
    newsroom.say(Said("newsroom", _ASKS, by=REPORTER))

    result = Result(newsroom, sample)
    newsroom.plan(ENTERED, result.enter)
    newsroom.plan(RESULT, result.publish)


def _settled(message: Message) -> Message:
    return replace(message, drop=None)
