"""The limits of an answer to an interaction."""

from __future__ import annotations

from collections.abc import Collection

from tests.servers.discord.checks.messages import ANSWER_KEYS, check_message
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.errors import Json

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
_ALLOWED = {
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL),
    COMPONENT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE),
}


def allowed_answers(interaction_type: int, *, from_message: bool) -> tuple[int, ...]:
    """The callback types an interaction takes: a modal can change a message only when it was opened from one."""
    if interaction_type == MODAL_SUBMIT and not from_message:
        return MESSAGE, DEFERRED_MESSAGE
    return _ALLOWED.get(interaction_type, (PONG,))


def check_answer(
    problems: Problems, body: Json, files: int, *, edited: Json | None = None, names: Collection[str] = ()
) -> None:
    """The data of a callback whose type is allowed. `edited`: the message that it may update."""
    problems.unknown_keys(body, ("type", "data"))
    data = body.get("data") or {}
    if body["type"] == CHOICES:
        _check_choices(problems, data)
    elif body["type"] == MODAL:
        check_modal(problems, data)
    elif data:
        inner = Problems()
        inner.unknown_keys(data, ANSWER_KEYS)
        check_message(inner, data, files, edited=edited if body["type"] == UPDATE else None, names=names)
        if inner.errors:
            problems.errors["data"] = inner.errors


def _check_choices(problems: Problems, data: Json) -> None:
    choices = problems.items(("data", "choices"), data.get("choices"))
    problems.count(("data", "choices"), choices, 25)
    for number, choice in enumerate(choices):
        path = ("data", "choices", number)
        problems.text((*path, "name"), choice.get("name"), 100, 1)
        value = choice.get("value")
        if value is None:
            problems.required((*path, "value"))
        elif isinstance(value, str):
            problems.text((*path, "value"), value, 100)
