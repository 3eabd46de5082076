"""Charts as PNG pictures, drawn by Vega-Lite without a browser and without a network.

All text reaches Vega as data, never as an expression or a field name, and every place is worked out here: the picture
looks alike wherever it is drawn. It is opaque, so that it reads on a dark and on a light background.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import vl_convert

from adapters.chartspec import spec_of
from bot.cards.chart import Chart, Point

_SCALE = 2
"""Device pixels a pixel: 600 pixels are drawn as 1,200, for sharp screens."""
_KEPT = 64
"""Pictures, of some 30 kB each: while a story breaks, many ask for the same one."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_drawing = threading.Lock()


@lru_cache(maxsize=_KEPT)
def png(chart: Chart) -> bytes:
    """The chart as a PNG, 1,200 pixels wide. Any thread may call; one draws at a time. What was drawn lately is not
    drawn again.

    Raises ValueError when the picture cannot be drawn.
    """
    with _drawing:
        drawn = vl_convert.vegalite_to_png(spec_of(chart), scale=_SCALE, allowed_base_urls=[])
    return _packed(drawn)


def warm_up() -> None:
    """Draws a picture for nobody: the first one of a process waits for Vega to load."""
    one = Point("", Decimal(1), "", "1")
    png(Chart("", "", "bar", "", (one,), "", "", ""))


def _packed(picture: bytes) -> bytes:
    """The same picture in about a quarter of the bytes: it comes packed for speed."""
    chunks = list(_chunks(picture))
    pixels = zlib.compress(zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT")), 6)
    head = [(kind, data) for kind, data in chunks if kind not in (b"IDAT", b"IEND")]
    return _SIGNATURE + b"".join(_chunk(*chunk) for chunk in (*head, (b"IDAT", pixels), (b"IEND", b"")))


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and data of each chunk of a PNG."""
    place = len(_SIGNATURE)
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4])
        yield picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
