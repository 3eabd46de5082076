"""The folder of an index: shared by processes, and mended whatever happens to it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import tantivy
from sqlalchemy import Engine, make_url

from bot.ask.lexicon import Lexicon
from bot.ledger.record import record
from bot.search.documents import Documents
from bot.search.folder import Busy, documents_of, index_folder, turn
from bot.search.index import SearchIndex
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare
from bot.store.visibility import PUBLIC, Rights
from tests.ledger.batches import NOW, batch, figure
from tests.search.conftest import Proposals

_ANOTHER = """
import sys
from pathlib import Path
from bot.ask.lexicon import Lexicon
from bot.search.index import SearchIndex
from bot.store.engine import open_engine
from bot.store.reader import Reader
from tests.ledger.batches import NOW
reader = Reader(open_engine(sys.argv[1]), NOW)
print(SearchIndex(Path(sys.argv[2])).candidates(reader, Lexicon(reader.catalogue()), NOW, sys.argv[3:], 5))
"""

_STUCK = """
import sys
from pathlib import Path
from bot.search.documents import Documents
from bot.search.folder import documents_of, turn
folder = Path(sys.argv[1])
with turn(folder, 1), Documents(documents_of(folder)).writing() as writer:
    writer.clear()
    print("writing", flush=True)
    sys.stdin.read()
"""


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _another(engine: Engine, folder: Path, *stems: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _ANOTHER, _url(engine), str(folder), *stems]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _stuck(folder: Path) -> subprocess.Popen[str]:
    """A process that is writing to the index and does not come to an end."""
    command = [sys.executable, "-c", _STUCK, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def _written(folder: Path) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_mtime_ns) for path in documents_of(folder).iterdir()}


def test_processes_that_start_together_on_an_empty_folder_all_answer(engine: Engine, folder: Path) -> None:
    record(engine, batch(figure("1", "rain"), figure("2", "snow")), NOW)
    processes = [_another(engine, folder, "snow") for _ in range(3)]
    assert [process.communicate()[0] for process in processes] == ["['snow']\n"] * 3


def test_what_another_process_indexed_is_used_as_it_is(engine: Engine, folder: Path, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    assert _another(engine, folder, "rain").communicate()[0] == "['rain']\n"
    before = _written(folder)
    assert proposals(SearchIndex(folder), "rain") == ["rain"]
    assert _written(folder) == before


def test_two_processes_take_turns_in_keeping_up(engine: Engine, folder: Path, proposals: Proposals) -> None:
    index = SearchIndex(folder)
    for number, name in enumerate(("rain", "snow", "hail", "fog")):
        record(engine, batch(figure("1", name)), NOW)
        if number % 2:
            assert _another(engine, folder, name).communicate()[0] == f"['{name}']\n"
        assert proposals(index, name) == [name]
    assert proposals(SearchIndex(folder), "rain") == ["rain"]


def test_an_index_newer_than_the_labels_read_is_not_thrown_back(engine: Engine, folder: Path) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    reader = Reader(engine, NOW)
    older = Lexicon(reader.catalogue())
    record(engine, batch(figure("2", "snow")), NOW)
    assert _another(engine, folder, "snow").communicate()[0] == "['snow']\n"
    before = _written(folder)
    assert SearchIndex(folder).candidates(reader, older, NOW, ["rain", "snow"], 5) == ["rain"]
    assert _written(folder) == before


def test_memory_helps_out_while_another_process_writes(engine: Engine, folder: Path, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    writer = _stuck(folder)
    index = SearchIndex(folder, patience=0.01)
    assert proposals(index, "rain") == ["rain"]
    record(engine, batch(figure("2", "snow")), NOW)
    assert proposals(index, "snow") == ["snow"]
    reader = Reader(engine, NOW)
    with pytest.raises(Busy, match="is writing the search index"):
        index.rebuild(reader, Lexicon(reader.catalogue()), NOW)
    writer.communicate()
    record(engine, batch(figure("3", "hail")), NOW)
    assert proposals(index, "hail") == ["hail"]
    assert proposals(SearchIndex(folder), "rain") == ["rain"]
    assert _written(folder)


def test_a_writer_that_ignores_the_turns_is_waited_out_in_memory(
    engine: Engine, folder: Path, proposals: Proposals
) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    assert proposals(SearchIndex(folder), "rain") == ["rain"]
    foreign = tantivy.Index.open(str(documents_of(folder))).writer(20_000_000, 1)
    record(engine, batch(figure("2", "snow")), NOW)
    assert proposals(SearchIndex(folder), "snow") == ["snow"]
    foreign.wait_merging_threads()


def test_a_killed_writer_leaves_an_index_that_can_be_used(engine: Engine, folder: Path, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    index = SearchIndex(folder)
    assert proposals(index, "rain") == ["rain"]
    writer = _stuck(folder)
    writer.send_signal(signal.SIGKILL)
    assert writer.wait() == -signal.SIGKILL
    assert proposals(SearchIndex(folder), "rain") == ["rain"]
    record(engine, batch(figure("2", "snow")), NOW)
    assert sorted(proposals(index, "snow rain")) == ["rain", "snow"]
    assert Documents(documents_of(folder)).searcher().series == 2


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _halved(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _scribbled(path: Path) -> None:
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def _removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [_emptied, _halved, _scribbled, _removed])
@pytest.mark.parametrize("which", ["meta.json", ".managed.json", "*.store", "*.term", "*.idx", "*.fast", "every file"])
def test_a_spoiled_folder_is_built_anew(
    sqlite_engine: Engine, folder: Path, which: str, spoil: Callable[[Path], None]
) -> None:
    record(sqlite_engine, batch(figure("1", "rain"), figure("2", "snow")), NOW)
    reader = Reader(sqlite_engine, NOW)
    lexicon = Lexicon(reader.catalogue())
    SearchIndex(folder).refresh(reader, lexicon, NOW)
    spoiled = [path for path in documents_of(folder).glob("*" if which == "every file" else which) if path.is_file()]
    assert spoiled
    for path in spoiled:
        spoil(path)
    assert SearchIndex(folder).candidates(reader, lexicon, NOW, ["snow"], 5) == ["snow"]
    record(sqlite_engine, batch(figure("3", "hail")), NOW)
    index = SearchIndex(folder)
    lexicon = Lexicon(reader.catalogue())
    assert sorted(index.candidates(reader, lexicon, NOW, ["hail", "rain"], 5)) == ["hail", "rain"]


def test_a_spoiled_lock_file_is_made_anew(engine: Engine, folder: Path, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    folder.mkdir(parents=True)
    (folder / "turn.sqlite").write_text("no database" * 200)
    assert proposals(SearchIndex(folder), "rain") == ["rain"]
    with turn(folder, 0.01), pytest.raises(Busy), turn(folder, 0.01):
        pass


def test_a_folder_that_cannot_be_made_is_done_without(engine: Engine, tmp_path: Path, proposals: Proposals) -> None:
    record(engine, batch(figure("1", "rain")), NOW)
    (tmp_path / "file").write_text("in the way")
    assert proposals(SearchIndex(tmp_path / "file" / "index"), "rain") == ["rain"]


def test_another_ledger_under_the_same_address_gets_its_own_index(tmp_path: Path, folder: Path) -> None:
    for name in ("rain", "snow"):
        path = tmp_path / "ledger.sqlite"
        for old in tmp_path.glob("ledger.sqlite*"):
            old.unlink()
        engine = open_engine(f"sqlite:///{path}")
        prepare(engine)
        record(engine, batch(figure("1", name)), NOW)
        reader = Reader(engine, NOW)
        found = SearchIndex(folder).candidates(reader, Lexicon(reader.catalogue()), NOW, ["rain", "snow"], 5)
        engine.dispose()
        assert found == [name]


def test_rebuilding_counts_the_series(engine: Engine, folder: Path) -> None:
    record(engine, batch(figure("1", "rain"), figure("2", "snow"), figure("3", "snow", period="2021")), NOW)
    reader = Reader(engine, NOW)
    for index in (SearchIndex(folder), SearchIndex()):
        assert index.rebuild(reader, Lexicon(reader.catalogue()), NOW) == 2
        assert index.propose(["snow"], 5) == ["snow"]


def test_the_name_of_a_folder_depends_on_database_and_rights_and_not_on_the_password(tmp_path: Path) -> None:
    def of(url: str, rights: Rights = PUBLIC) -> Path | None:
        return index_folder(tmp_path, make_url(url), rights)

    assert of("postgresql://me:one@host/desk") == of("postgresql://me:two@host/desk")
    assert of("postgresql://me:one@host/desk") != of("postgresql://me:one@host/other")
    assert of("sqlite:////tmp/a.sqlite") != of("sqlite:////tmp/a.sqlite", Rights(embargoed=True))
    assert of("sqlite:////tmp/b/../a.sqlite") == of("sqlite:////tmp/a.sqlite")
    assert of("sqlite://") is None


def test_an_index_of_another_format_is_built_anew(engine: Engine, folder: Path, proposals: Proposals) -> None:
    schema = tantivy.SchemaBuilder().add_text_field("old").build()
    documents_of(folder).mkdir(parents=True)
    tantivy.Index(schema, path=str(documents_of(folder)))
    record(engine, batch(figure("1", "rain")), NOW)
    assert proposals(SearchIndex(folder), "rain") == ["rain"]


def test_tantivy_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, bot.search.index; bot.search.index.SearchIndex(); sys.exit('tantivy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_stamp_says_when_the_next_embargo_lifts(engine: Engine, folder: Path) -> None:
    lifts = datetime.fromisoformat("2024-06-01T00:00:00+00:00")
    record(engine, batch(figure("1", "rain"), figure("2", "rain", period="2021", embargo_until=lifts)), NOW)
    reader = Reader(engine, NOW)
    SearchIndex(folder).refresh(reader, Lexicon(reader.catalogue()), NOW)
    stamp = Documents(documents_of(folder)).searcher().stamp()
    assert stamp is not None
    assert stamp.until == lifts
    assert not stamp.is_good_at(lifts)
