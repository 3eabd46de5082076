"""Units that are codes of a list which nobody here has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.ingest.cells.unit_codes import is_unit_code
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_SHOWN = 3


def unexplained(
    units: Iterable[str], option: str, is_code: Callable[[str], bool] = is_unit_code
) -> Iterator[Assumption]:
    """That those of the units are kept which are such codes. `option` gives figures another unit."""
    codes = list(dict.fromkeys(filter(is_code, units)))
    if codes:
        shown = ", ".join(map(quoted, codes[:_SHOWN])) + (" and others" if len(codes) > _SHOWN else "")
        said = f"the unit {shown} is a code" if len(codes) == 1 else f"the units {shown} are codes"
        yield Assumption(
            f"{said[0].upper()}{said[1:]} that no known list explains, kept as such.", option, doubtful=True
        )
