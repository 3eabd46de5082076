"""In which encoding a text file is written: settled for all of it, before anything of it is read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits

_SAVE = "save the file as UTF-8 text and import it again"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
_ZEROS = 0.3
"""Share of NUL bytes at every other place from which a text is UTF-16: Latin letters and digits have one each."""
_FEW = 0.02
_WESTERN = "cp1252"
_SAMPLE = 65_536
_TELLING = 8
"""Bytes beyond ASCII that a text must have before they tell of another alphabet than the western."""
_COHERENT = 0.3
"""How much the letters must come as often as in the language named (charset-normalizer's measure, from 0 to 1)."""
_WIDE = 0.1
"""Share of characters that take several bytes each from which a text is Chinese, Japanese or Korean."""
_CENTRAL = ("cp1250", "iso8859_2")
_ENCODINGS = {
    **dict.fromkeys(("Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene", "Romanian"), _CENTRAL),
    **dict.fromkeys(("Russian", "Ukrainian", "Bulgarian", "Serbian", "Kazakh"), ("cp1251", "koi8_r")),
    "Greek": ("cp1253", "iso8859_7"),
    "Turkish": ("cp1254", "iso8859_9"),
    "Hebrew": ("cp1255", "iso8859_8"),
    "Japanese": ("cp932", "euc_jis_2004", "euc_jp"),
    "Chinese": ("gb18030", "big5"),
    "Korean": ("cp949", "euc_kr"),
}
"""The encodings in which files of these languages come; the likeness of their alphabets misleads about others."""
_NAMES = {
    "cp1252": "Windows-1252 (western European)",
    "cp1250": "Windows-1250 (central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp932": "Shift JIS (Japanese)",
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec that decodes the whole file; `assumed`: the name of an encoding that the file itself does not tell, and
    `line`, the first that it is assumed of."""

    codec: str
    assumed: str | None = None
    line: int = 1


def encoding_of(path: Path, name: str) -> Encoding:
    """Raises LedgerUnreadable where the file is no text, with the line."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((codec for bom, codec in _BOMS if head.startswith(bom)), None)
    if marked or (marked := _wide(head)):
        fault = _fault(path, marked)
        if fault:
            raise LedgerUnreadable(f"{name}, {fault}; {_SAVE}")
        return Encoding(marked)
    fault = _fault(path, "utf-8")
    if fault is None:
        return Encoding("utf-8")
    if fault.foreign:
        raise LedgerUnreadable(f"{name}, {fault}; {_SAVE}")
    codec = _other(path)
    if _fault(path, codec):
        raise LedgerUnreadable(f"{name}, {fault}; {_SAVE}")
    return Encoding(codec, _NAMES.get(codec, codec.upper()), fault.line)


@dataclass(frozen=True, slots=True)
class _Fault:
    """`foreign`: it is no text in any encoding."""

    line: int
    wrong: str
    foreign: bool = False

    def __str__(self) -> str:
        return f"line {self.line} {self.wrong}"


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark, as the NUL bytes of ASCII letters give it away."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    if even <= pairs * _FEW and odd > pairs * _ZEROS:
        return "utf-16-le"
    if odd <= pairs * _FEW and even > pairs * _ZEROS:
        return "utf-16-be"
    return None


def _fault(path: Path, codec: str) -> _Fault | None:
    """The first thing in the file that is no text of this codec."""
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    for chunk, last in _chunks(path):
        try:
            text = decoder.decode(chunk, final=last)
        except UnicodeDecodeError as error:
            return _Fault(line + error.object.count(b"\n", 0, error.start), f"is not {_plain(codec)} text")
        if "\0" in text:
            return _Fault(line + text.count("\n", 0, text.index("\0")), "holds a NUL byte", foreign=True)
        breaks = text.count("\n")
        if not breaks and len(text) >= limits.LINE // 2 and "\r" not in text:
            return _Fault(line, f"is longer than {limits.LINE // 2:,} characters", foreign=True)
        line += breaks
    return None


def _plain(codec: str) -> str:
    return "UTF-8" if codec == "utf-8-sig" else codec.upper()


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    """The bytes of the file a megabyte at a time, each with whether it is the last."""
    with path.open("rb") as file:
        chunk = file.read(limits.LINE)
        while chunk:
            following = file.read(limits.LINE)
            yield chunk, not following
            chunk = following


def _other(path: Path) -> str:
    """The encoding of a text that is not UTF-8: the western one unless its letters plainly are of another language."""
    from charset_normalizer import from_bytes

    sample = _sample(path)
    if len(sample.translate(None, bytes(range(128)))) < _TELLING:
        return _WESTERN
    for match in from_bytes(sample):
        usual = match.encoding in _ENCODINGS.get(match.language, ())
        if usual and (match.coherence >= _COHERENT or match.multi_byte_usage >= _WIDE):
            return match.encoding
    return _WESTERN


def _sample(path: Path) -> bytes:
    """Lines with letters beyond ASCII from the beginning of the file."""
    found = bytearray()
    with path.open("rb") as file:
        while len(found) < _SAMPLE and (line := file.readline(_SAMPLE)):
            if not line.isascii():
                found += line
    return bytes(found[:_SAMPLE])
