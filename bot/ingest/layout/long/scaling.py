"""The unit or scale that a line beside a long table says of all its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ingest.layout.long.names import words_of
from bot.ingest.layout.long.plan import Measure
from bot.ingest.layout.scales import assumed_of_all, in_scale, said_of_all, stands_apart
from bot.ingest.reading import Assumption


def with_scale(
    measures: tuple[Measure, ...], constants: dict[str, str], lines: Sequence[str], said: list[Assumption]
) -> tuple[Measure, ...]:
    """The measures in the unit that a line says, or the unit put into `constants` where none of them has one. As they
    are where no line says any, or it is open what it says of one of them."""
    found = said_of_all(lines)
    if found is None:
        return measures
    unit, line = found
    units = [_of_measure(unit, one, constants.get("unit")) for one in measures]
    if None in units or units == [one.unit or constants.get("unit") for one in measures]:
        return measures
    said.append(assumed_of_all(unit, line))
    if len(set(units)) == 1:
        constants["unit"] = units[0] or unit
        return tuple(replace(one, unit=None) for one in measures)
    return tuple(replace(one, unit=own) for one, own in zip(measures, units, strict=True))


def _of_measure(unit: str, measure: Measure, shared: str | None) -> str | None:
    own = measure.unit or shared
    if own is not None:
        return in_scale(unit, own)
    return None if stands_apart(words_of(measure.header)) else unit
