"""Environment variables by name: what they are called, and what is said of one with a wrong value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

from adapters.secrets import is_like_a_secret
from bot.errors import FactdeskError

PREFIX = "FACTDESK_"
_ALIKE = 80.0  # rapidfuzz ratio, 0 to 100
_HIGHEST_PORT = 65_535
_OF_AN_ORCHESTRATOR = re.compile(r"SERVICE_HOST|SERVICE_PORT\w*|PORT|PORT_\d+_\w+")
"""What Kubernetes sets for every service of a name such as “factdesk”: nobody has misspelt it."""


class InvalidSetting(FactdeskError):
    """A setting with a value that it cannot have; `field` is that of the settings, where it is said."""

    field: str | None = None


def wrong_value(field: str, value: object, wanted: str | None) -> InvalidSetting:
    """What is said of it; a value that may be a secret, in the wrong variable, is not repeated."""
    text = str(value)
    seen = "holds what looks like a secret, which is not shown" if is_like_a_secret(text) else f"is “{text}”"
    return of_field(field, f"{variable(field)} {seen}; set it to {wanted}")


def of_field(field: str, text: str) -> InvalidSetting:
    """What is said of a field of the settings."""
    error = InvalidSetting(text)
    error.field = field
    return error


def variable(field: str) -> str:
    """The environment variable of a field of the settings."""
    return f"{PREFIX}{field.upper()}"


def host_and_port(field: str, bind: str) -> tuple[str, int]:
    """What is to be listened on, of a setting that ends in digits behind a colon. Raises InvalidSetting."""
    host, _, port = bind.rpartition(":")
    if int(port) > _HIGHEST_PORT:
        raise of_field(field, f"{variable(field)} ends in {port}; a port is at most {_HIGHEST_PORT}")
    return host.strip("[]"), int(port)


def strangers(names: Iterable[str], fields: Collection[str]) -> list[str]:
    """Those of the variables that begin as one of ours does, and are of no field of the settings, in order."""
    ours = sorted(name for name in names if name.upper().startswith(PREFIX))
    ends = ((name, _end(name)) for name in ours)
    return [name for name, end in ends if end not in fields and not _OF_AN_ORCHESTRATOR.fullmatch(end.upper())]


def no_setting(name: str, fields: Collection[str]) -> InvalidSetting:
    """What is said of a variable that is of no field."""
    nearest, _, _ = process.extractOne(_end(name), sorted(fields), scorer=fuzz.WRatio)
    return InvalidSetting(f"{name} is no setting; did you mean {variable(nearest)}?")


def is_misspelt(name: str, fields: Collection[str]) -> bool:
    """Whether a variable of no field is nearly that of one."""
    return process.extractOne(_end(name), sorted(fields), scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _end(name: str) -> str:
    return name[len(PREFIX) :].lower()
