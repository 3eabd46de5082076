"""The texts of a workbook's cells, which cells of equal text share."""

from __future__ import annotations

import re
from typing import IO

from lxml import etree

from bot.ingest.files.markup import children, elements, local_name
from bot.ingest.files.raised import raised

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def strings_of(source: IO[bytes]) -> list[str]:
    return [text_of(element) for element in elements(source, "si")]


def text_of(element: etree._Element) -> str:
    """The text of an <si> or <is>: its runs, those that are raised in raised characters, without phonetic hints."""
    parts = []
    for child in element:
        match local_name(child):
            case "t":
                parts.append(_unescaped(child.text or ""))
            case "r":
                text = _unescaped("".join(t.text or "" for t in children(child, "t")))
                parts.append(raised(text) if _is_raised(child) else text)
    return "".join(parts)


def _unescaped(text: str) -> str:
    """With the characters that XML does not hold, which workbooks write by number ("_x000D_")."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_raised(run: etree._Element) -> bool:
    return any(align.get("val") == "superscript" for align in children(run, "rPr", "vertAlign"))
