"""Short names of units of measurement, which are units only where a header sets them apart: "(m3/s)", "_km"."""

from __future__ import annotations

import re

_ATOM = (
    r"(?:[kcmµμnMG]?m(?:[²³23]|\^[23])?|[kmµμM]?g|[mcd]?[lL]|ML|GL|[kMG]?t|k?ha|[kMGT]?Wh?|[kMGT]?J|[kM]?V|[kMG]?Hz"
    r"|h?Pa|bar|ppm|ppb|dB|m?s|min|h|hr|day|d|km|mi|ft|in|yd|lb|oz|°C|°F|tonnes?|litres?|hectares?)"
)
_AREA = r"(?:sq\.?|square|cu\.?|cubic) ?(?:k?m|cm|mm|ft|mi|miles?|(?:kilo|centi)?met(?:re|er)s?|feet|yards?)"
_SINGLE = frozenset({"s", "d", "in", "V", "J", "min"})
"""Letters that more often stand for something else: the ending of a plural, a note."""
_UNIT = re.compile(rf"(?:{_AREA}|{_ATOM})(?: ?/ ?(?:{_AREA}|{_ATOM}|yr|year|week))?")
_WORDS = re.compile(r"mph|km/h|kph|sq km|sq mi|t co2e?|t co₂e?|kg co2e?", re.IGNORECASE)
_HEADS = "person|people|head|capita|inhabitants?|residents?|households?|hectares?|acres?|miles?"
_EACH = re.compile(rf"per (?:{_AREA}|(?!d$|s$|in$){_ATOM}|{_HEADS})", re.IGNORECASE)
_GLUED = 2
"""Letters that a unit has at least which only an underscore sets apart: "a_m" may be anything."""


def measured_unit(text: str) -> str | None:
    """The unit that the text in a header's brackets is as a whole: "m", "km2", "m3/s", "sq. km", "per km2"; None where
    it is something else."""
    plain = " ".join(text.split())
    if plain in _SINGLE:
        return None
    return plain if _UNIT.fullmatch(plain) or _WORDS.fullmatch(plain) or _EACH.fullmatch(plain) else None


def glued_unit(word: str) -> str | None:
    """The same of the last word of a name such as "area_km2"."""
    return measured_unit(word) if len(word) >= _GLUED and "/" not in word else None
