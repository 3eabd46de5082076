"""Processes that start at once: they are forked from one that has imported before what they need."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "tests.proofs.platforms",
        "tests.proofs.chaos.worker",
        "tests.proofs.corrections.worker",
        "tests.proofs.burst.ours",
        "tests.proofs.burst.theirs",
        "tests.proofs.fanout.desk",
        "tests.proofs.steady.newsroom",
        "tests.proofs.story.worker",
    ]
)


def start(run: Callable[..., None], *arguments: Any) -> tuple[ForkServerProcess, Connection]:
    """A process that runs a function with the arguments and its end of a pipe, and the other end of that pipe."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=run, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours
