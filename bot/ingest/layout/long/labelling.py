"""What the columns of values measure: by their headers, by the title above them, or by the name of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ingest.cells.spreads import is_estimate, spreads_among
from bot.ingest.layout.grid.heading import joined
from bot.ingest.layout.long.members import member_dimension
from bot.ingest.layout.long.names import Role
from bot.ingest.layout.long.plan import Dating, Measure
from bot.ingest.layout.long.profile import Column
from bot.ingest.layout.long.roles import Roles
from bot.ingest.layout.long.titled_members import Members, members_of, named_by_nothing
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted


def labelled(
    measures: tuple[Measure, ...],
    columns: Sequence[Column],
    roles: Roles,
    dating: Dating | None,
    title: str | None,
    constants: dict[str, str],
    one_unit: bool,
    said: list[Assumption],
) -> tuple[str | None, tuple[Measure, ...]]:
    """The label of what no column names: the title, else the file's name; and the measures with theirs. Columns of
    `one_unit`, which stands under the title, are of the one thing that it names."""
    named = Role.INDICATOR in roles.of.values() or "indicator" in constants
    measures = _without_estimates(measures)
    together = None if named else member_dimension([measure.indicator or "" for measure in measures])
    if together is not None:
        measures = tuple(replace(one, indicator=None, codes={together: one.indicator or ""}) for one in measures)
        said.append(Assumption(f"The columns of numbers are members of {quoted(together)}.", "--map value=COLUMN"))
    elif title and not named and (found := _members(title, columns, measures, roles, dating, one_unit=one_unit)):
        said.append(found.said)
        title, measures = found.label, found.measures
    elif title and one_unit and not named and len(measures) > 1:
        measures = tuple(
            replace(one, indicator=joined(title, one.indicator) if one.indicator else None) for one in measures
        )
    elif not (named or roles.own) and (doubt := named_by_nothing(title, measures, roles, dating)):
        said.append(doubt)
    if named and len(measures) == 1:
        measures = (replace(measures[0], indicator=None),)
    unnamed = not named and any(measure.indicator is None for measure in measures)
    if unnamed and title is not None:
        said.append(
            Assumption(f"The indicator is {quoted(title)}, the line above the header.", '--map indicator="..."')
        )
    return (title if unnamed else None), measures


def _members(
    title: str,
    columns: Sequence[Column],
    measures: tuple[Measure, ...],
    roles: Roles,
    dating: Dating | None,
    *,
    one_unit: bool,
) -> Members | None:
    """The columns as members of what the title measures; of those in `one_unit` only where that is sure, as their names
    with the title's are safe."""
    found = members_of(title, columns, measures, roles, dating)
    return None if found is not None and one_unit and found.said.doubtful else found


def _without_estimates(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures, of which those that only say that they are what margins of error are of name nothing."""
    if not spreads_among(one.header for one in measures):
        return measures
    return tuple(
        replace(one, indicator=None) if one.indicator and is_estimate(one.indicator) else one for one in measures
    )
