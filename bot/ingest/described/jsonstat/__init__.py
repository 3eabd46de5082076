"""JSON-stat, versions 1 and 2: a dataset, a collection of datasets, or a bundle of them. No address is fetched."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain import Source
from bot.errors import LedgerUnreadable
from bot.ingest.described.jsonstat.dataset import Axis, Dataset, read_dataset
from bot.ingest.described.jsonstat.rows import Rows
from bot.ingest.described.jsonstat.times import NAMES, periods_of
from bot.ingest.described.naming import free_names, named
from bot.ingest.described.sdmx.header import ROLES, TECHNICAL
from bot.ingest.described.sdmx.updated import day_of
from bot.ingest.described.watch import Watch, refuse_withholding_properties
from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading

_RESERVED = ("indicator", "period", "value", "unit", "status", "note")
_UNITS = frozenset({"unit", "units", "unit_measure", "unit of measure"})
_MOST_WORDS = 500


def read_json_stat(body: object, file: str, orders: Orders, faults: Faults) -> list[Reading] | None:
    """The datasets in a JSON document; None where it is no JSON-stat. Raises LedgerUnreadable where it is not sound, or
    only tells where datasets are."""
    if not isinstance(body, dict) or not _is_json_stat(body):
        return None
    datasets = list(_datasets(body))
    if not datasets:
        raise LedgerUnreadable(
            f"{file} is JSON-stat without values: it only says where they are; download the dataset itself"
        )
    return [_reading(read_dataset(dataset, file), file, orders, faults) for dataset in datasets]


def _is_json_stat(body: Mapping[str, Any]) -> bool:
    if body.get("class") in ("dataset", "collection", "dimension") and ("version" in body or "dimension" in body):
        return True
    return _is_dataset(body) or (bool(body) and all(_is_dataset(one) for one in body.values()))


def _is_dataset(body: object) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("dimension"), dict):
        return False
    return "value" in body and ("size" in body or "size" in body["dimension"])


def _datasets(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every dataset that the document itself holds, in its order."""
    waiting: deque[Any] = deque([body])
    while waiting:
        one = waiting.popleft()
        if not isinstance(one, dict):
            continue
        if "value" in one and "dimension" in one:
            yield one
        elif one.get("class") == "collection":
            items = one.get("link", {}).get("item", []) if isinstance(one.get("link"), dict) else []
            waiting.extendleft(reversed(items if isinstance(items, list) else []))
        elif "class" not in one:
            waiting += [held for held in one.values() if _is_dataset(held)]


def _reading(dataset: Dataset, file: str, orders: Orders, faults: Faults) -> Reading:
    refuse_withholding_properties(dataset.said, file, orders, faults)
    time, assumptions = _time(dataset, orders)
    metric = _meant(dataset, orders, "indicator") or _metric(dataset, time)
    unit = _meant(dataset, orders, "unit") or next(
        (axis for axis in dataset.axes if axis not in (time, metric) and axis.id.casefold() in _UNITS), None
    )
    rest = [axis for axis in dataset.axes if axis not in (time, metric, unit) and axis.id.casefold() not in TECHNICAL]
    _watch(rest, file, faults)
    columns = free_names({axis.id: axis.label for axis in rest})
    names = dict(zip((axis.id for axis in rest), columns, strict=True))
    rows = Rows(file, dataset, names, time, metric, unit, faults, frozenset(orders.missing))
    shown = {"period": time, "indicator": metric, "unit": unit}
    return Reading(
        file=file,
        sheet=None,
        columns=(*_RESERVED, *columns),
        rows=rows,
        indicator=dataset.label,
        codes={names[axis.id]: axis.labels for axis in rest if axis.labels},
        wholes={names[axis.id]: wholes for axis in rest if (wholes := _wholes(axis))},
        header={role: f"dimension {named(axis.id, axis.label)}" for role, axis in shown.items() if axis},
        assumptions=assumptions,
        left_out=rows.tally.found,
        source=_source(dataset),
        labels={names[axis.id]: axis.label for axis in rest if axis.label and axis.label != names[axis.id]},
    )


def _meant(dataset: Dataset, orders: Orders, role: str) -> Axis | None:
    """The axis that the desk says is of the role."""
    said = orders.columns.get(role, "").casefold()
    return next(
        (axis for axis in dataset.axes if said and said in (axis.id.casefold(), (axis.label or "").casefold())), None
    )


def _time(dataset: Dataset, orders: Orders) -> tuple[Axis | None, tuple[Assumption, ...]]:
    """The axis of time: as the desk says, by its role, or by its name where all its codes are periods."""
    if meant := _meant(dataset, orders, "period"):
        return meant, ()
    named = dataset.roles.get("time", ())
    if len(named) == 1:
        return next(axis for axis in dataset.axes if axis.id in named), ()
    found = [
        axis
        for axis in dataset.axes
        if (axis.id in named or {axis.id.casefold(), (axis.label or "").casefold()} & NAMES)
        and all(periods_of(axis).values())
    ]
    if not found:
        return None, ()
    sentence = f"The periods are those of the dimension “{found[0].id}”."
    return found[0], (Assumption(sentence, "--map period=NAME", doubtful=len(found) > 1),)


def _metric(dataset: Dataset, time: Axis | None) -> Axis | None:
    """The axis whose codes are what is measured."""
    named = dataset.roles.get("metric") or ROLES["measure"]
    return next((axis for axis in dataset.axes if axis is not time and axis.id in named), None) or next(
        (axis for axis in dataset.axes if axis is not time and axis.id.casefold() in named), None
    )


def _wholes(axis: Axis) -> dict[str, tuple[str, ...]]:
    """The codes that have parts, and those that are called a total."""
    totals = {
        code: ()
        for code in axis.codes
        if code == "_T"
        or (code.casefold() in ("t", "total") and axis.labels.get(code, code).casefold().startswith("t"))
    }
    return {**totals, **{code: parts for code, parts in axis.parts.items() if parts}}


def _watch(axes: list[Axis], file: str, faults: Faults) -> None:
    watch = Watch(axis.id for axis in axes)
    for axis in axes:
        for code in axis.codes:
            watch.see(axis.id, axis.labels.get(code, code))
    watch.report(file, None, faults)


def _source(dataset: Dataset) -> Source | None:
    said = {key: text for key in ("source", "updated", "href") if isinstance(text := dataset.said.get(key), str)}
    notes = dataset.said.get("note")
    note = " ".join(one for one in notes if isinstance(one, str))[:_MOST_WORDS] if isinstance(notes, list) else ""
    if not said.get("source") and dataset.label is None:
        return None
    address = said.get("href", "")
    return Source(
        "",
        publisher=said.get("source"),
        title=dataset.label,
        url=address if address.startswith(("https://", "http://")) else None,
        published_on=day_of(said.get("updated", "")),
        note=note or None,
    )
