"""In which time zone an event is meant: as it says itself, as its file, whoever imports it, or the newsroom says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from babel.core import get_global

from bot.calendar.exchange.ics import names
from bot.ingest.faults import BadCell
from bot.zones import instant_of, zone_names

_OF_A_CALENDAR = ("X-WR-TIMEZONE", "TIMEZONE-ID")
_OF_A_TIME_ZONE = ("X-LIC-LOCATION", "TZID-ALIAS-OF")
_NOWHERE = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"})
"""Names by which an instant is told without a place."""


@dataclass(frozen=True, slots=True)
class Zones:
    """`said` is the zone (IANA) that whoever imports names, `newsroom` that of the newsroom; `calendar` that of the
    whole file, as it says; `defined` are the rules that the file has of zones, by the name that it gives them."""

    said: str | None
    newsroom: str | None
    calendar: str | None = None
    defined: Mapping[str, Any] = field(default_factory=dict)

    def of(self, calendar: Any) -> Zones:
        """With what a calendar says itself."""
        defined = {str(one.get("TZID", "")): one for one in calendar.walk("VTIMEZONE")}
        named = (str(calendar[name]) for name in _OF_A_CALENDAR if name in calendar)
        zone = next((zone for name in named if (zone := iana(name, defined.get(name))) is not None), None)
        return Zones(self.said, self.newsroom, zone, defined)

    def instant(self, start: datetime, named: str | None, own: str | None) -> tuple[datetime, str]:
        """When something begins (UTC), and the zone it is meant in. `named` is the TZID that is written with it, `own`
        a zone of ours. Raises BadCell where no zone is told, and what `instant_of` raises."""
        key = getattr(start.tzinfo, "key", None)
        if key is not None and key not in _NOWHERE:
            return instant_of(start.replace(tzinfo=None), key), key
        known = None if named is None else iana(named, self.defined.get(named))
        if start.tzinfo is not None:
            # By the rules of the file, or in UTC: only whose clocks are to tell it is left to say.
            place = None if known in _NOWHERE else known
            return start.astimezone(UTC), own or place or self.said or self.calendar or self.newsroom or names.UTC
        zone = known or own or self.said or (self.calendar if named is None else None)
        if zone is None:
            raise BadCell("the event's time has no time zone that is known", "name the one that is meant with --zone")
        return instant_of(start.replace(tzinfo=None), zone), zone


def iana(name: str, rules: Any = None) -> str | None:
    """The zone that a file calls so, be it by its name on Windows or with its maker before it; None: nobody knows.
    `rules` are those that the file has of it."""
    aliases = [str(rules[alias]) for alias in _OF_A_TIME_ZONE if alias in rules] if rules is not None else []
    for one in (name, *aliases):
        plain = one.strip().strip('"')
        windows: str | None = get_global("windows_zone_mapping").get(plain)
        called: list[str | None] = [plain, windows]
        if plain.startswith("/"):
            called += [plain.split("/", count)[-1] for count in range(1, plain.count("/") + 1)]
        found = next((zone for zone in called if zone in zone_names()), None)
        if found is not None:
            return found
    return None
