"""From the roles of columns to a plan, and the sentences that say what was assumed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.ingest.cells.flags import Scheme
from bot.ingest.cells.styles import style_of
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.embargo_words import announces_embargo, day_of_release
from bot.ingest.layout.cited import assumed_source, first_source, office_above
from bot.ingest.layout.grid.title import without_period
from bot.ingest.layout.long.codes import code_columns, further_codes
from bot.ingest.layout.long.dating import dating_of
from bot.ingest.layout.long.doubts import doubts_of
from bot.ingest.layout.long.heading import Heading, is_what_is_counted, lines_above, titles, unit_above
from bot.ingest.layout.long.keys import filled_down
from bot.ingest.layout.long.labelling import labelled
from bot.ingest.layout.long.measures import measures_of
from bot.ingest.layout.long.names import Role, names_time, without_form, words_of
from bot.ingest.layout.long.of_sheet import in_year_of_sheet, say_sheet
from bot.ingest.layout.long.plan import Dating, Measure, Plan
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.long.roles import FIGURES_ASIDE, Roles
from bot.ingest.layout.long.scaling import with_scale
from bot.ingest.layout.long.told import Told
from bot.ingest.layout.notes_by_mark import notes_by_mark
from bot.ingest.layout.preamble import says_period
from bot.ingest.layout.scales import says_exception
from bot.ingest.layout.titled_status import open_status, without_status
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.sheets import Sheet
from bot.ingest.words import quoted, quoted_option

_PASSED = (
    Role.INDICATOR, Role.QUALIFIER, Role.STATUS, Role.UNIVERSE, Role.SOURCE, Role.URL, Role.PUBLISHED, Role.LOCATOR,
    Role.ATTRIBUTED, Role.NOTE, Role.EMBARGO, Role.REVIEW,
)  # fmt: skip
_SHOWN = 6


@dataclass(slots=True)
class Planned:
    """A plan with what is said of it: assumptions, and by role what was taken for what. `indicator` is the label of
    rows that name none."""

    plan: Plan
    indicator: str | None
    assumptions: list[Assumption] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)


def plan_of(
    sheet: Sheet,
    heading: Heading,
    columns: Sequence[Column],
    roles: Roles,
    told: Told,
    orders: Orders,
    below: Sequence[str],
) -> Planned:
    """How the table of the sheet is read. `below` are lines under it, where the sample reaches its end."""
    said: list[Assumption] = []
    measures = measures_of(heading, columns, roles, orders, told, said)
    measures = in_year_of_sheet(sheet, columns, roles, measures, told, said)
    dating = dating_of(columns, roles, orders, measures, said)
    codes = code_columns([columns[at] for at in roles.columns(Role.DIMENSION)], roles.twins)
    for at, name in further_codes([columns[at] for at in roles.columns(Role.DIMENSION)], codes).items():
        roles.of.pop(at)
        roles.aside[at] = f"another code of “{name.name}”"
    indicator_code = _drop_code_of_indicator(columns, roles)
    _say_codes(columns, codes, indicator_code, said)
    dimensions = _dimensions(columns, roles, codes)
    repeated = _repeated(columns, roles, dating, dimensions, measures, said)
    constants, title = _constants(heading, columns, measures, dating, roles, told, orders, below, said)
    if not roles.own and dating is None and "period" not in constants and not any(one.period for one in measures):
        say_sheet(sheet, constants, said)
    lines = lines_above(heading)
    if not roles.own and not roles.columns(Role.UNIT, Role.FACTOR) and not (orders.unit or "unit" in told.constants):
        by_row = roles.columns(Role.DIMENSION, Role.INDICATOR)  # of which some may be the exceptions
        scaling = [line for line in (*lines, *below) if not (by_row and says_exception(line))]
        measures = with_scale(measures, constants, scaling, said)
    one_unit = "unit" in constants and constants["unit"] not in (orders.unit, told.constants.get("unit"))
    label, measures = labelled(measures, columns, roles, dating, title, constants, one_unit, said)
    _say_aside(columns, roles, said)
    plan = Plan(
        measures=measures,
        dating=dating,
        dimensions=tuple(dimensions),
        passed={str(roles.renamed.get(at, role)): at for at, role in roles.of.items() if role in _PASSED},
        flags=tuple((at, _scheme(columns, at)) for at in roles.columns(Role.FLAG) if at not in heading.beside),
        unit=roles.first(Role.UNIT),
        factor=roles.first(Role.FACTOR),
        estimates=roles.first(Role.ESTIMATES),
        codes=codes,
        filled_down=repeated,
        constants=constants,
        bases=_bases(columns, roles, said),
        unread=tuple((at, columns[at].name) for at, reason in sorted(roles.aside.items()) if reason in FIGURES_ASIDE),
        notes={} if roles.own else notes_by_mark([*lines[1:], *below]),
        own=roles.own,
        as_written=roles.as_written,
        titled=split_unit(label)[1] if label else None,
    )
    called = [text for text in (sheet.name, sheet.file) if text]
    said += doubts_of(columns, plan, label, orders, [*told.names.values(), *told.constants], [*lines, *below, *called])
    return Planned(plan, label, said, _header(columns, plan))


def _drop_code_of_indicator(columns: Sequence[Column], roles: Roles) -> int | None:
    """A column with the codes of the indicators: their names are their labels."""
    at = roles.first(Role.INDICATOR)
    if at is None:
        return None
    others = [columns[one] for one in roles.columns(Role.DIMENSION)]
    code = code_columns([columns[at], *others]).get(at)
    if code is not None:
        roles.of.pop(code)
        roles.aside[code] = f"the code of “{columns[at].name}”"
    return code


def _say_codes(columns: Sequence[Column], codes: dict[int, int], dropped: int | None, said: list[Assumption]) -> None:
    for at, code in list(codes.items()):
        if dropped in (at, code):
            del codes[at]
            continue
        sentence = f"{quoted(columns[code].name)} is the code of {quoted(columns[at].name)}."
        said.append(Assumption(sentence, f"--map ignore={quoted_option(columns[code].name)}"))


def _dimensions(columns: Sequence[Column], roles: Roles, codes: dict[int, int]) -> list[tuple[int, str]]:
    coded = set(codes.values())
    found = []
    for at in roles.columns(Role.DIMENSION):
        if at in coded:
            continue
        name = roles.renamed.get(at) or (without_form(columns[at].name) if at in codes else columns[at].name)
        found.append((at, name))
    return found


def _bases(columns: Sequence[Column], roles: Roles, said: list[Assumption]) -> tuple[tuple[int, str], ...]:
    found = tuple((at, columns[at].name) for at in roles.columns(Role.BASE))
    for _, name in found:
        sentence = f"{quoted(name)} is how many were asked, and is noted with the figures of its row."
        said.append(Assumption(sentence, f"--map ignore={quoted_option(name)}"))
    exact = tuple((at, columns[at].name) for at in roles.columns(Role.INTERVAL))
    for _, name in exact:
        sentence = f"{quoted(name)} says how exact figures are, and is noted with those of its row."
        said.append(Assumption(sentence, f"--map ignore={quoted_option(name)}"))
    return (*found, *exact)


def _repeated(
    columns: Sequence[Column],
    roles: Roles,
    dating: Dating | None,
    dimensions: Sequence[tuple[int, str]],
    measures: Sequence[Measure],
    said: list[Assumption],
) -> frozenset[int]:
    """In Factdesk's own layout a blank cell is the total."""
    if roles.own:
        return frozenset()
    indicator = roles.first(Role.INDICATOR)
    identifying = [at for at, _ in dimensions] + ([indicator] if indicator is not None else [])
    identifying += [at for _, at in dating.columns] if dating else []
    extra = roles.columns(Role.UNIT, Role.FLAG, Role.SOURCE, Role.PUBLISHED, Role.LOCATOR, Role.UNIVERSE)
    found = filled_down([columns[at] for at in sorted(identifying)], [columns[one.column] for one in measures],
                        [columns[at] for at in extra])  # fmt: skip
    if found:
        names = ", ".join(quoted(columns[at].name) for at in sorted(found))
        said.append(Assumption(f"A blank cell in {names} repeats the one above.", "--map COLUMN=NAME"))
    return found


def _constants(
    heading: Heading,
    columns: Sequence[Column],
    measures: Sequence[Measure],
    dating: Dating | None,
    roles: Roles,
    told: Told,
    orders: Orders,
    below: Sequence[str],
    said: list[Assumption],
) -> tuple[dict[str, str], str | None]:
    """What holds for every row, and the table's title."""
    constants = dict(told.constants)
    given = {"unit": orders.unit, "status": orders.status, "source": orders.source, "published_on": orders.published}
    taken = {roles.renamed.get(at, str(role)) for at, role in roles.of.items()}
    above = lines_above(heading)
    found = [text for text in titles(heading) if not announces_embargo(text) and day_of_release(text) is None]
    titled = without_status(found[0], orders.status or told.constants.get("status")) if found else None
    title = titled.label if titled else None
    said += filter(None, [open_status(titled) if titled else None])
    units = [unit for text in above if (unit := unit_above(text)) and not (text == title and is_what_is_counted(text))]
    has_unit = Role.UNIT in roles.of.values() or any(measure.unit for measure in measures)
    if units and not has_unit and not given["unit"]:
        constants.setdefault("unit", units[0])
        said.append(Assumption(f"The unit is {quoted(units[0])}, as the line above the header says.", "--unit"))
    source = first_source((*above, *below)) or office_above(above)
    if source and "source" not in taken and not given["source"]:
        constants.setdefault("source", source)
        said.append(assumed_source(source))
    constants |= {name: text for name, text in given.items() if text and name not in taken}
    return constants, title if title is None else _without_time(
        title, columns, measures, dating, above, constants, said
    )


def _without_time(
    title: str,
    columns: Sequence[Column],
    measures: Sequence[Measure],
    dating: Dating | None,
    above: Sequence[str],
    constants: dict[str, str],
    said: list[Assumption],
) -> str:
    """The title without its time, which is that of all figures where nothing else says when they are."""
    if dating is not None or "period" in constants or any(one.period for one in measures):
        return title
    if any(names_time(column.name) or is_datelike(column.name) or column.is_periods for column in columns):
        return title
    label, period, _ = without_period(title, style_of([title]).style._replace(two_years=True))
    if period is None or not label or any(map(says_period, above)):
        return title
    constants["period"] = period
    said.append(Assumption(f"Figures are of {period}, as the title says.", "--map period=2020"))
    return label


def _say_aside(columns: Sequence[Column], roles: Roles, said: list[Assumption]) -> None:
    reasons: dict[str, list[str]] = {}
    for at, reason in sorted(roles.aside.items()):
        if columns[at].name and reason not in ("as you said", "blank"):
            reasons.setdefault(reason, []).append(columns[at].name)
    for reason, names in reasons.items():
        shown = ", ".join(map(quoted, names[:_SHOWN])) + (
            f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        )
        sentence = f"{shown} {'is' if len(names) == 1 else 'are'} left aside: {reason}."
        said.append(Assumption(sentence, f"--map NAME={quoted_option(names[0])}"))


def _scheme(columns: Sequence[Column], at: int) -> Scheme:
    """Whose letters the flags are."""
    words = words_of(columns[at].name)
    if not {"conf", "confstatus", "confidential", "confidentiality"}.isdisjoint(words):
        return "secrecy"
    if "obs" in words or "observation" in words:
        return "letters" if any(cell.islower() for cell in columns[at].told) else "sdmx"
    all_names = {words_of(column.name) for column in columns}
    if words == ("status",) and ("ref", "date") in all_names:
        return "statcan"
    return "final" if ("series", "reference") in all_names else "letters"


def _header(columns: Sequence[Column], plan: Plan) -> dict[str, str]:
    def called(at: int) -> str:
        return f"column {quoted(columns[at].name)}" if columns[at].name else f"column {at + 1}"

    found = {"value": ", ".join(called(one.column) for one in plan.measures[:_SHOWN])}
    if len(plan.measures) > _SHOWN:
        found["value"] += f" and {len(plan.measures) - _SHOWN} more"
    if plan.dating:
        found["period"] = ", ".join(called(at) for _, at in plan.dating.columns)
    elif any(one.period for one in plan.measures):
        found["period"] = "the headers of the columns of values"
    found |= {name: called(at) for name, at in plan.passed.items()}
    found |= {name: called(at) for name, at in (("unit", plan.unit), ("factor", plan.factor)) if at is not None}
    if plan.flags:
        found["status"] = ", ".join(called(at) for at, _ in plan.flags)
    if plan.dimensions:
        found["dimensions"] = ", ".join(called(at) for at, _ in plan.dimensions[: _SHOWN * 2])
    return found


def file_label(file: str) -> str:
    """What a file's name says its figures are: without its endings and underscores."""
    return " ".join(PurePath(file).name.partition(".")[0].replace("_", " ").split())
