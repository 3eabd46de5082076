"""Checks of bodies, as strict as the server was told to be."""

from __future__ import annotations

from tests.servers.discord.checks.messages import check_message
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import check_specification
from tests.servers.discord.rest.call import Call


def require_message(call: Call, keys: set[str], schema: str, *, layout: bool = False) -> None:
    """Raises 50035 unless the body is one of a message with no other keys than these."""
    if not call.state.strict:
        return
    problems = Problems()
    problems.unknown_keys(call.fields, keys)
    check_message(problems, call.fields, len(call.files), layout=layout)
    if not problems.errors:
        check_specification(problems, schema, call.fields)
    raise_if_any(problems)


def raise_if_any(problems: Problems) -> None:
    refusal = problems.refusal()
    if refusal is not None:
        raise refusal
