"""Archives whose bytes are the same whenever they are made."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping

_LONG_AGO = (2021, 1, 1, 0, 0, 0)


def zipped(members: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of the members in their order; those named in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, how)
    return out.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
