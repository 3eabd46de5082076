"""`factdesk doctor`: what is wrong with the set-up, and what mends it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from adapters.cli.say import tell, tell_json
from adapters.secrets import without_secrets
from adapters.settings import read_settings

if TYPE_CHECKING:
    from adapters.checkup.finding import Finding

_WELL, _NOT_WELL, _WRONG_SETTING = 0, 1, 2
_SKIPPED, _GOOD, _BAD = "-", "ok", "FAIL"
_MARK, _WHAT = 6, 22
"""The widths of their columns."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def doctor(as_json: bool) -> int:
    """Try settings, database, platforms, channels and clock, and say how to mend what is wrong. Changes nothing.

    Exits 0 if all is well, 2 if a setting has to be mended before `factdesk serve` starts, and 1 for anything else.
    """
    from adapters.checkup import look

    settings, wrong = read_settings()

    async def looked() -> list[Finding]:
        found = []
        async for finding in look(settings, wrong):
            found.append(finding)
            if not as_json:
                _print(finding)
        return found

    found = asyncio.run(looked())
    bad = [one for one in found if not one.good]
    if as_json:
        tell_json([_object(one) for one in found], indent=2)
    else:
        tell()
        tell(_summary(bad))
    if any(one.of_setting for one in bad):
        return _WRONG_SETTING
    return _NOT_WELL if bad else _WELL


def _print(finding: Finding) -> None:
    tell(f"{_mark(finding):<{_MARK}}{finding.what:<{_WHAT}}{without_secrets(finding.told)}")
    if finding.mend:
        tell(f"{'':<{_MARK + _WHAT}}{without_secrets(finding.mend)}")


def _mark(finding: Finding) -> str:
    return _SKIPPED if finding.skipped else _GOOD if finding.good else _BAD


def _summary(bad: Sequence[Finding]) -> str:
    if not bad:
        return "All is well."
    names = (f"{what} ({count})" if count > 1 else what for what, count in Counter(one.what for one in bad).items())
    return f"To be mended: {', '.join(names)}."


def _object(one: Finding) -> dict[str, Any]:
    told, mend = without_secrets(one.told), None if one.mend is None else without_secrets(one.mend)
    return {"check": one.what, "good": one.good, "skipped": one.skipped, "told": told, "mend": mend}
