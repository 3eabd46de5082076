"""Small frames to read from."""

from __future__ import annotations

from bot.ask.prove.wholes import is_total
from bot.ask.vocabulary.frame import Facet, Frame, Item, Kind, Row

Cell = list[object]
"""An indicator, an area or None, a year, a value."""

FISH: tuple[Cell, ...] = tuple(
    ["catch", area, year, value]
    for year, values in (("2019", (40, 70, 110)), ("2020", (55, 65, 120)))
    for area, value in zip(("north", "south", "all areas"), values, strict=True)
)


def frame(*cells: Cell) -> Frame:
    facets = (
        Facet(Kind.INDICATOR, "indicator"),
        Facet(Kind.DIMENSION, "area", ("area",)),
        Facet(Kind.PERIOD, "period"),
    )
    items: dict[tuple[int, str], Item] = {}
    rows = []
    for *names, value in cells:
        held = {place: str(name) for place, name in enumerate(names) if name is not None}
        for place, name in held.items():
            items.setdefault((place, name), Item(place, name, (name,), place == 1 and is_total(name)))
        rows.append(Row(held, float(str(value))))
    return Frame(facets, items.values(), rows)
