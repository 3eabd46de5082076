"""The descriptor of a data package (Frictionless): which CSV file holds which resource, and what all of it is about."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.faults import BadCell, Faults
from bot.ingest.table import Dialect, decode, read_bytes
from bot.ingest.withholding import EMBARGO, withholds

DESCRIPTOR = "datapackage.json"
_PACKAGE_RIGHT = f"give a folder with a {DESCRIPTOR}, or a .csv file"


@dataclass(frozen=True, slots=True)
class ResourceFile:
    """The CSV file of a resource; `name` is its path as the descriptor and messages give it."""

    resource: str
    path: Path
    name: str
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class Descriptor:
    """`files` by the name of their resource, and the names of `unknown` resources; `scope` holds the keywords."""

    files: Mapping[str, ResourceFile]
    unknown: tuple[str, ...]
    language: str | None
    scope: tuple[str, ...]


def read_descriptor(path: Path, known: Collection[str], faults: Faults) -> Descriptor:
    """Reads datapackage.json at `path`, noting what is wrong with single resources of the `known` names.

    Raises LedgerUnreadable where it is not there or is no descriptor at all.
    """
    body = _parsed(path)
    listed = body.get("resources")
    if not isinstance(listed, list):
        raise LedgerUnreadable(f"{DESCRIPTOR} lists no resources; add them, each with its name and path")
    files: dict[str, ResourceFile] = {}
    unknown: list[str] = []
    for entry in listed:
        try:
            name = _name(entry)
            if name not in known:
                _require_harmless(name)
                unknown.append(name)
                continue
            if name in files:
                raise BadCell(f"two resources are named “{name}”", "give each resource its own name")
            files[name] = _file(name, entry, path.parent)
        except BadCell as bad:
            faults.add(DESCRIPTOR, None, None, bad.wrong, bad.right)
    for name, column in withholding_properties(body):
        what = "an embargo" if column == EMBARGO else "a review state"
        right = f"write it in the column “{column}” of the rows that it is for"
        faults.add(DESCRIPTOR, None, name, f"{what} is not read from the descriptor", right)
    return Descriptor(files, tuple(unknown), _language(body, faults), _scope(body, faults))


def _parsed(path: Path) -> dict[str, Any]:
    if path.parent.is_dir() and not path.exists():
        raise LedgerUnreadable(f"{path.parent} has no {DESCRIPTOR}; {_PACKAGE_RIGHT}")
    text = decode(read_bytes(path, str(path)), str(path))
    try:
        body = json.loads(text)
    except json.JSONDecodeError as error:
        raise LedgerUnreadable(f"{path}, line {error.lineno} is not JSON ({error.msg}); mend it there") from None
    except (ValueError, RecursionError):
        raise LedgerUnreadable(f"{path} holds JSON that no descriptor needs; write a plain descriptor") from None
    if not isinstance(body, dict):
        raise LedgerUnreadable(f"{path} is not a data package descriptor; write a JSON object with resources")
    return body


def _name(entry: object) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str):
        raise BadCell("a resource has no name", "give every resource a name and a path")
    return name


def _require_harmless(name: str) -> None:
    """Raises BadCell for a resource that is not known and seems to withhold: left aside, it would withhold nothing."""
    if withholds(name) is not None:
        raise BadCell(f"resource “{name}” is not read", "write what it says in the columns of observations")


def withholding_properties(body: object, aside: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The properties, at any depth, that are named like an embargo or a review, each with the column meant. What is
    below those of the names in `aside` is not looked at."""
    waiting: list[Any] = [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from ((name, column) for name in one if (column := withholds(name)) is not None)
            waiting += [below for name, below in one.items() if name not in aside]
        elif isinstance(one, list):
            waiting += one


def _file(name: str, entry: Mapping[str, Any], folder: Path) -> ResourceFile:
    file = entry.get("path")
    if not isinstance(file, str) or not file:
        raise BadCell(f"resource “{name}” has no path of one file", "give the path of its CSV file")
    parts = PurePosixPath(file)
    if parts.is_absolute() or ".." in parts.parts or "://" in file or "\\" in file or "\0" in file:
        raise BadCell(
            f"resource “{name}” is at “{file}”, outside the package", "give a path below the package's folder"
        )
    encoding = entry.get("encoding", "utf-8")
    if not isinstance(encoding, str) or encoding.lower() not in ("utf-8", "utf8", "utf-8-sig"):
        raise BadCell(f"resource “{name}” is not in UTF-8", "save the file as UTF-8 and drop its encoding")
    return ResourceFile(name, folder / parts, file, _dialect(entry.get("dialect"), name))


def _dialect(written: object, name: str) -> Dialect:
    """Reads both forms: properties at the top (version 1), or under "csv" (version 2)."""
    if written is None:
        return Dialect()
    if not isinstance(written, dict):
        raise BadCell(f"resource “{name}” has a dialect that is no object", "write it as an object, or leave it out")
    nested = written.get("csv")
    properties = {**written, **nested} if isinstance(nested, dict) else written
    if properties.get("header", True) is not True:
        raise BadCell(f"resource “{name}” has no header", "begin its file with a line of column names")
    escape = properties.get("escapeChar")
    return Dialect(
        delimiter=_character(properties.get("delimiter", ","), "delimiter", name),
        quote=_character(properties.get("quoteChar", '"'), "quoteChar", name),
        double_quote=properties.get("doubleQuote", True) is not False,
        escape=None if escape is None else _character(escape, "escapeChar", name),
    )


def _character(written: object, what: str, name: str) -> str:
    if (
        isinstance(written, str)
        and len(written) == 1
        and (written == "\t" or (written.isprintable() and written != " "))
    ):
        return written
    raise BadCell(f"the {what} of resource “{name}” is not one character", "write one character, such as a comma")


def _language(body: Mapping[str, Any], faults: Faults) -> str | None:
    language = body.get("language")
    if language is None or (isinstance(language, str) and language):
        return language
    faults.add(DESCRIPTOR, None, "language", "the language is not text", 'write a BCP 47 tag such as "en-NZ"')
    return None


def _scope(body: Mapping[str, Any], faults: Faults) -> tuple[str, ...]:
    keywords = body.get("keywords", [])
    if isinstance(keywords, list) and all(isinstance(word, str) and word.strip() for word in keywords):
        return tuple(keywords)
    faults.add(DESCRIPTOR, None, "keywords", "the keywords are not a list of words", 'write them as ["one", "two"]')
    return ()
