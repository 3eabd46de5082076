"""What was said while nobody listened, where a platform does not say it again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import inbox
from bot.chat.service import ChatDesk
from bot.delivery.manage import latest_destinations


def untaken(desk: ChatDesk, keys: Sequence[str]) -> list[str]:
    """The keys of events that were never taken, in their order. Raises StoreUnavailable."""
    taken = inbox.taken_of(desk.desk.engine, keys)
    return [key for key in keys if key not in taken]


def channels(desk: ChatDesk, workspace: str, at_most: int) -> list[str]:
    """The channels of a workspace ("slack/T1") that anything was sent to, the latest first. Raises StoreUnavailable."""
    return [address.channel for address in latest_destinations(desk.desk.engine, workspace, at_most)]
