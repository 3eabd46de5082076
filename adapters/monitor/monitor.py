"""What is watched of a service, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from adapters.async_port import AsyncPort
from adapters.health import Health, health_of, ill
from adapters.monitor.counts import CountedPort, Counts
from adapters.monitor.server import MonitorServer
from adapters.monitor.stored import Stored


class Monitor:
    """`serving` is for its owner to set: without it, it is not ready. `indexed` is that of `Stored`."""

    def __init__(
        self, bind: str, engine: Engine, indexed: Callable[[], int | None], clock: Callable[[], datetime]
    ) -> None:
        """Raises InvalidSetting."""
        self.serving = False
        self.counts = Counts()
        self._engine = engine
        self._clock = clock
        self.counts.registry.register(Stored(engine, indexed, clock))
        self.server = MonitorServer(bind, self._health, self.counts.registry)

    def counted(self, port: AsyncPort) -> AsyncPort:
        return CountedPort(port, self.counts, self._clock)

    def _health(self) -> Health:
        return health_of(self._engine, self._clock()) if self.serving else ill("It starts, or it stops.")
