"""Adapters call nothing that can read a ledger but what `bot.exits` lists, or what says nothing of it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.exits import EXITS

ADAPTERS = Path(__file__).parents[2] / "adapters"
_READS = ("Engine", "Connection", "Reader", "Catalogue", "Desk", "ChatDesk")
"""Whoever is handed one of these can read a ledger, or has."""
SILENT = {
    "bot.ask.lexicon.Lexicon": "the index is built from it",
    "bot.calendar.heartbeat.heartbeat": "instants and counts",
    "bot.calendar.heartbeat.note_stop": "nothing",
    "bot.calendar.tick.tick": "fills the outbox; what goes in has its words made when it leaves",
    "bot.chat.drafts_shown.show_drafts": "fills the outbox; what goes in has its words made when it leaves",
    "bot.chat.missed.channels": "ids of channels",
    "bot.chat.missed.untaken": "keys that were handed in",
    "bot.chat.retention.blank_posts": "nothing",
    "bot.chat.retention.expire": "a count",
    "bot.chat.forgetting.forget": "counts",
    "bot.chat.service.ChatDesk": "its methods are listed one by one",
    "bot.ask.pipeline.Desk": "its methods are listed one by one",
    "bot.ledger.mappings.keep": "keeps how a file was read",
    "bot.ledger.open_questions.note": "keeps a question",
    "bot.ledger.picks.note": "keeps a pick",
    "bot.store.schema.check": "revisions of the schema",
    "bot.store.schema.prepare": "nothing",
    "bot.store.schema.upgrade": "nothing",
}
"""What adapters may call as well, and what comes of it."""


def test_every_way_out_is_on_the_list() -> None:
    listed = {_name(call) for exit_ in EXITS for call in exit_.calls}
    called = {name for name, _ in _calls_that_read()}
    assert called - listed - SILENT.keys() == set(), "list it in bot/exits.py, and in the walk of tests/exits"
    assert SILENT.keys() - called == set(), "adapters call it no longer"


def test_no_way_out_is_listed_in_vain() -> None:
    methods = {"bot.ask.pipeline.Desk", "bot.chat.service.ChatDesk"}
    called = {name for name, _ in _calls_that_read()}
    listed = {_name(call) for exit_ in EXITS for call in exit_.calls}
    assert {name for name in listed if name.rpartition(".")[0] not in methods} <= called


def test_every_method_of_the_desks_that_adapters_call_is_on_the_list() -> None:
    """Also those of the desk beside the event loop: it passes them on by name."""
    listed = {_name(call) for exit_ in EXITS for call in exit_.calls}
    silent = {"warm_up", "today", "zone", "style", "engine", "take", "unfinished", "shown", "desk", "config", "search"}
    silent.add("welcome")  # It fills the outbox; what goes in has its words made when it leaves.
    used = {
        attribute
        for path in ADAPTERS.rglob("*.py")
        for attribute in _attributes_of("ChatDesk", ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {f"bot.chat.service.ChatDesk.{name}" for name in used - silent} <= listed


def _attributes_of(class_name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == class_name:
            yield node.attr


def _calls_that_read() -> set[tuple[str, str]]:
    return {
        (_name(found), str(path))
        for path in ADAPTERS.rglob("*.py")
        for found in _imported(ast.parse(path.read_text(encoding="utf-8")))
        if _reads(found)
    }


def _imported(tree: ast.Module) -> Iterator[Any]:
    """What a module takes from the core: functions and classes, of modules those that it names."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not str(node.module).startswith("bot"):
            continue
        source = import_module(str(node.module))
        for alias in node.names:
            found = getattr(source, alias.name, None) or import_module(f"{node.module}.{alias.name}")
            if isinstance(found, ModuleType):
                names = _attributes_of(alias.asname or alias.name, tree)
                yield from (getattr(found, name) for name in names)
            else:
                yield found


def _reads(found: Any) -> bool:
    if inspect.isclass(found):
        is_noun = dataclasses.is_dataclass(found) or issubclass(found, BaseException)
        return not is_noun and any(_takes(method) for _, method in inspect.getmembers(found, inspect.isfunction))
    return inspect.isfunction(found) and _takes(found)


def _takes(function: Callable[..., Any]) -> bool:
    return any(
        any(name in str(annotation).replace("|", " ").split() for name in _READS)
        for place, annotation in function.__annotations__.items()
        if place != "return"
    )


def _name(found: Callable[..., Any]) -> str:
    return f"{found.__module__}.{found.__qualname__}"
