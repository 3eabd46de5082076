"""So that one person's long matters do not hold up everybody's."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.chat.nouns import Asker, Inbound, Press


class Turns:
    """Lets so many things of one person be worked on at a time; the others wait, in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._here = Counter[str]()

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        turns = self._turns.setdefault(who, asyncio.Semaphore(self._at_once))
        self._here[who] += 1
        try:
            async with turns:
                yield
        finally:
            self._here[who] -= 1
            if not self._here[who]:
                del self._here[who], self._turns[who]


def whose(matter: object) -> str | None:
    """The person whom something is done for; None: nobody in particular."""
    if isinstance(matter, Inbound | Press):
        matter = matter.asker
    return matter.user if isinstance(matter, Asker) else None
