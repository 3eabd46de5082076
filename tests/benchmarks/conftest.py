"""Runs of the benchmarks that start no process of their own, which takes most of a small run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks import ask, importing


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a benchmark does in a process of its own is done in that of the test."""

    def at_once(action: Callable[..., object], *arguments: object) -> object:
        return action(*arguments)

    for module in (ask, importing):
        monkeypatch.setattr(module, "alone", at_once)
