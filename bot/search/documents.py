"""The index itself: one document a series in tantivy, and one that holds the stamp. Only this module knows tantivy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy

from bot.search.folder import Busy
from bot.search.stamp import Stamp
from bot.search.words import Vocabulary, number_of

if TYPE_CHECKING:
    from bot.store.reader import SeriesRow

_BODY, _INDICATOR, _SERIES, _STAMP, _IS_STAMP = "body", "indicator", "series", "stamp", "is_stamp"
_WORDS = "words"
_HEAP = 128_000_000
"""Bytes of memory for a writer: enough for some hundred thousand series in one segment."""
_COMMON = 0.5
"""A word that more than this part of the series has weighs next to nothing, and takes longest to go through."""


class Unusable(Exception):
    """The index on disk cannot be read or written: spoiled, or of another version. It is to be built anew."""


class Documents:
    """An index on disk, or in memory where there is no folder. Raises Unusable whenever tantivy fails."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        with _guarded():
            self._schema = _schema()
            self._index = tantivy.Index(self._schema, path=None if folder is None else str(folder))
            self._index.register_tokenizer(_WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())

    def searcher(self) -> Hits:
        """The index as of its last commit, by this process or another. Later commits do not change it."""
        with _guarded():
            self._index.reload()
            return Hits(self._index.searcher(), self._schema)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Changes that are committed all together at the end of the block, or not at all if it raises."""
        with _guarded():
            writer = self._index.writer(_HEAP, 1)
        try:
            yield Writer(writer, self._schema)
            with _guarded():
                writer.commit()
        except BaseException:
            with _guarded():
                writer.rollback()
            raise
        finally:
            with _guarded():
                writer.wait_merging_threads()


class Writer:
    """One set of changes."""

    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema) -> None:
        self._writer = writer
        self._schema = schema

    def clear(self) -> None:
        with _guarded():
            self._writer.delete_all_documents()

    def add(self, rows: Sequence[SeriesRow], words: Vocabulary) -> None:
        with _guarded():
            for row in rows:
                document = tantivy.Document()
                document.add_text(_BODY, words.body(row.key))
                document.add_unsigned(_INDICATOR, number_of(row.key.indicator))
                document.add_unsigned(_SERIES, row.id)
                self._writer.add_document(document)

    def drop(self, series: Iterable[int] = (), indicators: Iterable[str] = ()) -> None:
        with _guarded():
            for id_ in series:
                self._drop(_SERIES, id_)
            for indicator in indicators:
                self._drop(_INDICATOR, number_of(indicator))

    def stamp(self, stamp: Stamp) -> None:
        """Replaces the stamp."""
        with _guarded():
            self._drop(_IS_STAMP, 1)
            document = tantivy.Document()
            document.add_unsigned(_IS_STAMP, 1)
            document.add_bytes(_STAMP, stamp.as_text().encode())
            self._writer.add_document(document)

    def _drop(self, field: str, number: int) -> None:
        # Not by term: tantivy takes the number for a signed one then, finds nothing, and says nothing.
        self._writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, field, number, "basic"))


class Hits:
    """One state of the index, to be searched."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def stamp(self) -> Stamp | None:
        """None for an index that is empty, or of another format."""
        with _guarded():
            query = tantivy.Query.term_query(self._schema, _IS_STAMP, 1, "basic")
            found = self._searcher.search(query, limit=1, count=False).hits
            if not found:
                return None
            content: Any = self._searcher.doc(found[0][1]).get_first(_STAMP)
            text = bytes(content).decode()
        return Stamp.from_text(text)

    @property
    def series(self) -> int:
        """The number of series in the index."""
        with _guarded():
            return max(0, self._searcher.num_docs - 1)

    def best(self, stems: Sequence[str], limit: int, without: Collection[int] = ()) -> list[int]:
        """The numbers of the indicators of the series that share most with these words, best first, with repeats.

        Words that stand in most of the series count only where there are no others.
        """
        with _guarded():
            query = self._query(self._telling(stems) or stems, without)
            addresses = [address for _, address in self._searcher.search(query, limit=limit, count=False).hits]
            numbers: Any = self._searcher.fast_field_values(_INDICATOR, addresses)
            return list(numbers)

    def _telling(self, stems: Sequence[str]) -> list[str]:
        most = self._searcher.num_docs * _COMMON
        return [stem for stem in stems if 0 < self._searcher.doc_freq(_BODY, stem) <= most]

    def _query(self, stems: Sequence[str], without: Collection[int]) -> tantivy.Query:
        """Terms and nothing else: what a user writes is never read as a query language."""
        term = tantivy.Query.term_query
        wanted = [(tantivy.Occur.Should, term(self._schema, _BODY, stem, "freq")) for stem in stems]
        if not without:
            return tantivy.Query.boolean_query(wanted)
        barred = [(tantivy.Occur.MustNot, term(self._schema, _INDICATOR, number, "basic")) for number in without]
        return tantivy.Query.boolean_query([*wanted, *barred])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_BODY, tokenizer_name=_WORDS, index_option="freq")
    builder.add_unsigned_field(_INDICATOR, indexed=True, fast=True)
    builder.add_unsigned_field(_SERIES, indexed=True)
    builder.add_unsigned_field(_IS_STAMP, indexed=True)
    builder.add_bytes_field(_STAMP, stored=True)
    return builder.build()


@contextmanager
def _guarded() -> Iterator[None]:
    """Tantivy raises ValueError for anything, and panics on a spoiled file; a panic is no Exception."""
    try:
        yield
    except (ValueError, OSError) as error:
        if "LockBusy" in str(error):
            raise Busy("Another program is writing the search index; ask again in a moment.") from error
        raise Unusable(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Unusable(str(error)) from error
        raise
