"""Columns that seem to withhold what a row says, and would not: misspelt, in the wrong table, under another name.

A column that is not known breaks figures down, or is left aside: what it was to withhold would be given out at once. So
whatever looks like an embargo or a review state is refused, with the name meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from bot.domain import Review
from bot.ingest.embargo_words import is_embargo, names_embargo
from bot.ingest.instants import has_day, is_day, is_instant, is_local_time
from bot.ingest.words import quoted

EMBARGO = "embargo_until"
REVIEW = "review"
SAY_EMBARGO = (
    f"say until when with --map {EMBARGO}=2026-05-01T09:30+01:00 (or a column of that name), or, if it is public by "
    "now, --not-withheld"
)
"""What to do about a text that announces an embargo."""

_WORDS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")
_SHORT = frozenset({"emb", "embar", "embgo"})
_TIMING = frozenset(
    {
        "until", "till", "til", "to", "at", "date", "time", "end", "ends", "lift", "lifts", "lifted", "expiry",
        "expires",
    }
)  # fmt: skip
_REVIEWS = ("review", "reviewed")
_OTHERS = frozenset({"preview", "reviewer"})
_ABOUT = frozenset(
    {
        "state", "states", "status", "stage", "flag", "is", "was", "in", "under", "of", "the", "for", "desk", "editor",
        "editorial",
    }
)  # fmt: skip
_RELEASING = frozenset(
    {
        "publish", "publishable", "published", "publication", "public", "release", "released", "hold", "held",
        "withhold", "withheld", "secret", "confidential", "lift", "lifts", "until", "till", "before",
    }
)  # fmt: skip
_RECORDING = frozenset({"modified", "updated", "update", "created", "creation", "retrieved", "collected", "harvested"})
"""Words for when a record was kept, which says nothing of who may see it."""
_STATES = frozenset({Review.DRAFT, Review.PUBLISHED, Review.RETRACTED, "withdrawn", "unpublished"})
_FLAGS = frozenset({"yes", "no", "y", "n", "true", "false", "t", "f", "0", "1", "x"})
_NOTHING = frozenset({"-", "–", "—", "?", "n/a", "na", "n.a.", "none", "no", "nil", "null", "tbc", "tba", "tbd"})

_WORDS_OF_STATES = _STATES | _FLAGS | _NOTHING
_WHEN = frozenset(
    {
        "now", "at once", "immediate", "immediately", "asap", "today", "tomorrow", "later", "soon", "never", "always",
        "not yet", "already", "open", "free", "live", "public", "out", "released", "done", "pending", "unknown",
        "unset", "embargoed", "not embargoed", "no embargo", "under embargo", "held", "on hold", "to be confirmed",
        "to be announced", "to be decided",
    }
)  # fmt: skip
"""What stands in the place of an instant."""
_HELD = (_STATES - {Review.PUBLISHED}) | {
    "held", "on hold", "hold", "not public", "not yet public", "not yet published", "not for publication",
    "not for release", "pending release", "withheld", "secret", "restricted", "pending", "in review", "under review",
}  # fmt: skip


class Mistaken(NamedTuple):
    """A column, what is wrong with it, and what would be right."""

    column: str
    wrong: str
    right: str


def mistaken(columns: Mapping[str, Iterable[str]], known: Collection[str]) -> Iterator[Mistaken]:
    """The columns, by name with their cells, that seem to withhold and are not `known`: what a column is said to be is
    not looked into."""
    for column, cells in columns.items():
        if column in known:
            continue
        name = withholds(column)
        if name is not None:
            wrong = f"the column is not known, and is named like {quoted(name)}"
            yield Mistaken(column, wrong, _advice(name, known, "name it otherwise"))
        elif (found := _by_cells(column, cells)) is not None:
            kind, name, otherwise = found
            wrong = f"the column is not known, and its cells are all {kind}"
            yield Mistaken(column, wrong, _advice(name, known, otherwise))


def withholds(name: str) -> str | None:
    """The column that withholds which a name is near to; None: it is near to neither."""
    words = [word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFKC", name))]
    if names_embargo(words) or (not any(map(is_embargo, words)) and is_embargo("".join(words))):
        return EMBARGO
    if not _SHORT.isdisjoint(words) and not _TIMING.isdisjoint(words):
        return EMBARGO
    return REVIEW if _is_review("".join(_telling(words))) else None


def withholding_properties(body: object, aside: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The properties, at any depth, that are named like an embargo or a review, each with the column meant. What is
    below those of the names in `aside` is not looked at."""
    waiting: list[Any] = [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from ((name, column) for name in one if (column := withholds(name)) is not None)
            waiting += [below for name, below in one.items() if name not in aside]
        elif isinstance(one, list):
            waiting += one


def releases(name: str, text: str) -> bool:
    """Whether something that is not known seems to say when it is released: by its name, and a time or day that it
    tells."""
    words = {word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFKC", name))}
    return not _RELEASING.isdisjoint(words) and (has_day(text) or is_instant(text))


def _is_review(word: str) -> bool:
    return word not in _OTHERS and any(OSA.distance(word, one, score_cutoff=1) < 2 for one in _REVIEWS)


def _telling(words: Iterable[str]) -> list[str]:
    """Without what is said of any state: “type of review” keeps its type, “review status” is a review."""
    return [word for word in words if word not in _ABOUT]


def _by_cells(column: str, cells: Iterable[str]) -> tuple[str, str, str] | None:
    """What the cells that are filled all are, the column meant, and what to do if it is not meant. Words of states and
    of time, and days, may stand among instants."""
    words = [word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFKC", column))]
    filled = _suspect(cells)
    timed = {cell for cell in filled if _is_timed(cell)}
    if any(map(_says_embargo, timed)):
        return "times and embargoes", EMBARGO, "leave the embargoes out"
    if timed:
        if not all(map(is_local_time, timed)):
            if _RELEASING.isdisjoint(words) and not _RECORDING.isdisjoint(words):
                return None
            return "times with a time zone", EMBARGO, "write the times without their zone"
        return None if _RELEASING.isdisjoint(words) else ("times", EMBARGO, "name it otherwise")
    told = filled - _NOTHING
    if told and told <= _STATES:
        return "review states", REVIEW, "write them in other words"
    named = _telling(words)
    if filled and filled <= _FLAGS and len(named) == 1 and named[0] in _STATES:
        return "yes or no", REVIEW, "name it otherwise"
    return None


def _suspect(cells: Iterable[str]) -> set[str]:
    """All that stands in the cells, or nothing as soon as one of them says something harmless."""
    found: set[str] = set()
    for cell in map(str.casefold, filter(None, cells)):
        if cell not in found:
            known = cell.strip(" .!?()") in _WORDS_OF_STATES | _WHEN or cell in _NOTHING
            if not known and not (_is_timed(cell) or is_day(cell)):
                return set()
            found.add(cell)
    return found


def _is_timed(cell: str) -> bool:
    return is_instant(cell) or is_local_time(cell) or _says_embargo(cell)


def _says_embargo(cell: str) -> bool:
    return has_day(cell) and any(map(is_embargo, _WORDS.findall(cell)))


def _advice(name: str, known: Collection[str], otherwise: str) -> str:
    if name in known:
        return f"did you mean {quoted(name)}? If not, {otherwise}"
    where = "observations or key_dates, which hide what only they use" if name == EMBARGO else "observations"
    return f"write it in the column {quoted(name)} of {where}, or, if it means something else, {otherwise}"


def harmless(cells: Iterable[str]) -> bool:
    """Whether a column with these cells cannot be one that withholds by what stands in it."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and not _suspect(filled)


def withheld(cell: str, *, is_over: bool = False) -> bool:
    """Whether a cell about the state of a figure says that nobody may see it yet: "draft", "under embargo". Where an
    embargo `is_over`, only a state of review does."""
    plain = cell.casefold().strip(" .!?()")
    if is_over:
        return plain in _STATES - {Review.PUBLISHED}
    return plain in _HELD or any(map(is_embargo, _WORDS.findall(plain)))
