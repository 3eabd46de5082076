"""The descriptor of a data package (Frictionless): which resources it has, and what all of it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.package.places import DESCRIPTOR
from bot.ingest.described.strict_json import is_text, read_json
from bot.ingest.faults import BadCell, Faults
from bot.ingest.regular import is_folder, is_there
from bot.ingest.withholding import EMBARGO, withholding_properties, withholds

__all__ = ["DESCRIPTOR", "Descriptor", "ResourceEntry", "read_descriptor"]

_PACKAGE_RIGHT = f"give a folder with a {DESCRIPTOR}, or a .csv file"


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """What the descriptor in `folder` says of a resource."""

    name: str
    said: Mapping[str, Any]
    folder: Path


@dataclass(frozen=True, slots=True)
class Descriptor:
    """`entries` by the name of their resource, and the names of `unknown` resources; `scope` holds the keywords, and
    `body` all of it."""

    entries: Mapping[str, ResourceEntry]
    unknown: tuple[str, ...]
    language: str | None
    scope: tuple[str, ...]
    body: Mapping[str, Any]


def read_descriptor(path: Path, known: Collection[str], faults: Faults, *, not_withheld: bool = False) -> Descriptor:
    """Reads datapackage.json at `path`, noting what is wrong with single resources of the `known` names, and an embargo
    that it names unless that is `not_withheld`.

    Raises LedgerUnreadable where it is not there or is no descriptor at all.
    """
    body = _parsed(path)
    listed = body.get("resources")
    if not isinstance(listed, list):
        raise LedgerUnreadable(f"{DESCRIPTOR} lists no resources; add them, each with its name and path")
    entries: dict[str, ResourceEntry] = {}
    unknown: list[str] = []
    for entry in listed:
        try:
            name = _name(entry)
            if name not in known:
                _require_harmless(name)
                unknown.append(name)
                continue
            if name in entries:
                raise BadCell(f"two resources are named “{name}”", "give each resource its own name")
            entries[name] = ResourceEntry(name, entry, path.parent)
        except BadCell as bad:
            faults.add(DESCRIPTOR, None, None, bad.wrong, bad.right)
    for name, column in withholding_properties(body):
        if column == EMBARGO and not_withheld:
            continue
        what = "an embargo" if column == EMBARGO else "a review state"
        right = f"write it in the column “{column}” of the rows that it is for"
        faults.add(DESCRIPTOR, None, name, f"{what} is not read from the descriptor", right)
    return Descriptor(entries, tuple(unknown), _language(body, faults), _scope(body, faults), body)


def _parsed(path: Path) -> dict[str, Any]:
    if is_folder(path.parent) and not is_there(path):
        raise LedgerUnreadable(f"{path.parent} has no {DESCRIPTOR}; {_PACKAGE_RIGHT}")
    body = read_json(File.at(path, str(path)))
    if not isinstance(body, dict):
        raise LedgerUnreadable(f"{path} is not a data package descriptor; write a JSON object with resources")
    return body


def _name(entry: object) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not is_text(name):
        raise BadCell("a resource has no name", "give every resource a name and a path")
    return name


def _require_harmless(name: str) -> None:
    """Raises BadCell for a resource that is not known and seems to withhold: left aside, it would withhold nothing."""
    if withholds(name) is not None:
        raise BadCell(f"resource “{name}” is not read", "write what it says in the columns of observations")


def _language(body: Mapping[str, Any], faults: Faults) -> str | None:
    language = body.get("language")
    if language is None or (is_text(language) and language):
        return language
    faults.add(DESCRIPTOR, None, "language", "the language is not text", 'write a BCP 47 tag such as "en-NZ"')
    return None


def _scope(body: Mapping[str, Any], faults: Faults) -> tuple[str, ...]:
    keywords = body.get("keywords", [])
    if isinstance(keywords, list) and all(is_text(word) and word.strip() for word in keywords):
        return tuple(keywords)
    faults.add(DESCRIPTOR, None, "keywords", "the keywords are not a list of words", 'write them as ["one", "two"]')
    return ()
