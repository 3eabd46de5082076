"""Which user groups somebody is in, asked for only where rights depend on it, and remembered for minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

_KEPT = timedelta(minutes=5)


class UserGroups:
    """`ids` are the groups that count; `clock` gives the time."""

    def __init__(self, client: AsyncWebClient, ids: Sequence[str], clock: Callable[[], datetime]) -> None:
        self._client = client
        self._ids = ids
        self._clock = clock
        self._members: dict[str, frozenset[str]] = {}
        self._until: datetime | None = None
        self._lock = asyncio.Lock()

    @property
    def any(self) -> bool:
        """Whether there are groups that count."""
        return bool(self._ids)

    async def of(self, user: str) -> tuple[str, ...]:
        """The groups, among those that count, that the user is in. Raises what the client raises."""
        if not self._ids:
            return ()
        async with self._lock:
            now = self._clock()
            if self._until is None or now >= self._until:
                self._members = {group: await self._fetch(group) for group in self._ids}
                self._until = now + _KEPT
        return tuple(group for group, members in self._members.items() if user in members)

    async def _fetch(self, group: str) -> frozenset[str]:
        answer = await self._client.usergroups_users_list(usergroup=group)
        return frozenset(answer["users"])
