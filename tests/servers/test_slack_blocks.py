"""Block Kit's limits, each at its last good value and at its first bad one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.servers.slack.blockkit.blocks import check_message_blocks, check_view_blocks
from tests.servers.slack.blockkit.views import check_view


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def select(options: list[dict[str, Any]]) -> dict[str, Any]:
    return actions({"type": "static_select", "options": options})


def option(text: str, value: str) -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def section(text: str = "t", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def image(**more: Any) -> dict[str, Any]:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", **more}


def drawn(kind: str = "bar", names: int = 1, categories: int = 2, label: str = "c", **more: Any) -> dict[str, Any]:
    labels = [f"{label}{number}" for number in range(categories)]
    data = [{"label": name, "value": 1.5} for name in labels]
    series = [{"name": f"s{number}", "data": data} for number in range(names)]
    chart = {"type": kind, "series": series, "axis_config": {"categories": labels, **more}}
    return {"type": "data_visualization", "title": "t", "chart": chart}


def pie(segments: int = 1, value: float = 1) -> dict[str, Any]:
    parts = [{"label": f"l{number}", "value": value} for number in range(segments)]
    return {"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": parts}}


def table(rows: int = 1, columns: int = 1, text: str = "a", **more: Any) -> dict[str, Any]:
    header = [{"type": "raw_text", "text": "h"}] * columns
    body = [[{"type": "raw_number", "value": 1, "text": text}] * columns] * rows
    return {"type": "data_table", "caption": "c", "rows": [header, *body], **more}


def folded(*children: dict[str, Any], title: str = "t", **more: Any) -> dict[str, Any]:
    return {"type": "container", "title": plain(title), "child_blocks": list(children), **more}


RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
TAKEN: list[list[dict[str, Any]]] = [
    [{"type": "divider"}] * 50,
    [section("x" * 3000)],
    [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [mrkdwn("x")] * 9 + [image()]}],
    [actions(*(button(action_id=str(number)) for number in range(25)))],
    [actions(button(text=plain("x" * 75), value="x" * 2000, action_id="x" * 255, url="https://" + "x" * 2992))],
    [actions(button(action_id="same")), actions(button(action_id="same"))],
    [select([option("x" * 75, "x" * 150)] * 100)],
    [image(alt_text="x" * 2000, title=plain("t"))],
    [section(accessory=button(style="primary")), section(block_id="x" * 255)],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}],
    [{**drawn("line", 6, 20, y_label="y" * 50), "title": "t" * 50}, pie(6)],
    [drawn("area", label="c" * 19)],
    [table(100, 20), table(page_size=100), table(1, 1, "x" * 3000)],
    [folded(*[section()] * 10, title="t" * 150, is_collapsible=True, default_collapsed=True)],
]

REFUSED: list[tuple[list[dict[str, Any]], str, str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed", "/blocks"),
    ([{"type": "sektion"}], "unsupported type: sektion", "/blocks/0/type"),
    ([{"type": "section"}], "must define either text or fields", "/blocks/0"),
    ([section("x" * 3001)], "must be less than 3001 characters", "/blocks/0/text/text"),
    ([section("")], "must be more than 0 characters", "/blocks/0/text/text"),
    ([section(), section(colour="red")], "invalid additional property: colour", "/blocks/1"),
    ([{"type": "section", "text": "bare"}], "unsupported type: None", "/blocks/0/text/type"),
    (
        [section() | {"text": {**mrkdwn("x"), "emoji": True}}],
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "no more than 10 items allowed", "/blocks/0/fields"),
    ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "must be less than 2001", "/blocks/0/fields/0/text"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters", "/blocks/0/text/text"),
    ([{"type": "header", "text": mrkdwn("x")}], "unsupported type: mrkdwn", "/blocks/0/text/type"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10 items allowed", "/blocks/0/elements"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed", "/blocks/0/elements"),
    ([actions()], "no less than 1 items allowed", "/blocks/0/elements"),
    ([actions(button(text=plain("x" * 76)))], "must be less than 76 characters", "/blocks/0/elements/0/text/text"),
    ([actions(button(text=mrkdwn("x")))], "unsupported type: mrkdwn", "/blocks/0/elements/0/text/type"),
    ([actions(button(value="x" * 2001))], "must be less than 2001 characters", "/blocks/0/elements/0/value"),
    ([actions(button(action_id="x" * 256))], "must be less than 256 characters", "/blocks/0/elements/0/action_id"),
    ([actions(button(url="x" * 3001))], "must be less than 3001 characters", "/blocks/0/elements/0/url"),
    ([actions(button(style="red"))], "must be one of: primary, danger", "/blocks/0/elements/0/style"),
    ([actions(button(action_id="a"), button(action_id="a"))], 'action_id "a" already exists', "/blocks/0"),
    ([section(block_id="b"), section(block_id="b")], 'block_id "b" already exists', "/blocks/1/block_id"),
    ([section(block_id="x" * 256)], "must be less than 256 characters", "/blocks/0/block_id"),
    ([select([option("x", "v")] * 101)], "no more than 100 items allowed", "/blocks/0/elements/0/options"),
    ([select([option("x" * 76, "v")])], "must be less than 76 characters", "/elements/0/options/0/text/text"),
    ([select([option("x", "v" * 151)])], "must be less than 151 characters", "/elements/0/options/0/value"),
    ([actions({"type": "static_select"})], "must define exactly one of: options", "/blocks/0/elements/0"),
    ([image(alt_text="x" * 2001)], "must be less than 2001 characters", "/blocks/0/alt_text"),
    ([image(image_url="x" * 3001)], "must be less than 3001 characters", "/blocks/0/image_url"),
    ([{"type": "image", "alt_text": "a"}], "must define exactly one of: image_url, slack_file", "/blocks/0"),
    ([{"type": "context", "elements": [button()]}], "unsupported type: button", "/blocks/0/elements/0/type"),
    ([drawn() | {"title": "t" * 51}], "must be less than 51 characters", "/blocks/0/title"),
    ([drawn() | {"title": ""}], "must be more than 0 characters", "/blocks/0/title"),
    ([drawn(names=7)], "no more than 6 items allowed", "/blocks/0/chart/series"),
    ([drawn(categories=21)], "no more than 20 items allowed", "/blocks/0/chart/series/0/data"),
    ([drawn(categories=0)], "no less than 1 items allowed", "/blocks/0/chart/series/0/data"),
    ([drawn(label="c" * 20)], "must be less than 21 characters", "/blocks/0/chart/series/0/data/0/label"),
    ([drawn(y_label="y" * 51)], "must be less than 51 characters", "/blocks/0/chart/axis_config/y_label"),
    ([drawn("donut")], "unsupported type: donut", "/blocks/0/chart/type"),
    ([pie(7)], "no more than 6 items allowed", "/blocks/0/chart/segments"),
    ([pie(value=0)], "segments must be positive", "/blocks/0/chart/segments"),
    ([drawn()] * 3, "no more than 2 data_visualization blocks allowed", "/blocks"),
    ([table(101)], "no more than 101 items allowed", "/blocks/0/rows"),
    ([table(0)], "no less than 2 items allowed", "/blocks/0/rows"),
    ([table(1, 21)], "no more than 20 items allowed", "/blocks/0/rows/0"),
    ([table(100, 1, "x" * 100)], "must be less than 10001 characters", "/blocks/0/rows"),
    ([table(text="")], "must be more than 0 characters", "/blocks/0/rows/1/0/text"),
    ([table(page_size=101)], "must be between 1 and 100", "/blocks/0/page_size"),
    ([{**table(), "rows": [[RICH], [RICH]]}], "rich_text cannot be used for header cells", "/blocks/0/rows/0"),
    ([{**table(), "rows": [*table()["rows"], []]}], "no less than 1 items allowed", "/blocks/0/rows/2"),
    ([folded(*[section()] * 11)], "no more than 10 items allowed", "/blocks/0/child_blocks"),
    ([folded(section(), title="t" * 151)], "must be less than 151 characters", "/blocks/0/title/text"),
    ([folded(drawn())], "unsupported type: data_visualization", "/blocks/0/child_blocks/0/type"),
]


@pytest.mark.parametrize("blocks", TAKEN)
def test_blocks_at_the_limits_are_taken(blocks: list[dict[str, Any]]) -> None:
    assert check_message_blocks(blocks) == []


@pytest.mark.parametrize(("blocks", "reason", "pointer"), REFUSED)
def test_blocks_beyond_the_limits_are_refused(blocks: list[dict[str, Any]], reason: str, pointer: str) -> None:
    problem = check_message_blocks(blocks)[0]
    assert reason in problem
    assert pointer in problem


@pytest.mark.parametrize("block", [drawn(), table(), folded(section())])
def test_a_workspace_may_not_know_the_newest_blocks(block: dict[str, Any]) -> None:
    (problem,) = check_message_blocks([block], unknown=[block["type"]])
    assert f"unsupported type: {block['type']} [json-pointer:/blocks/0/type]" in problem
    assert "unsupported type" in check_view_blocks([block])[0], "they are for messages alone"


def test_a_chart_has_a_point_of_each_series_in_each_category() -> None:
    short, twice = drawn(names=2), drawn(names=2)
    short["chart"]["series"][1] = {"name": "s1", "data": short["chart"]["series"][1]["data"][:1]}
    twice["chart"]["series"][1]["name"] = "s0"
    assert "data must have one point a category" in check_message_blocks([short])[0]
    assert "series names must be unique" in check_message_blocks([twice])[0]


def test_a_view_takes_a_hundred_blocks() -> None:
    assert check_view_blocks([{"type": "divider"}] * 100) == []
    assert "no more than 100 items" in check_view_blocks([{"type": "divider"}] * 101)[0]


_MODAL = {"type": "modal", "title": plain("Report"), "blocks": [section()]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        ({"submit": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
        ({"titel": "x"}, "invalid additional property: titel [json-pointer:/view]"),
        (
            {"blocks": [section("")]},
            "must be more than 0 characters [json-pointer:/view/blocks/0/text/text]",
        ),
        (
            {"blocks": [{"type": "input", "label": plain("l"), "element": {"type": "plain_text_input"}}]},
            "missing required field: submit [json-pointer:/view]",
        ),
    ],
)
def test_views_beyond_the_limits_are_refused(change: dict[str, Any], reason: str) -> None:
    assert check_view(_MODAL) == []
    assert check_view({**_MODAL, **change}) == [f"[ERROR] {reason}"]
