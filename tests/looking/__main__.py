"""Writes the page."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from adapters.cli.say import tell
from adapters.demo.page import page

PLATFORMS = ("slack", "discord")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("Say which file to write: python -m tests.looking page.html")
    modules = [f"tests.looking.{name}" for name in PLATFORMS if find_spec(f"tests.looking.{name}")]
    sections = [section for name in modules for section in import_module(name).sections()]
    Path(sys.argv[1]).write_text(page("Every kind of message", sections), encoding="utf-8")
    tell(f"{sum(len(section.messages) for section in sections)} messages are drawn in {sys.argv[1]}")


if __name__ == "__main__":
    main()
