"""The forms by which figures are entered in a chat: entries for the ledger come of them, or faults by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from bot.ask.text import fold
from bot.calendar.moments import parse_moment
from bot.cards.form import CELL, Fault, Form, WrongValues
from bot.chat.forms import CELLS, EDIT, FORMS, MORE, RESULT
from bot.chat.words import ENTER
from bot.domain import Status
from bot.errors import FactdeskError, WrongEntry, as_sentence
from bot.ledger.entry import EMBARGO, PUBLISHED, Entry
from bot.ledger.prefill import Awaited
from bot.zones import day_in, local_time

TODAY = "today"
FIGURES = "figures"
_OWN = ("indicator", "codes", "period", "value", "status", "source")
"""Cells with a field, or an option of a command, of their own."""
_WAS = re.compile(r"\s*\(was [^()]*\)\s*$")
_TOTAL = "total"
_MOST_LINES = 40
_MOST_CHARACTERS = 2_000
"""Of all lines together, with room for what is typed."""


def entry_of(values: Mapping[str, str], zone: str, now: datetime) -> Entry:
    """The figure of a form or a command. Raises WrongValues."""
    cells = _cells(FORMS[ENTER], values, zone, now)
    return Entry(**{**cells, **{name: values[name] for name in _OWN if values.get(name)}})


def result_entries(values: Mapping[str, str], indicator: str, zone: str, now: datetime) -> dict[str, Entry]:
    """The figures of the form of a result, by what their lines say before the value; lines without one are left out.
    Raises WrongValues."""
    cells = {**_cells(RESULT, values, zone, now), **{name: values[name] for name in _OWN if values.get(name)}}
    found: dict[str, Entry] = {}
    for line in filter(None, map(str.strip, values.get(FIGURES, "").splitlines())):
        before, sign, value = line.rpartition("=")
        codes = _WAS.sub("", before).strip()
        if not sign:
            raise WrongValues([Fault(FIGURES, f"“{line}” has no “=” before its value; write it as “{line} = 4.3”.")])
        if codes in found:
            raise WrongValues([Fault(FIGURES, f"“{codes}” is there twice; write one line of it.")])
        if value.strip():
            named = "" if fold(codes) in ("", _TOTAL) else codes
            found[codes] = Entry(**{**cells, "indicator": indicator, "codes": named, "value": value.strip()})
    if not found:
        raise WrongValues([Fault(FIGURES, "No line has a value; write one behind its “=”.")])
    return found


def as_faults(form: Form, wrong: WrongEntry, line: str = "") -> WrongValues:
    """What is wrong with an entry, by the fields of its form; `line` is that of a result."""
    return WrongValues([_fault(form, name, text, line) for name, text in wrong.faults])


def awaited_form(known: Sequence[Awaited]) -> Form:
    """The form of a result, with the series that are awaited and, of figures that were not settled, their period. Its
    source is to be written: who announced the date need not be who says the result."""
    unsettled = [one.figure for one in known if one.figure.status.rank < Status.NORMAL.rank]
    lines = _lines_of(known)
    values = {
        FIGURES: "\n".join(lines),
        "period": unsettled[0].period.iso if unsettled else "",
    }
    fields = [replace(one, value=values.get(one.id) or one.value) for one in RESULT.fields]
    if len(lines) < len(known):
        # Those left out may be written below, or entered one by one.
        fields = [
            replace(one, label=f"Figures, the first {len(lines)} of {len(known)}") if one.id == FIGURES else one
            for one in fields
        ]
    return replace(RESULT, fields=tuple(fields))


def draft_form(draft: Entry, zone: str) -> Form:
    """The form by which a draft is edited, with what it says, by the clocks of `zone` (IANA)."""
    cells: dict[str, str] = asdict(draft)
    if draft.embargo_until:
        cells[EMBARGO] = f"{local_time(datetime.fromisoformat(draft.embargo_until), zone):%Y-%m-%d %H:%M}"
    more = "\n".join(f"{label}: {cells[name]}".rstrip() for label, name in CELLS.items())
    values = {**cells, MORE: more}
    return replace(EDIT, fields=tuple(replace(one, value=values[one.id]) for one in EDIT.fields))


def _lines_of(known: Sequence[Awaited]) -> list[str]:
    """As many as there is room for."""
    lines: list[str] = []
    for one in known[:_MOST_LINES]:
        line = f"{one.codes or _TOTAL} (was {one.was.replace('(', '').replace(')', '')}) = "
        if sum(map(len, lines)) + len(line) > _MOST_CHARACTERS:
            break
        lines.append(line)
    return lines


def _cells(form: Form, values: Mapping[str, str], zone: str, now: datetime) -> dict[str, str]:
    """What the lines of the last field say, and the options of a command."""
    found = {name: values[name] for name in CELLS.values() if name not in _OWN and values.get(name)}
    labels = {fold(label): name for label, name in CELLS.items()}
    faults = list[Fault]()
    for line in filter(None, map(str.strip, values.get(MORE, "").splitlines())):
        label, _, text = line.partition(":")
        name = labels.get(fold(label.strip()))
        if name is None:
            faults.append(Fault(MORE, f"“{line}” begins with none of these: {', '.join(CELLS)}."))
        elif text.strip():
            found[name] = text.strip()
    faults += _instants(form, found, zone, now)
    if faults:
        raise WrongValues(faults)
    return found


def _instants(form: Form, cells: dict[str, str], zone: str, now: datetime) -> Iterable[Fault]:
    """“today” as a day, and the end of an embargo by the newsroom's clocks, in place."""
    if fold(cells.get(PUBLISHED, "")) == TODAY:
        cells[PUBLISHED] = day_in(now, zone).isoformat()
    until = cells.get(EMBARGO)
    if until is None:
        return
    try:
        moment = parse_moment(until, zone, now, zone)
    except FactdeskError as error:
        yield _fault(form, EMBARGO, as_sentence(error))
        return
    if moment.time is None:
        yield _fault(form, EMBARGO, "An embargo ends at a time of day; write one, as 2027-05-01 09:00.")
    else:
        cells[EMBARGO] = moment.time.isoformat()


def _fault(form: Form, name: str, text: str, line: str = "") -> Fault:
    fields = [one.id for one in form.fields]
    if name in fields:
        return Fault(name, text)
    label = next((label for label, cell in CELLS.items() if cell == name), None)
    if label is not None:
        return Fault(CELL.format(MORE, label), text)
    return Fault(fields[0], f"{line}: {text}" if line else text)
