"""Whether Discord sends commands and buttons down the connection that the bot holds."""

from __future__ import annotations

from typing import Any

from adapters.checkup.finding import Finding


def of_application(application: dict[str, Any]) -> Finding:
    elsewhere = application.get("interactions_endpoint_url")
    if elsewhere:
        return Finding(
            "Discord interactions",
            "are sent to an address of the web, and not to the bot: commands and buttons do nothing",
            "empty “Interactions Endpoint URL” on the application's page “General Information”",
        )
    return Finding("Discord interactions", f"are sent to the bot, application {application.get('id')}")
