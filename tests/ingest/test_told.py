"""What the desk says of columns is a header or a period, once, and messages show no hidden characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ImportRefused
from bot.ingest import Orders, read
from bot.ingest.words import quoted


@pytest.mark.parametrize("columns", [{"period": "Yaers gone"}, {"source": "Region", "land": "Region"}])
def test_it_is_refused(tmp_path: Path, columns: dict[str, str]) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("Region,Year,Value\nNorth,2024,12\nSouth,2024,13\n", encoding="utf-8")
    with pytest.raises(ImportRefused):
        read(path, Orders(columns=columns))


def test_no_character_turns_a_message_round() -> None:
    assert quoted("a\u202eb") == "“a b”"
