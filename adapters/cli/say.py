"""What is said to whoever runs a command, without loading anything that draws.

All text for a terminal goes through here, or through the cards of `adapters.terminal`: it may hold what anybody wrote
in a chat or in a file, and control characters in it would steer the terminal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import click

from adapters.secrets import without_secrets
from adapters.terminal.text import printable

_CONTROLS = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters that JSON may hold as they are, and those that turn the direction of text."""


def tell(line: str = "") -> None:
    """A line of what was asked for, on standard output."""
    click.echo(printable(line))


def tell_json(body: Mapping[str, Any] | Sequence[Any], indent: int | None = None) -> None:
    """The same as UTF-8, whatever the terminal's encoding, at once; nothing of it is changed, but may be escaped."""
    text = json.dumps(body, ensure_ascii=False, indent=indent)
    click.echo(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8"))


def say(sentence: str) -> None:
    """What is said beside a command's output, on standard error. It repeats no secret."""
    click.echo(printable(without_secrets(sentence)), err=True)
