"""Small checks that build up into Block Kit's rules. Each adds its problems, in Slack's words, to a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]
"""(value, JSON pointer to it, problems found so far)."""


def complain(problems: Problems, text: str, pointer: str) -> None:
    problems.append(f"[ERROR] {text} [json-pointer:{pointer}]")


def string(most: int, least: int = 1) -> Check:
    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str):
            complain(problems, "must provide a string", pointer)
        elif len(value) < least:
            complain(problems, f"must be more than {least - 1} characters", pointer)
        elif len(value) > most:
            complain(problems, f"must be less than {most + 1} characters", pointer)

    return check


def flag(value: Any, pointer: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        complain(problems, "must provide a boolean", pointer)


def whole_number(value: Any, pointer: str, problems: Problems) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        complain(problems, "must provide an integer", pointer)


def anything(value: Any, pointer: str, problems: Problems) -> None:
    """No rule here."""


def choice(*values: str) -> Check:
    def check(value: Any, pointer: str, problems: Problems) -> None:
        if value not in values:
            complain(problems, f"must be one of: {', '.join(values)}", pointer)

    return check


def array(item: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, list):
            complain(problems, "must provide an array", pointer)
            return
        if len(value) > most:
            complain(problems, f"no more than {most} items allowed", pointer)
        if len(value) < least:
            complain(problems, f"no less than {least} items allowed", pointer)
        for index, element in enumerate(value):
            item(element, f"{pointer}/{index}", problems)

    return check


def shape(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, one_of: tuple[str, ...] = ()
) -> Check:
    """An object with these properties and no others; exactly one of the properties named in `one_of`."""
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            complain(problems, "must provide an object", pointer)
            return
        for name in required:
            if name not in value:
                complain(problems, f"missing required field: {name}", pointer)
        if one_of and sum(name in value for name in one_of) != 1:
            complain(problems, f"must define exactly one of: {', '.join(one_of)}", pointer)
        for name, content in value.items():
            if name not in known:
                complain(problems, f"invalid additional property: {name}", pointer)
            else:
                known[name](content, f"{pointer}/{name}", problems)

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """The check that the object's own `type` names."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            complain(problems, f"unsupported type: {kind}", f"{pointer}/type")
        else:
            table[kind](value, pointer, problems)

    return check


_PLAIN = {"type": anything}


def plain_text(most: int) -> Check:
    return by_type({"plain_text": shape({**_PLAIN, "text": string(most)}, {"emoji": flag})})


def text(most: int) -> Check:
    """Either kind of text object."""
    content = {**_PLAIN, "text": string(most)}
    return by_type({"plain_text": shape(content, {"emoji": flag}), "mrkdwn": shape(content, {"verbatim": flag})})
