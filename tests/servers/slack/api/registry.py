"""Which methods there are, what arguments and which scope each takes, and how arguments are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import State

Answer = dict[str, Any]


class Arguments:
    """The arguments of a call: values of a form are text, those of JSON have types."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def get(self, name: str) -> str | None:
        value = self.values.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        return self.values.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        value = self.values.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"[ERROR] must provide a number [json-pointer:/{name}]"]) from None


Handler = Callable[[State, Arguments], Answer]


@dataclass(frozen=True, slots=True)
class Method:
    """`scope` may hold {kind}, which stands for the kind of the conversation asked for.

    `newer` are arguments that Slack has added since its last published specification of the Web API (2021).
    """

    name: str
    run: Handler
    scope: str | None
    arguments: frozenset[str]
    newer: frozenset[str]
    app_token: bool

    def check_scope(self, state: State, arguments: Arguments) -> None:
        if self.scope is None:
            return
        needed = self.scope
        if "{kind}" in needed:
            found = state.conversations.get(arguments.get("channel") or "")
            if found is None:
                return
            needed = needed.format(kind=found.channel.kind)
        if needed not in state.workspace.scopes:
            provided = ",".join(sorted(state.workspace.scopes))
            raise SlackError("missing_scope", needed=needed, provided=provided)


METHODS: dict[str, Method] = {}


def method(
    name: str, *, scope: str | None = None, arguments: str = "", newer: str = "", app_token: bool = False
) -> Callable[[Handler], Handler]:
    """Register what answers a method; `arguments` and `newer` are names, separated by blanks."""

    def register(run: Handler) -> Handler:
        METHODS[name] = Method(name, run, scope, frozenset(arguments.split()), frozenset(newer.split()), app_token)
        return run

    return register
