"""XML out of foreign files: nothing in it is expanded, fetched or believed to be sound."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from lxml import etree

from bot.ingest.files.refusals import damaged

_BROKEN = (
    etree.LxmlError, SyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    LookupError, ValueError, TypeError, ArithmeticError, AttributeError, OSError,
)  # fmt: skip


@contextmanager
def whole(name: str, *also: type[Exception]) -> Iterator[None]:
    """Whatever goes wrong inside is the fault of the file: raises LedgerUnreadable. `also`: a reader's own errors."""
    failures: tuple[type[Exception], ...] = (*_BROKEN, *also)
    try:
        yield
    except failures:
        raise damaged(name) from None


def elements(source: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """The elements with these local names, each when it ends, after which it is emptied.

    Raises ValueError where the document has a type declaration, in which alone entities are defined.
    """
    names = [f"{{*}}{tag}" for tag in tags]
    first = True
    for _, element in etree.iterparse(source, tag=names, resolve_entities=False, no_network=True):
        if first and element.getroottree().docinfo.doctype:
            raise ValueError("a document type")
        first = False
        yield element
        forget(element)


def forget(element: etree._Element) -> None:
    """Empties an element that was looked at, and takes away what stands before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def tree(source: IO[bytes]) -> etree._Element:
    """A small document as a whole. Raises ValueError as `elements` does."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.parse(source, parser).getroot()
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type")
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; "" of comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """The elements under one, down a path of local names."""
    if element is None:
        return
    name, *rest = path
    for child in element:
        if local_name(child) == name:
            if rest:
                yield from children(child, *rest)
            else:
                yield child


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute in whatever namespace."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def is_true(text: str | None, *, default: bool = False) -> bool:
    return default if text is None else text in ("1", "true", "on")
