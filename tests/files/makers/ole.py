"""The container of XLS and of XLSX with a password: named streams in sectors of 512 bytes (MS-CFB)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LEAST = 4096
"""A shorter stream would need the small sectors, which are left out here."""


def container(streams: Mapping[str, bytes]) -> bytes:
    """The streams, filled up with zeros to whole sectors; shorter names come first, as the format sorts them."""
    bodies = [body.ljust(max(_LEAST, -(-len(body) // _SECTOR) * _SECTOR), b"\0") for body in streams.values()]
    directory_at = 1
    fat: list[int] = [_FAT, _END]
    starts = []
    for body in bodies:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + len(body) // _SECTOR), _END]
    assert len(fat) <= _SECTOR // 4, "one sector for the table"
    assert len(bodies) <= 3, "one sector for the directory"
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, body) in enumerate(zip(streams, bodies, strict=True), 1):
        later = number + 1 if number < len(bodies) else _FREE
        entries.append(_entry(name, 2, starts[number - 1], len(body), right=later))
    table = struct.pack("<128L", *fat, *[_FREE] * (128 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<LLLLLLLLL", 0, 1, directory_at, 0, _LEAST, _END, 0, _END, 0)
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + b"".join(bodies)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBLLL", len(text), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<LQ", start, size)
