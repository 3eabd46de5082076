"""The example of an environment file, made of the settings themselves: `python -m adapters.envfile` writes it."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic.fields import FieldInfo

from adapters.settings import Settings
from adapters.variables import variable

_WIDTH = 120
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/,@")
"""What means itself to a shell, to systemd and to Compose alike."""

_HEAD = """\
# The settings of Factdesk. Remove the # before a line and write your value behind the =; a line that is left as it is
# means the default, which stands there. Put a value with any but letters, digits and -_.:/,@ between single quotes:
# systemd, Compose and a shell read it alike then. The file will hold secrets: nobody but the service may read it.
"""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "The ledger": ("database_url",),
    "Slack: the bot token, and the app token (Socket Mode) or the signing secret (HTTP)": (
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "http_bind",
    ),
    "Discord": ("discord_token",),
    "The desk, and how it answers": ("desk_channel", "time_zone", "command_visibility", "tolerance"),
    "Who may ask, and how much": (
        "allowed_workspaces",
        "allowed_channels",
        "allowed_groups",
        "editor_groups",
        "four_eyes",
        "questions_a_minute",
    ),
    "What is kept": ("retention_days", "keep_questions", "correct_private_days"),
    "The log, and what watches": ("log_tracebacks", "log_format", "monitor_bind"),
    "House style; what is not set is left to the ledger's language": (
        "style_language",
        "style_percent",
        "style_words_below",
        "style_thousands",
        "style_decimal",
        "style_month_first",
        "style_macrons",
        "style_scale_words",
    ),
    "Other addresses of the platforms, for a proxy": ("slack_api_url", "discord_api_url", "discord_gateway_url"),
}
"""The settings by what they are for. One that is missing here stands last, under a heading of its own."""

_REST = "Others"


def env_example() -> str:
    """Every setting with what it is, what it may be and its default, in the format of environment files."""
    said = _docstrings()
    parts = [_HEAD]
    for heading, names in _grouped().items():
        parts.append(f"\n## {heading}\n")
        parts += (_entry(name, Settings.model_fields[name], said.get(name)) for name in names)
    return "".join(parts)


def quoted(value: str) -> str:
    """A value as systemd, Compose and a shell read it alike. It holds no single quote."""
    return value if _PLAIN.issuperset(value) else f"'{value}'"


def _grouped() -> dict[str, tuple[str, ...]]:
    listed = {name for names in _GROUPS.values() for name in names}
    rest = tuple(name for name in Settings.model_fields if name not in listed)
    return {**_GROUPS, _REST: rest} if rest else dict(_GROUPS)


def _entry(name: str, field: FieldInfo, said: str | None) -> str:
    sentences = [said] if said else []
    if field.description:
        sentences.append(f"Set it to {field.description}.")
    comment = textwrap.fill(" ".join(sentences), _WIDTH, initial_indent="# ", subsequent_indent="# ")
    return f"\n{comment}\n#{variable(name)}={quoted(_default(field.default))}\n"


def _default(value: object) -> str:
    if value is None or value == ():
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _docstrings() -> dict[str, str]:
    """What stands below a field of the settings, which Python itself does not keep."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body
    assert isinstance(tree, ast.ClassDef)
    return dict(_below_fields(tree.body))


def _below_fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())


if __name__ == "__main__":
    sys.stdout.write(env_example())
