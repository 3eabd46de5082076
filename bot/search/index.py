"""The search index of one ledger: kept up with it, shared between processes, and asked for candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.ask.lexicon import Lexicon
from bot.search.folder import Busy, discard, documents_of, turn
from bot.search.stamp import Stamp
from bot.search.words import Vocabulary
from bot.store.reader import Reader

if TYPE_CHECKING:
    from bot.search.derive import Origin
    from bot.search.documents import Documents, Hits

_HITS = 64
"""Series looked at in one search: they cost hardly more than ten, and mostly hold indicators enough."""
_ROUNDS = 4
"""How often the index is asked at most, each time without the indicators that have filled the hits so far."""


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the index, open for searching. `names` maps the numbers of indicators to their ids."""

    hits: Hits
    stamp: Stamp
    names: Mapping[int, str]


class SearchIndex:
    """Proposes the indicators that a question may mean, so that a large ledger need not be read through.

    It lies in `folder` (see `bot.search.folder.index_folder`), which processes share, or in memory where that is None,
    and where another process has been writing for longer than `patience` seconds or the folder cannot be used.
    tantivy is loaded when the index is first needed.
    """

    def __init__(self, folder: Path | None = None, patience: float = 10.0) -> None:
        self._folder = folder
        self._patience = patience
        self._lock = Lock()
        self._state: _State | None = None
        self._memory: Documents | None = None

    def candidates(
        self, reader: Reader, lexicon: Lexicon, now: datetime, stems: Sequence[str], limit: int
    ) -> list[str]:
        """`refresh`, then `propose`; an index that proves spoiled while it is searched is built anew."""
        from bot.search.documents import Unusable

        self.refresh(reader, lexicon, now)
        try:
            return self.propose(stems, limit)
        except Unusable:
            self.rebuild(reader, lexicon, now)
            return self.propose(stems, limit)

    def refresh(self, reader: Reader, lexicon: Lexicon, now: datetime) -> None:
        """Brings the index to the revision of the lexicon's catalogue, if it is not there yet. The lexicon is the one
        of this reader, `now` the reader's time. Raises StoreUnavailable when the ledger cannot be read."""
        if self._is_current(lexicon, now):
            return
        with self._lock:
            if not self._is_current(lexicon, now):
                self._state = self._caught_up(_origin(reader, lexicon, now))

    def propose(self, stems: Sequence[str], limit: int) -> list[str]:
        """At most `limit` ids of indicators, the one with the best matching series first; none before `refresh`.

        `stems` are words of a question as `bot.ask.text.stem` gives them. Raises Unusable for a spoiled index.
        """
        state = self._state
        found: dict[int, None] = {}
        if state is None or not stems:
            return []
        width = max(limit, _HITS)
        for _ in range(_ROUNDS):
            numbers = state.hits.best(stems, width, found)
            found.update(dict.fromkeys(numbers))
            if len(numbers) < width or len(found) >= limit:
                break
        return list(islice((state.names[number] for number in found if number in state.names), limit))

    def rebuild(self, reader: Reader, lexicon: Lexicon, now: datetime) -> int:
        """Builds the index anew, whatever is there; gives the number of series in it. Raises Busy."""
        from bot.search.derive import build
        from bot.search.documents import Documents

        origin = _origin(reader, lexicon, now)
        with self._lock:
            if self._folder is None:
                self._memory = Documents()
                build(self._memory, origin)
                self._state = _opened(self._memory, origin)
            else:
                with turn(self._folder, self._patience):
                    discard(self._folder)
                    written = Documents(documents_of(self._folder))
                    build(written, origin)
                    self._state = _opened(written, origin)
            assert self._state is not None
            return self._state.hits.series

    @property
    def revision(self) -> int | None:
        """Of the ledger, as it is in the index; None: nothing has been looked for yet."""
        return self._state.stamp.revision if self._state else None

    def _is_current(self, lexicon: Lexicon, now: datetime) -> bool:
        stamp = self._state.stamp if self._state else None
        return stamp is not None and stamp.revision == lexicon.catalogue.revision and stamp.is_good_at(now)

    def _caught_up(self, origin: Origin) -> _State:
        from bot.search.derive import update
        from bot.search.documents import Documents, Unusable

        if self._folder is not None:
            try:
                return self._from_folder(self._folder, origin)
            except (Busy, OSError, Unusable):
                pass  # The answer must not wait for another process or a disk: memory will do meanwhile.
        if self._memory is None:
            self._memory = Documents()
        update(self._memory, origin)
        return _opened(self._memory, origin)

    def _from_folder(self, folder: Path, origin: Origin) -> _State:
        from bot.search.derive import update
        from bot.search.documents import Documents, Unusable

        ready = _ready(folder, origin)
        if ready is not None:
            return ready
        with turn(folder, self._patience):
            ready = _ready(folder, origin)
            if ready is not None:
                return ready
            try:
                shared = Documents(documents_of(folder))
                update(shared, origin)
            except Unusable:
                discard(folder)
                shared = Documents(documents_of(folder))
                update(shared, origin)
            return _opened(shared, origin)


def _origin(reader: Reader, lexicon: Lexicon, now: datetime) -> Origin:
    from bot.search.derive import Origin

    return Origin(reader, Vocabulary(lexicon), now)


def _opened(documents: Documents, origin: Origin) -> _State:
    hits = documents.searcher()
    stamp = hits.stamp()
    assert stamp is not None
    return _State(hits, stamp, origin.words.numbers)


def _ready(folder: Path, origin: Origin) -> _State | None:
    """The index in the folder, if it needs nothing: this process, or another one, has brought it up to the ledger."""
    from bot.search.derive import is_up_to
    from bot.search.documents import Documents, Unusable

    if not (documents_of(folder) / "meta.json").exists():
        return None
    try:
        hits = Documents(documents_of(folder)).searcher()
        stamp = hits.stamp()
    except Unusable:
        return None
    if stamp is None or not is_up_to(origin, stamp, hits):
        return None
    return _State(hits, stamp, origin.words.numbers)
