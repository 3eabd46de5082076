"""Makes the files of this folder that cannot be read as text: `python -m tests.files.make`.

Each comes from the `<file>.spec.json` beside it. A workbook's has `sheets`, a text's in another encoding `text` and
`encoding`, an archive's `members` (the name in it, and the file), a container's `streams`; what is cut off is `of`
another file, with so many `bytes`; and what is none of these is `hex`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.files.makers.archive import gzipped, zipped
from tests.files.makers.ods import ods
from tests.files.makers.ole import container
from tests.files.makers.xls import xls
from tests.files.makers.xlsx import xlsx

HERE = Path(__file__).parent
SPEC = ".spec.json"
_WORKBOOKS = {".xlsx": xlsx, ".xlsm": xlsx, ".xls": xls, ".ods": ods}


def made() -> Iterator[tuple[Path, bytes]]:
    """Each file with the bytes that its specification makes."""
    for path in sorted(HERE.rglob(f"*{SPEC}")):
        target = path.with_name(path.name.removesuffix(SPEC))
        yield target, _body(target)


def _body(path: Path) -> bytes:
    spec = path.with_name(path.name + SPEC)
    return _content(path, json.loads(spec.read_text("utf-8"))) if spec.exists() else path.read_bytes()


def _content(path: Path, spec: dict[str, Any]) -> bytes:
    if "sheets" in spec:
        return _WORKBOOKS[path.suffix](spec)
    if "members" in spec:
        members = {name: _body(path.parent / file) for name, file in spec["members"].items()}
        return gzipped(next(iter(members.values()))) if path.suffix == ".gz" else zipped(members)
    if "of" in spec:
        return _body(path.parent / spec["of"])[: spec["bytes"]]
    if "streams" in spec:
        return container({name: text.encode() for name, text in spec["streams"].items()})
    if "hex" in spec:
        return bytes.fromhex(spec["hex"])
    text: str = spec["text"]
    return text.encode(spec["encoding"])


if __name__ == "__main__":
    for target, body in made():
        target.write_bytes(body)
