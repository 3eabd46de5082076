"""The rules for charts and tables, which hold between their parts as well, and for what folds away.

As documented (docs.slack.dev, reference of blocks, 2026): data visualization, data table, container. That there are two
charts a message at the most is documented nowhere; Slack refuses a third one.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.servers.slack.blockkit.schema import (
    Check,
    Problems,
    anything,
    array,
    by_type,
    choice,
    complain,
    flag,
    plain_text,
    shape,
    string,
    text,
)

CHART, TABLE, CONTAINER = "data_visualization", "data_table", "container"
_CHARTS = 2
_TABLE_CHARACTERS = 10_000
_LABEL = string(20)


def number(value: Any, pointer: str, problems: Problems) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        complain(problems, "must provide a number", pointer)


def _between(least: int, most: int) -> Check:
    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            complain(problems, f"must be between {least} and {most}", pointer)

    return check


_TYPE = {"type": anything}
_POINT = shape({"label": _LABEL, "value": number})
_SERIES = shape({"name": _LABEL, "data": array(_POINT, 20)})
_AXIS = shape({"categories": array(_LABEL, 20)}, {"x_label": string(50), "y_label": string(50)})
_PLOT = shape({**_TYPE, "series": array(_SERIES, 6), "axis_config": _AXIS})
_PIE = shape({**_TYPE, "segments": array(_POINT, 6)})
_DRAWN = by_type({"pie": _PIE, "bar": _PLOT, "line": _PLOT, "area": _PLOT})
_RAW_TEXT = shape({**_TYPE, "text": string(3000)})
_RAW_NUMBER = shape({**_TYPE, "value": number, "text": string(3000)})


def rules(block_id: dict[str, Check], rich_text: Check, within: dict[str, Check]) -> dict[str, Check]:
    """By type; `within` are the blocks that a container may hold."""
    cell = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": rich_text})
    table = shape(
        {**_TYPE, "caption": string(3000), "rows": array(array(cell, 20), 101, 2)},
        {**block_id, "page_size": _between(1, 100), "row_header_column_index": _between(0, 19)},
    )
    container = shape(
        {**_TYPE, "child_blocks": array(by_type(within), 10)},
        {
            **block_id,
            "title": plain_text(150),
            "rich_text_title": rich_text,
            "subtitle": text(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": anything,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        one_of=("title", "rich_text_title"),
    )
    chart = shape({**_TYPE, "title": string(50), "chart": _DRAWN}, block_id)
    return {CHART: _and(chart, _check_chart), TABLE: _and(table, _check_table), CONTAINER: container}


def check_charts(blocks: list[dict[str, Any]], pointer: str, problems: Problems) -> None:
    if sum(block["type"] == CHART for block in blocks) > _CHARTS:
        complain(problems, f"no more than {_CHARTS} {CHART} blocks allowed", pointer)


def _and(first: Check, second: Check) -> Check:
    """The second where the first finds nothing."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        before = len(problems)
        first(value, pointer, problems)
        if len(problems) == before:
            second(value, pointer, problems)

    return check


def _check_chart(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    drawn = block["chart"]
    if drawn["type"] == "pie":
        if any(segment["value"] <= 0 for segment in drawn["segments"]):
            complain(problems, "segments must be positive", f"{pointer}/chart/segments")
        return
    categories, series = drawn["axis_config"]["categories"], drawn["series"]
    if len(set(categories)) < len(categories):
        complain(problems, "categories must be unique", f"{pointer}/chart/axis_config/categories")
    if len({one["name"] for one in series}) < len(series):
        complain(problems, "series names must be unique", f"{pointer}/chart/series")
    for index, one in enumerate(series):
        if sorted(point["label"] for point in one["data"]) != sorted(categories):
            complain(problems, "data must have one point a category", f"{pointer}/chart/series/{index}/data")


def _check_table(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    rows = block["rows"]
    if len({len(row) for row in rows}) > 1:
        complain(problems, "all rows must have the same number of cells", f"{pointer}/rows")
    if any(cell["type"] == "rich_text" for cell in rows[0]):
        complain(problems, "rich_text cannot be used for header cells", f"{pointer}/rows/0")
    if sum(len(cell.get("text", "")) for cell in chain.from_iterable(rows)) > _TABLE_CHARACTERS:
        complain(problems, f"must be less than {_TABLE_CHARACTERS + 1} characters", f"{pointer}/rows")
