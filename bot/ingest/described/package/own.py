"""Whether a data package is in Factdesk's own layout, which `bot.ingest.datapackage` reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.strict_json import read_json
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.resources import RESOURCES

_OBSERVATIONS = "observations"
_ENOUGH = 2
"""Resources in the own layout that show a package without observations to be one of Factdesk's, with a fault."""


def is_own_package(path: Path) -> bool:
    """Whether the descriptor at `path` is one of the own layout, or none at all: that says best what is wrong."""
    try:
        body = read_json(File.at(path))
    except LedgerUnreadable:
        return True
    return is_own(body)


def is_own(body: object) -> bool:
    resources = body.get("resources") if isinstance(body, dict) else None
    if not isinstance(resources, list):
        return True
    own = [entry["name"] for entry in resources if isinstance(entry, dict) and _is_own_resource(entry)]
    return _OBSERVATIONS in own or len(own) >= _ENOUGH


def _is_own_resource(entry: Mapping[str, Any]) -> bool:
    """Whether a resource has a name of the own layout, and as far as its schema tells also the columns."""
    name = entry.get("name")
    if name == _OBSERVATIONS:
        required: tuple[str, ...] = OBSERVATIONS.required
    elif isinstance(name, str) and name in RESOURCES:
        required = RESOURCES[name].shape.required
    else:
        return False
    schema = entry.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list):
        return True
    names = {str(field.get("name")).casefold() for field in fields if isinstance(field, dict)}
    return names.issuperset(required)
