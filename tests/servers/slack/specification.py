"""The arguments that Slack's own specification of the Web API knows, where a copy of it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

PATH = Path(__file__).parents[4] / "shared" / "specs" / "slack-web-openapi-2021.json"


def load_arguments(path: Path = PATH) -> dict[str, frozenset[str]]:
    """The names of each method's arguments, the token left out. Empty where there is no copy."""
    if not path.exists():
        return {}
    paths = json.loads(path.read_text(encoding="utf-8"))["paths"]
    return {
        name.removeprefix("/"): frozenset(
            parameter["name"]
            for operation in operations.values()
            for parameter in operation.get("parameters", ())
            if parameter["name"] != "token"
        )
        for name, operations in paths.items()
    }
