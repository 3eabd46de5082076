"""The time zone of this machine, by its IANA name."""

from __future__ import annotations

from tzlocal import get_localzone_name

from bot.errors import UnknownZone
from bot.zones import zone_of

_FALLBACK = "UTC"


def local_zone() -> str:
    """UTC on a machine that names none."""
    try:
        return zone_of(get_localzone_name() or _FALLBACK).key
    except (LookupError, ValueError, OSError, UnknownZone):
        return _FALLBACK
