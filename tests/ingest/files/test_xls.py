from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FactdeskError
from bot.ingest.files import limits, opened
from bot.ingest.sheets import SheetRow, Span
from tests.ingest.files.conftest import refusal_of

BOOKS = Path(__file__).parents[2] / "fixtures" / "ingest" / "files"
GOOD = (BOOKS / "book.xls").read_bytes()
OLE = GOOD[:8]


def save(folder: Path, content: bytes) -> Path:
    path = folder / "book.xls"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["book.xls", "mac.xls"])
def test_cells_are_as_printed_whichever_day_is_the_first(name: str) -> None:
    with opened(BOOKS / name) as file:
        (sheet,) = file
        assert (sheet.name, sheet.merged) == ("Visits", (Span(1, 1, 1, 4),))
        assert sheet.losses[:2] == (
            "hidden cells are read like others (row 6); delete what is not meant",
            "hidden cells are read like others (column D); delete what is not meant",
        )
        assert "hidden sheets are not read (“Codes”)" in sheet.losses[2]
        assert list(sheet.rows()) == [
            SheetRow(1, ["Visits by town"], bold=frozenset({0})),
            SheetRow(3, ["town", "share", "month", "cost"], bold=frozenset({0, 1, 2, 3})),
            SheetRow(4, ["North", "12.3%", "2020-03", "-£1234.50"], typed=frozenset({1, 2, 3}), indents={0: 2}),
            SheetRow(5, ["South¹", "", "TRUE", "0.3"], typed=frozenset({3})),
            SheetRow(6, ["unseen"]),
        ]
        (codes,) = file.named("Codes")
        assert [row.cells for row in codes.rows()] == [["code"]]


def test_workbooks_with_a_password_are_refused(tmp_path: Path) -> None:
    sentence = "book.xls is protected by a password; open it, save it without the password and import it again"
    new = OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    assert refusal_of(save(tmp_path, new)) == sentence
    old = struct.pack("<6H", 0x0809, 8, 0x0500, 5, 0, 0) + struct.pack("<4H", 0x2F, 4, 1, 2) + struct.pack("<2H", 10, 0)
    assert refusal_of(save(tmp_path, old)) == sentence


def test_what_is_no_sound_workbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a document of another program" in refusal_of(save(tmp_path, OLE + b"\0" * 1000))
    assert "is damaged or was not downloaded whole" in refusal_of(save(tmp_path, GOOD[:2000] + GOOD[4500:]))
    monkeypatch.setattr(limits, "WHOLE", 1000)
    assert "is larger than 0 MB" in refusal_of(save(tmp_path, GOOD))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 64), put=st.binary(max_size=16))
def test_any_damage_to_a_good_workbook(tmp_path: Path, at: int, cut: int, put: bytes) -> None:
    path = save(tmp_path, GOOD[:at] + put + GOOD[at + cut :])
    with contextlib.suppress(FactdeskError), opened(path) as file:
        for sheet in file:
            list(sheet.rows())
