"""Labels that call themselves the whole of others, or a part of the one above."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?(?:[ ,:(–-].*)?|all|both|overall|together|combined|_t"
    r"|(?:.+[ ,(–-])?totals?\)?|.+[,(–-] ?all\)?",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?:(?P<before>.+), )?(?:all|both) (?P<what>.+)", re.IGNORECASE)
_OTHERS = re.compile(r"(?:all|total|totals)(?: the)? (?:other|others|remaining|else|but|except)\b", re.IGNORECASE)
_COMMON = re.compile(r"(?:All|Both) [a-z]")
"""A noun in small letters is no name where the word before it has a capital: "All streams", not "All Saints". Where all
of the label is in small letters, these tell nothing."""
_SMALL = re.compile(r"(?:all|both) [a-z]")
_WORD = re.compile(r"[a-z]+")
_KINDS = frozenset(
    {
        "ages", "sexes", "genders", "persons", "people", "groups", "classes", "types", "kinds", "categories", "levels",
        "regions", "areas", "countries", "provinces", "states", "districts", "counties", "places", "zones", "wards",
        "industries", "sectors", "occupations", "causes", "reasons", "ethnicities", "races", "religions", "households",
        "families", "items", "products", "goods", "services", "commodities", "crops", "offences", "crimes", "schools",
        "subjects", "grades", "years", "months", "sizes", "durations", "tenures", "modes", "sources", "origins",
        "destinations", "parties", "candidates", "respondents", "adults", "workers", "employees", "businesses",
        "men", "women", "males", "females", "boys", "girls", "children", "students", "units", "territories", "cities",
        "dwellings", "establishments", "enterprises", "violations", "generations", "communities", "individuals",
    }
)  # fmt: skip
"""What "all" of it is, rather than the name of something: "All Saints"."""
_PART = re.compile(r"(?:of|in) which\b.*", re.IGNORECASE)
_NEAR = 3
"""So many words behind "all" may say what: "all census metropolitan areas"."""


def is_total(label: str, dimension: str = "") -> bool:
    """Whether a label names a whole in plain words: "Total", "All ages", "Both sexes", "All streams" of a "Stream"; not
    "All Saints", nor "All other causes"."""
    if _OTHERS.match(label):
        return False
    if _TOTAL.fullmatch(label):
        return True
    found = _ALL.fullmatch(label)
    words = _WORD.findall(found["what"].casefold())[:_NEAR] if found else []
    called = {_stem(word) for word in _WORD.findall(dimension.casefold()) if len(word) > 1}
    if _COMMON.match(label):
        return True
    return any(word in _KINDS or _stem(word) in called for word in words)


def may_be_total(label: str, dimension: str = "") -> bool:
    """Whether a label names a whole, or would if numbers show one: "all boats" in small letters, which tell nothing."""
    return is_total(label, dimension) or bool(_SMALL.match(label) and not _OTHERS.match(label))


def is_part_of_above(label: str) -> bool:
    """Whether a label says that it is part of the row above: "of which women"."""
    return bool(_PART.fullmatch(label))


def _stem(word: str) -> str:
    """A noun without what makes it several."""
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
