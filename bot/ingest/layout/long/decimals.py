"""What comes before decimals in each column of values: as the column shows, or else the others of the table."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.cells.conventions import Decimals, decimal_of
from bot.ingest.layout.decimals import MARK_NAMES, assumed_comma, odd_one
from bot.ingest.layout.long.profile import Column
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted


def decimals_of(
    columns: Sequence[Column], at: Sequence[int], one_hand: bool, orders: Orders, said: list[Assumption]
) -> dict[int, str]:
    """The mark of each column of values, "." or ",". `one_hand`: all are of one measure, and show it together.

    In doubt is a column that does not settle it where nothing else does, or where others say that its "1,234" is no
    thousand; without a decimal comma in the table it is one, as English offices write it.
    """
    if orders.decimal is not None:
        return dict.fromkeys(at, orders.decimal)
    found: dict[int, str] = {}
    for group in [list(at)] if one_hand else [[one] for one in at]:
        own = decimal_of(cell for one in group for cell in columns[one].told if cell not in columns[one].typed)
        others = {
            column.decimals.mark
            for column in columns
            if column.at not in group and column.is_numeric and column.decimals.shown
        }
        mark, assumed = _settled(own, others, columns[group[0]].name)
        found |= dict.fromkeys(group, mark)
        if assumed is not None and assumed not in said:
            said.append(assumed)
    return found


def _settled(own: Decimals, others: set[str], name: str) -> tuple[str, Assumption | None]:
    example = own.example or ""
    if own.shown and own.settled:
        return own.mark, assumed_comma(example) if own.mark == "," else None
    if own.odd and not others:
        return own.mark, odd_one(own, name)
    mark = next(iter(others)) if len(others) == 1 and not own.shown else own.mark
    if own.example is None or (len(others) == 1 and not own.shown and not (mark == "," and "," in example)):
        return mark, None
    if own.settled and not others:
        return mark, None
    where = "only other columns show it" if others and not own.shown else "nothing in its column settles it"
    sentence = f"{quoted(example)} in column {quoted(name)} is read with a decimal {MARK_NAMES[mark]}; {where}."
    option, about = f"--decimal {'.' if mark == ',' else ','}", f"decimal {mark} in {name}"
    return mark, Assumption(sentence, option, doubtful=True, about=about)
