"""The log of changes of figures is only ever added to: nothing in the program changes or deletes its rows, but for the
names of people in chats who want to be forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = "figure_change"
HOME = "bot/store/figure_changes.py"
"""Where the log is written."""
NAME = "changed_by"
"""The one column that is ever changed."""
CHANGING = ("update", "delete", "Update", "Delete", "merge")
_SQL = re.compile(rf"\b(UPDATE|DELETE\s+FROM|TRUNCATE(\s+TABLE)?|REPLACE\s+INTO)\s+\W?{TABLE}\b", re.IGNORECASE)


def _modules() -> Iterator[tuple[str, str]]:
    for package in ("bot", "adapters"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _names(node: ast.AST) -> set[str]:
    """Every name and attribute within."""
    found = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return found | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def changes_of_rows(code: str) -> list[int]:
    """The lines that change or delete rows of the log: `update(figure_change)`, `figure_change.delete()`, or SQL. A
    name that the table is given is the table."""
    tree = ast.parse(code)
    own = {TABLE}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            own |= {alias.asname for alias in node.names if alias.name == TABLE and alias.asname}
        if isinstance(node, ast.Assign) and own & _names(node.value) and not isinstance(node.value, ast.Call):
            own |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in CHANGING:
            about = [*node.args[:1], *([node.func.value] if isinstance(node.func, ast.Attribute) else [])]
            if any(own & _names(one) for one in about):
                lines.append(node.lineno)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.search(node.value):
            lines.append(node.lineno)
    return lines


def test_no_row_of_the_log_is_changed_or_deleted() -> None:
    found = {path: lines for path, code in _modules() if (lines := changes_of_rows(code))}
    assert set(found) == {HOME}
    assert len(found[HOME]) == 1


def test_only_a_name_is_taken_out() -> None:
    tree = ast.parse((ROOT / HOME).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    set_columns = [keyword.arg for call in calls if _called(call) == "values" for keyword in call.keywords]
    assert set_columns == [NAME]
    assert not [call for call in calls if _called(call).lower() == "delete"]


def test_no_table_that_is_written_by_its_name_can_be_the_log() -> None:
    """Functions that write a table which they are given are never given this one."""
    for path, code in _modules():
        if path == HOME or path.startswith("bot/store/migrations/") or TABLE not in code:
            continue
        given = [
            node
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Call)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords))
            if isinstance(argument, ast.Name) and argument.id == TABLE
        ]
        assert not given, path


@pytest.mark.parametrize(
    "code",
    [
        "update(figure_change).where(figure_change.c.id == 1)",
        "delete(figure_change)",
        "figure_change.update().values(why='')",
        "tables.figure_change.delete()",
        "sa.delete(tables.figure_change)",
        "from bot.store.tables import figure_change as log\ndelete(log)",
        "log = figure_change\nlog.delete()",
        "connection.execute(text('DELETE FROM figure_change'))",
        "op.execute('update \"figure_change\" set why = NULL')",
        "PreparedWrite(update(figure_change), dialect)",
    ],
)
def test_a_change_would_be_seen(code: str) -> None:
    assert changes_of_rows(code)


@pytest.mark.parametrize(
    "code",
    ["select(figure_change)", "insert(figure_change)", "update(observation)", "'rows of figure_change are kept'"],
)
def test_what_changes_nothing_is_not(code: str) -> None:
    assert not changes_of_rows(code)
