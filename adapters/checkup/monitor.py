"""Whether what watches can be answered where the settings say."""

from __future__ import annotations

from adapters.checkup.finding import Finding
from adapters.health import Health
from adapters.listener import NAME, heard, local_url
from adapters.variables import InvalidSetting, host_and_port
from bot.errors import as_sentence

_SECONDS = 3.0


async def of_monitor(bind: str) -> Finding:
    """Listens for a moment, or finds that a Factdesk does already. Wrong settings are told elsewhere."""
    from prometheus_client import CollectorRegistry

    from adapters.monitor.server import MonitorServer

    try:
        server = MonitorServer(bind, lambda: Health(True, ""), CollectorRegistry())
        await server.open()
    except InvalidSetting as error:
        if await _is_ours(bind):
            return Finding("monitor", f"{bind} answers: a Factdesk serves there")
        return Finding("monitor", "cannot be listened for", as_sentence(error), of_setting=True)
    await server.close()
    return Finding("monitor", f"{bind} can be listened on")


async def _is_ours(bind: str) -> bool:
    try:
        url = f"{local_url(host_and_port('monitor_bind', bind))}/healthz"
    except InvalidSetting:
        return False
    found = await heard("GET", url, _SECONDS)
    return found is not None and found[1].get("Server") == NAME and found[2] == "alive\n"
