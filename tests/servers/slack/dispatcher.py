"""Brings events, commands and interactions to the app, and again when they are not acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from tests.servers.slack.clock import Timer
from tests.servers.slack.records import Acknowledgement, Attempt, Dispatch, Kind, NotAcknowledged
from tests.servers.slack.state import State


class Transport(Protocol):
    """A way to the app. `timeout_reason` is how it calls a missing acknowledgement."""

    timeout_reason: str

    def send(self, dispatch: Dispatch, number: int, reason: str) -> str | None:
        """Begin to send; `number` counts the retries. The name of where it goes, None where nothing is open."""

    def give_up(self, dispatch: Dispatch) -> None:
        """The acknowledgement is overdue."""


Effects = Callable[[Dispatch, dict[str, Any] | None], None]


class Dispatcher:
    """What is of one of the kinds of `retried` comes again after each of `retry_delays` (seconds)."""

    def __init__(
        self,
        state: State,
        effects: Effects,
        seconds: float,
        retry_delays: Sequence[float],
        retried: Collection[Kind],
    ) -> None:
        self._state = state
        self._effects = effects
        self._seconds = seconds
        self._retry_delays = retry_delays
        self._retried = retried
        self._timers: dict[Dispatch, Timer] = {}
        self.transport: Transport | None = None

    def prepare(self, kind: Kind, payload: Any) -> Dispatch:
        """A dispatch whose payload may still be completed; `start` sends it."""
        dispatch = Dispatch(kind, payload, asyncio.get_running_loop().create_future(), time.perf_counter())
        self._state.dispatches.append(dispatch)
        return dispatch

    def start(self, dispatch: Dispatch) -> Dispatch:
        self._attempt(dispatch, 0, "")
        return dispatch

    def repeat(self, dispatch: Dispatch) -> None:
        """Send the very same thing again, as Slack does now and then although it was acknowledged."""
        assert self.transport is not None
        through = self.transport.send(dispatch, 0, "")
        dispatch.attempts.append(Attempt(self._state.clock(), through, 0, "repeated"))

    def _attempt(self, dispatch: Dispatch, number: int, reason: str) -> None:
        through = None if self.transport is None else self.transport.send(dispatch, number, reason)
        dispatch.attempts.append(Attempt(self._state.clock(), through, number, reason))
        if self.transport is None or through is None:
            self.failed(dispatch, number, "dispatch_failed")
            return
        self._timers[dispatch] = self._state.timers.after(self._seconds, lambda: self._overdue(dispatch, number))
        self._state.changes.notify()

    def _overdue(self, dispatch: Dispatch, number: int) -> None:
        assert self.transport is not None
        self.transport.give_up(dispatch)
        self.failed(dispatch, number, self.transport.timeout_reason)

    def acknowledge(self, dispatch: Dispatch, payload: dict[str, Any] | None) -> None:
        dispatch.acknowledgements += 1
        timer = self._timers.pop(dispatch, None)
        if timer is not None:
            timer.cancel()
        if not dispatch.acknowledged.done():
            dispatch.acknowledged.set_result(Acknowledgement(payload, time.perf_counter() - dispatch.began))
            self._effects(dispatch, payload)
        self._state.changes.notify()

    def failed(self, dispatch: Dispatch, number: int, reason: str, *, retry: bool = True) -> None:
        """An attempt came to nothing: try again, or tell the user."""
        dispatch.last_failure = reason
        timer = self._timers.pop(dispatch, None)
        if timer is not None:
            timer.cancel()
        if dispatch.acknowledged.done():
            return
        if dispatch.kind in self._retried and retry and number < len(self._retry_delays):
            delay = self._retry_delays[number]
            self._state.timers.after(delay, lambda: self._retry(dispatch, number + 1, reason))
        else:
            told = "dispatch_failed" if reason == "dispatch_failed" else "operation_timeout"
            dispatch.acknowledged.set_exception(NotAcknowledged(told))
            # The failure is part of the record; nobody has to await it.
            dispatch.acknowledged.exception()
        self._state.changes.notify()

    def _retry(self, dispatch: Dispatch, number: int, reason: str) -> None:
        if not dispatch.acknowledged.done():
            self._attempt(dispatch, number, reason)
