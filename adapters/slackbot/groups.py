"""Which user groups somebody is in, asked for only where rights depend on it, and remembered for minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from slack_sdk.web.async_client import AsyncWebClient

from adapters.failures import log_setback

_KEPT = timedelta(minutes=5)
_UNKNOWN_KEPT = timedelta(minutes=1)
_ANEW = timedelta(seconds=5)
"""As old as an answer may be where it has to be a new one: who asks often asks Slack no more often than that."""


class Groups(NamedTuple):
    """Those that somebody is in, of the ones that count; not `known`: Slack does not say who is in all of them."""

    groups: tuple[str, ...]
    known: bool


class UserGroups:
    """`ids` are the groups that count; `clock` gives the time."""

    def __init__(self, client: AsyncWebClient, ids: Sequence[str], clock: Callable[[], datetime]) -> None:
        self._client = client
        self._ids = ids
        self._clock = clock
        self._members: dict[str, frozenset[str] | None] = {}
        self._asked_at: datetime | None = None
        self._lock = asyncio.Lock()

    @property
    def any(self) -> bool:
        """Whether there are groups that count."""
        return bool(self._ids)

    async def of(self, user: str, *, anew: bool = False) -> Groups:
        """Of a group that Slack does not tell the members of, nobody is a member. `anew`: what was asked minutes ago is
        too old."""
        if not self._ids:
            return Groups((), known=True)
        async with self._lock:
            now = self._clock()
            # An answer from the future is as old as it may be: the clock was set back since.
            if self._asked_at is None or not self._asked_at <= now < self._asked_at + self._good_for(anew):
                self._members = {group: await self._fetch(group) for group in self._ids}
                self._asked_at = now
        groups = tuple(group for group, members in self._members.items() if members and user in members)
        return Groups(groups, known=None not in self._members.values())

    def _good_for(self, anew: bool) -> timedelta:
        if anew:
            return _ANEW
        return _UNKNOWN_KEPT if None in self._members.values() else _KEPT

    async def _fetch(self, group: str) -> frozenset[str] | None:
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
            return frozenset(answer["users"])
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody has the group's rights, and is told why
            log_setback(f"Slack does not say who is in the user group {group}; `factdesk doctor` may say why", error)
            return None
