"""The dialect of a resource: how its text is written and where its header stands."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.ingest.described.text import Form
from bot.ingest.faults import BadCell

_ONE_CHARACTER = ("delimiter", "quoteChar", "escapeChar", "commentChar")
_MOST_HEADER_ROWS = 100
_READ = frozenset(
    {
        "header", "headerRows", "headerJoin", "commentChar", "commentRows", "csv", "delimiter", "quoteChar",
        "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "skipBlankRows",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """`header_rows` are numbers from 1, none where the text has no header; `aside` are rows that are comments.
    `numbered`: the dialect names the rows of the header itself, and comments count."""

    form: Form = field(default_factory=Form)
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    aside: frozenset[int] = frozenset()
    any_case: bool = False
    numbered: bool = False


def layout_of(entry: Mapping[str, Any], what: str) -> Layout:
    """Of a resource with its dialect and encoding; both forms of a dialect are read, properties at the top or under
    "csv". Raises BadCell. `what` is the resource, as messages say it."""
    written = entry.get("dialect")
    if written is not None and not isinstance(written, dict):
        raise BadCell(f"{what} has a dialect that is no object", "write it as an object, or leave it out")
    if written is None:
        tab = "\t" if _is_tabbed(entry) else ","
        return Layout(Form(tab, skip_space=True, encoding=_encoding(entry.get("encoding", "utf-8"), what)))
    said = dict(written)
    nested = said.get("csv")
    flat = {**said, **(nested if isinstance(nested, dict) else {})}
    for name in _ONE_CHARACTER:
        _require_character(flat.get(name), name, what)
    read = _by_frictionless({name: value for name, value in flat.items() if name in _READ - {"csv"}}, what)
    csv = next((control for control in read.controls if control.type == "csv"), None)
    rows = tuple(read.header_rows) if read.header else ()
    for number in (*rows, *read.comment_rows):
        if type(number) is not int or number < 1:
            raise BadCell(f"{what} has a dialect whose rows are no numbers from 1", "count rows from 1")
    if len(rows) > _MOST_HEADER_ROWS or list(rows) != sorted(set(rows)):
        raise BadCell(f"{what} has a dialect whose header rows are not in order", "name each once, from the top")
    form = Form(
        delimiter=csv.delimiter if csv else "\t" if _is_tabbed(entry) else ",",
        quote=(csv.quote_char if csv else '"') or None,
        double_quote=csv.double_quote if csv else True,
        escape=csv.escape_char if csv else None,
        skip_space=flat.get("skipInitialSpace") is not False,
        comment=read.comment_char,
        null=csv.null_sequence if csv else None,
        encoding=_encoding(entry.get("encoding", "utf-8"), what),
    )
    any_case = flat.get("caseSensitiveHeader") is False
    aside = frozenset(read.comment_rows)
    return Layout(form, rows, read.header_join, aside, any_case, numbered="headerRows" in flat)


def _by_frictionless(said: dict[str, Any], what: str) -> Any:
    import frictionless

    numbers = {
        name: [int(one) if isinstance(one, str) and one.isdecimal() and len(one) < 8 else one for one in rows]
        for name in ("headerRows", "commentRows")
        if isinstance(rows := said.get(name), list)
    }
    try:
        return frictionless.Dialect.from_descriptor({**said, **numbers})
    except frictionless.FrictionlessException as error:
        raise BadCell(
            f"{what} has a dialect that is not valid ({reason(error)})", "correct it, or leave it out"
        ) from None


def reason(error: Any) -> str:
    """What frictionless finds wrong, in a line."""
    reasons = [one.note for one in error.reasons] or [error.error.note]
    return " ".join(str(reasons[0]).split())[:200]


def _is_tabbed(entry: Mapping[str, Any]) -> bool:
    path = entry.get("path")
    first = path[0] if isinstance(path, list) and path else path
    return entry.get("format") == "tsv" or (isinstance(first, str) and first.lower().endswith(".tsv"))


def _require_character(written: object, name: str, what: str) -> None:
    if written is None or (name == "quoteChar" and written == ""):
        return
    if (
        isinstance(written, str)
        and len(written) == 1
        and (written == "\t" or (written.isprintable() and written != " "))
    ):
        return
    raise BadCell(f"the {name} of {what} is not one character", "write one character, such as a comma")


def _encoding(written: object, what: str) -> str:
    plain = written.lower().replace("_", "-") if isinstance(written, str) else ""
    if plain in ("utf-8", "utf8", "utf-8-sig"):
        return "utf-8-sig"
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=plain)  # Refuses also what is known and no encoding of text.
        return codecs.lookup(plain).name
    except (LookupError, ValueError):
        right = "save the file as UTF-8 and drop its encoding"
        raise BadCell(f"{what} has an encoding that is not known", right) from None
