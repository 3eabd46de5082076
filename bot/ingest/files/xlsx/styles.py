"""What a cell's style says: its number format, and how its label stands."""

from __future__ import annotations

from typing import IO, NamedTuple

from lxml import etree

from bot.ingest.files.markup import children, is_true, tree

GENERAL = "General"
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_)_("$"* (#,##0.00)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""The formats that a workbook does not write down (ECMA-376, 18.8.30), as the United States read them."""


class Style(NamedTuple):
    code: str = GENERAL
    indent: int = 0
    bold: bool = False


def styles_of(source: IO[bytes]) -> list[Style]:
    """The styles of a workbook's cells, by the number that the cells give."""
    root = tree(source)
    codes = {
        int(one.get("numFmtId") or 0): one.get("formatCode") or GENERAL for one in children(root, "numFmts", "numFmt")
    }
    bold = [
        any(is_true(b.get("val"), default=True) for b in children(font, "b"))
        for font in children(root, "fonts", "font")
    ]
    return [_style(one, codes, bold) for one in children(root, "cellXfs", "xf")]


def _style(one: etree._Element, codes: dict[int, str], bold: list[bool]) -> Style:
    number, font = int(one.get("numFmtId") or 0), int(one.get("fontId") or 0)
    indent = max((int(alignment.get("indent") or 0) for alignment in children(one, "alignment")), default=0)
    code = codes.get(number) or _BUILT_IN.get(number, GENERAL)
    return Style(code, indent, bold[font] if font < len(bold) else False)
