"""From the ledger to the index: all of it, or what has changed since the index was stamped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.search.documents import Documents, Hits, Writer
from bot.search.stamp import Stamp
from bot.search.words import Vocabulary
from bot.store.reader import Reader, SeriesRow


@dataclass(frozen=True, slots=True)
class Origin:
    """The ledger as one reader sees it at one time, and its words."""

    reader: Reader
    words: Vocabulary
    now: datetime

    def series(self, after: int = 0) -> Iterator[list[SeriesRow]]:
        """All series after the given number, in pages."""
        while page := self.reader.all_series(after):
            yield page
            after = page[-1].id

    def holds_last(self, stamp: Stamp) -> bool:
        """Whether the index ends at a series that this ledger has under the same number: else it is another's."""
        if not stamp.last:
            return True
        found = self.reader.all_series(stamp.last - 1, limit=1)
        return bool(found) and str(found[0].key) == stamp.last_key


def is_up_to(origin: Origin, stamp: Stamp, hits: Hits) -> bool:
    """Whether an index found on disk needs nothing. The revision alone does not tell: the database may be another one,
    put in the place of that which was indexed. An index newer than the labels is good if the ledger is newer too."""
    words = origin.words
    if not stamp.is_good_at(origin.now) or stamp.revision < words.revision:
        return False
    if stamp.revision > words.revision:
        return origin.reader.revision() >= stamp.revision and origin.holds_last(stamp)
    return (
        stamp.indicator_marks == words.indicator_marks
        and stamp.code_marks == words.code_marks
        and hits.series == origin.reader.series_count()
        and origin.holds_last(stamp)
    )


def update(documents: Documents, origin: Origin) -> None:
    """Brings an index up to the ledger: what was added and changed where that is known, everything otherwise."""
    hits = documents.searcher()
    stamp = hits.stamp()
    if stamp is None or not _continues(origin, stamp):
        build(documents, origin)
        return
    with documents.writing() as writer:
        _Changes(origin, stamp, hits.series, writer).write()


def build(documents: Documents, origin: Origin) -> None:
    """Writes the index anew. Until it is committed, readers see the old one."""
    with documents.writing() as writer:
        writer.clear()
        _Changes(origin, Stamp(0), 0, writer).write()


def _continues(origin: Origin, stamp: Stamp) -> bool:
    """Whether the stamp is an earlier state of this ledger, of which no code has been renamed and nothing hidden."""
    words = origin.words
    return (
        stamp.revision <= words.revision
        and stamp.indicator_marks.keys() <= words.indicator_marks.keys()
        and all(words.code_marks.get(code) == mark for code, mark in stamp.code_marks.items())
        and origin.holds_last(stamp)
    )


class _Changes:
    """What the ledger has, and an index stamped earlier lacks or has otherwise."""

    def __init__(self, origin: Origin, stamp: Stamp, indexed: int, writer: Writer) -> None:
        self._origin = origin
        self._stamp = stamp
        self._indexed = indexed
        self._writer = writer
        self._skipped: set[int] = set()

    def write(self) -> None:
        stamp = self._stamp
        last, last_key, new = stamp.last, stamp.last_key, 0
        for page in self._origin.series(stamp.last):
            self._add(page)
            new += len(page)
            self._skipped.update(set(range(last + 1, page[-1].id)) - {row.id for row in page})
            last, last_key = page[-1].id, str(page[-1].key)
        missing = stamp.missing if self._is_unbroken(new) else self._amend_older()
        self._amend_renamed()
        words = self._origin.words
        self._writer.stamp(
            Stamp(
                revision=words.revision,
                until=self._origin.reader.next_embargo(),
                last=last,
                last_key=last_key,
                missing=missing | self._skipped,
                indicator_marks=words.indicator_marks,
                code_marks=words.code_marks,
            )
        )

    def _add(self, rows: list[SeriesRow]) -> None:
        """A series that was published after its labels were read is left for the next time."""
        known = [row for row in rows if self._origin.words.knows(row.key)]
        if len(known) < len(rows):
            self._skipped.update({row.id for row in rows} - {row.id for row in known})
        self._writer.add(known, self._origin.words)

    def _is_unbroken(self, new: int) -> bool:
        """Whether every series up to the stamp's last was indexed, and all of them are still to be seen."""
        stamp = self._stamp
        return (
            not stamp.missing and self._indexed == stamp.last and self._origin.reader.series_count() == stamp.last + new
        )

    def _amend_older(self) -> frozenset[int]:
        """Adds older series that have come to light and drops those withdrawn; gives the numbers still missing."""
        last = self._stamp.last
        seen: set[int] = set()
        for page in self._origin.series():
            rows = [row for row in page if row.id <= last]
            seen.update(row.id for row in rows)
            self._add([row for row in rows if row.id in self._stamp.missing])
            if len(rows) < len(page):
                break
        missing = frozenset(range(1, last + 1)) - seen
        self._writer.drop(series=missing - self._stamp.missing)
        return missing

    def _amend_renamed(self) -> None:
        marks = self._origin.words.indicator_marks
        renamed = [id_ for id_, mark in self._stamp.indicator_marks.items() if marks[id_] != mark]
        self._writer.drop(indicators=renamed)
        for indicator in renamed:
            self._add(self._origin.reader.series_of(indicator))
