"""`factdesk doctor`: what is wrong with the set-up, and what mends it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from adapters.cli.say import tell, tell_json
from adapters.settings import load_settings

if TYPE_CHECKING:
    from adapters.checkup import Finding

_NOT_WELL = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def doctor(as_json: bool) -> int:
    """Check database, index, tokens, scopes and clock, and say how to mend what is wrong. Changes nothing."""
    from adapters.checkup import look

    async def looked() -> list[Finding]:
        found = []
        async for finding in look(load_settings()):
            found.append(finding)
            if not as_json:
                _print(finding)
        return found

    found = asyncio.run(looked())
    if as_json:
        body = [{"check": one.what, "good": one.good, "told": one.told, "mend": one.mend} for one in found]
        tell_json(body, indent=2)
    return 0 if all(one.good for one in found) else _NOT_WELL


def _print(finding: Finding) -> None:
    mark = "-" if finding.skipped else "ok" if finding.good else "NO"
    tell(f"{mark:<4}{finding.what:<18}{finding.told}")
    if finding.mend:
        tell(f"{'':<22}{finding.mend}")
