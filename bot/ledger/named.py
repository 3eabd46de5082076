"""What somebody who types a figure means by a name: something that the ledger holds, or something new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.ask.text import fold
from bot.domain import Catalogue, Code, Concept, Source
from bot.ingest.faults import BadCell
from bot.ingest.identity import slug
from bot.ingest.words import nearest, quoted

_NEW = re.compile(r"new\s*:\s*(\S.*)", re.IGNORECASE)
_PART = re.compile(r"\s*[;\n]\s*")
_PAIR = re.compile(r"([^=:]+?)\s*[=:]\s*(\S.*)")
_HOW_NEW = "write “new: {}” if it is to be added"
_Named = TypeVar("_Named", bound=Concept)


@dataclass(frozen=True, slots=True)
class Meant:
    """`text` is an id that the ledger holds or, if it is `new`, a name that it does not know."""

    text: str
    new: bool = False


def meant(what: str, concepts: Iterable[_Named], text: str) -> Meant:
    """The concept with this id, or this label or other label in any case; or a new one, where the text says so. Raises
    BadCell."""
    new = _NEW.fullmatch(text)
    name = new[1] if new else text
    found = _called(concepts, name)
    if len(found) == 1:
        return Meant(found[0].id)
    if len(found) > 1:
        raise BadCell(f"{quoted(name)} may be several", f"write one of their ids: {', '.join(one.id for one in found)}")
    if new:
        return Meant(name, new=True)
    near = nearest(name, [one.label for one in concepts])
    otherwise = _HOW_NEW.format(name)
    right = f"did you mean {quoted(near)}? If not, {otherwise}" if near else otherwise
    raise BadCell(f"The ledger has no {what} {quoted(name)}", right)


def cited(sources: Mapping[str, Source], text: str) -> Meant:
    """A source by its id, title or publisher: of one publisher's, the one that goes by its name alone. What the ledger
    does not know is new."""
    wanted = fold(text)
    if text in sources:
        return Meant(text)
    titled = [one for one in sources.values() if wanted == fold(one.title or "")]
    published = [one for one in sources.values() if wanted == fold(one.publisher or "") and not one.title]
    by_publisher = [one for one in sources.values() if wanted == fold(one.publisher or "")]
    for found in (titled, published, by_publisher):
        if len(found) == 1:
            return Meant(found[0].id)
        if len(found) > 1:
            ids = ", ".join(sorted(one.id for one in found))
            raise BadCell(f"{quoted(text)} may be several sources", f"write one of their ids: {ids}")
    return Meant(text, new=True)


def codes_meant(text: str, used: Iterable[str], catalogue: Catalogue) -> dict[Meant, Meant]:
    """By what a figure is broken down, from “party: Labour; region: North”: dimensions with a code each. A code that
    one of the dimensions in use alone has may stand by itself; “new: party: Blue” is a new one. Raises BadCell."""
    found: dict[Meant, Meant] = {}
    for part in filter(None, _PART.split(text.strip())):
        dimension, code = _pair(part, tuple(used), catalogue)
        if dimension in found:
            raise BadCell(f"{quoted(part)} says twice what {quoted(dimension.text)} is", "write one of the two")
        found[dimension] = code
    return found


def _pair(part: str, used: tuple[str, ...], catalogue: Catalogue) -> tuple[Meant, Meant]:
    alone = _alone(part, used, catalogue)
    if alone is not None:
        return Meant(alone.dimension), Meant(alone.id)
    new = _NEW.fullmatch(part)
    pair = _PAIR.fullmatch(new[1] if new else part)
    if pair is None:
        example = f"new: party: {new[1]}" if new else "party: Labour"
        raise BadCell(f"{quoted(part)} is none of the codes in use", f"write it with what it is: {example}")
    mark = "new: " if new else ""
    dimension = meant("breakdown", catalogue.dimensions.values(), f"{mark}{pair[1]}")
    codes = [code for code in catalogue.codes.values() if code.dimension == dimension.text and not dimension.new]
    return dimension, meant("code", codes, pair[2] if _NEW.fullmatch(pair[2]) else f"{mark}{pair[2]}")


def _alone(part: str, used: tuple[str, ...], catalogue: Catalogue) -> Code | None:
    """The code that a text names by itself. Raises BadCell where several dimensions have it."""
    found = [code for code in _called(catalogue.codes.values(), part) if code.dimension in used]
    if len(found) > 1:
        names = " or ".join(f"{code.dimension}: {code.id}" for code in found)
        raise BadCell(f"{quoted(part)} may be several codes", f"write {names}")
    return found[0] if found else None


def _called(concepts: Iterable[_Named], name: str) -> list[_Named]:
    """Those with this id; else this label; else this other label."""
    held, wanted = list(concepts), fold(name)
    by_id = [one for one in held if one.id == name] or [one for one in held if one.id == slug(name)]
    by_label = [one for one in held if fold(one.label) == wanted]
    return by_id or by_label or [one for one in held if wanted in map(fold, one.alt_labels)]
