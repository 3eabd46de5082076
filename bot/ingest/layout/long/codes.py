"""Columns that say the same thing twice: a code and its name, a dimension that never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.ingest.layout.long.names import says_code, stem
from bot.ingest.layout.long.profile import Column

_SHORT, _LONG = 12, 40
"""Characters of the longest code, and of one in a column that is called so ("NY.GDP.MKTP.KD.ZG")."""


def code_columns(dimensions: Sequence[Column], known: Mapping[int, int] = MappingProxyType({})) -> dict[int, int]:
    """For the column of names of each thing that has one of codes as well: that column. They go together where each
    name has one code, and each code one name, and where their headers or their places say that they belong together,
    or where that is `known`."""
    places = {column.at for column in dimensions}
    found = {name: code for name, code in known.items() if {name, code} <= places}
    taken = {*found, *found.values()}
    for name in dimensions:
        for code in dimensions:
            apart = code.at not in taken and name.at not in taken and name.at != code.at
            if apart and _belong(name, code) and one_to_one(name, code):
                found[name.at] = code.at
                taken |= {name.at, code.at}
    return found


def further_codes(dimensions: Sequence[Column], codes: Mapping[int, int]) -> dict[int, Column]:
    """Columns of codes of things that have one already ("ISO" beside "Country code"), each with that of the names."""
    named = [column for column in dimensions if column.at in codes]
    return {
        code.at: name
        for code in dimensions
        if code.at not in {*codes, *codes.values()} and len(code.told) > 1
        for name in named
        if (says_code(code.name) or _is_id(code.name)) and looks_coded(code) and one_to_one(name, code)
    }


def _belong(name: Column, code: Column) -> bool:
    same = bool(stem(code.name)) and stem(code.name) == stem(name.name)
    if not code.told or not looks_coded(code) or (says_code(name.name) and not (same and says_code(code.name))):
        return False
    if code.at == name.at - 1 and _is_id(code.name) and not _is_id(name.name):
        return all(map(_is_id, code.told))
    beside = abs(name.at - code.at) == 1 and says_code(code.name) and (not stem(code.name) or len(code.told) > 1)
    akin = not set(stem(code.name)).isdisjoint(stem(name.name))
    again = akin and says_code(code.name) and len(code.told) > 1 and code.comes_again
    return (same and says_code(code.name)) or beside or again or (same and abs(name.at - code.at) == 1)


def _is_id(text: str) -> bool:
    """Whether a text is written as data structures write their ids: "REF_AREA", "COU", "Y15-74"."""
    return text == text.upper() and " " not in text and len(text) <= _SHORT


def looks_coded(column: Column) -> bool:
    """Whether its cells are short, and none of several words."""
    longest = _LONG if says_code(column.name) else _SHORT
    return all(len(cell) <= longest and " " not in cell for cell in column.told)


def one_to_one(name: Column, code: Column) -> bool:
    """Whether each name has one code, and each code one name. Blank codes are of names without one."""
    pairs = {(one, other) for one, other in zip(name.cells, code.cells, strict=True) if one and other}
    names, codes = {one for one, _ in pairs}, {other for _, other in pairs}
    return (
        bool(pairs)
        and len(pairs) == len(names) == len(codes)
        and not any(other and not one for one, other in zip(name.cells, code.cells, strict=True))
    )
