"""Opening a database, its transactions, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreUnavailable
from bot.ledger.record import record
from bot.store.engine import open_engine, reading, snapshot, writing
from bot.store.reader import Reader
from bot.store.schema import prepare
from bot.store.tables import ledger
from tests.disks import disk, mount
from tests.ledger.batches import NOW, batch, figure


def test_sqlite_is_in_wal_mode_with_foreign_keys(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_foreign_keys_are_back_after_a_migration(sqlite_engine: Engine) -> None:
    with writing(sqlite_engine, enforce=False) as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 0
    with reading(sqlite_engine) as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_ledger_in_memory_lives_as_long_as_its_engine() -> None:
    engine = open_engine("sqlite://")
    prepare(engine)
    record(engine, batch(figure("3")), NOW)
    assert len(Reader(engine, NOW).figures_page()) == 1
    assert len(Reader(_prepared("sqlite://"), NOW).figures_page()) == 0


def _prepared(url: str) -> Engine:
    engine = open_engine(url)
    prepare(engine)
    return engine


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_postgresql_urls(scheme: str, postgres_server: Callable[[str], str]) -> None:
    url = postgres_server("postgres").replace("postgresql://", scheme)
    with reading(open_engine(url)) as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_writers_that_read_first_wait_for_each_other(engine: Engine) -> None:
    def add_one(_: int) -> None:
        with writing(engine) as connection:
            revision = connection.execute(select(ledger.c.revision).with_for_update()).scalar_one()
            connection.execute(update(ledger).values(revision=revision + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(20)))
    assert Reader(engine, NOW).revision() == 20


def test_a_snapshot_does_not_see_what_is_written_meanwhile(engine: Engine) -> None:
    with snapshot(engine) as connection:
        before = connection.execute(select(ledger.c.revision)).scalar_one()
        with writing(engine) as writer:
            writer.execute(update(ledger).values(revision=before + 1))
        assert connection.execute(select(ledger.c.revision)).scalar_one() == before
    assert Reader(engine, NOW).revision() == before + 1


def test_a_write_that_raises_leaves_nothing(engine: Engine) -> None:
    def fail_after_writing() -> None:
        with writing(engine) as connection:
            connection.execute(update(ledger).values(revision=99))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    assert Reader(engine, NOW).revision() == 0


def test_faults_of_ours_are_not_blamed_on_the_database(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text("INSERT INTO ledger (id, revision, scope) VALUES (2, 0, '[]')"))


@pytest.mark.parametrize("url", ["", "ledger.sqlite", "http:/x", "nosuch://x", "mysql://x/y"])
def test_a_url_of_no_database_we_know(url: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"; write sqlite:////folder/ledger.sqlite or postgresql://") as caught:
        prepare(open_engine(url))
    assert str(caught.value).count(". ") == 0


def test_a_password_is_never_shown() -> None:
    for url in ("postgresql://ann:secret@127.0.0.1:1/ledger", "postgresql://ann:secret@host:port/ledger"):
        with pytest.raises(StoreUnavailable) as caught:
            prepare(open_engine(url))
        assert "secret" not in str(caught.value)


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"The folder .*/missing does not exist; make it"):
        open_engine(f"sqlite:///{tmp_path}/missing/ledger.sqlite")
    assert not (tmp_path / "missing").exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is a folder, not a database file; add a file name"):
        open_engine(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 100)
    with pytest.raises(StoreUnavailable, match="is not a Factdesk database; name another file"):
        prepare(open_engine(f"sqlite:///{letter}"))


def test_a_damaged_database(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(*(figure(str(number), period=str(2000 + number)) for number in range(90))), NOW)
    path = Path(str(sqlite_engine.url.database))
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_engine.dispose()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="is damaged; restore it from a backup"):
        Reader(sqlite_engine, NOW).figures_page()


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreUnavailable, match=r"The database ledger at 127\.0\.0\.1 cannot be reached; check that"):
        prepare(open_engine("postgresql://ann@127.0.0.1:1/ledger"))


def test_a_database_that_is_not_on_the_server(postgres_server: Callable[[str], str]) -> None:
    with pytest.raises(StoreUnavailable, match=r"database or user of nowhere at .* does not exist; create it"):
        prepare(open_engine(postgres_server("nowhere")))


def test_a_postgresql_that_is_gone_is_noticed(postgres_engine: Engine) -> None:
    """Unless the URL says otherwise."""
    for query, idle in (({}, "20"), ({"keepalives_idle": "7"}, "7")):
        engine = open_engine(postgres_engine.url.update_query_dict(query).render_as_string(hide_password=False))
        with engine.connect() as connection:
            known = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
        assert (known["keepalives_idle"], known["tcp_user_timeout"]) == (idle, "30000")
        engine.dispose()


def test_a_postgresql_that_only_reads(postgres_engine: Engine) -> None:
    name = postgres_engine.url.database
    with writing(postgres_engine) as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    postgres_engine.dispose()
    with pytest.raises(StoreUnavailable, match="is read-only; connect to the primary server"):
        record(postgres_engine, batch(figure("1")), NOW)
    assert Reader(postgres_engine, NOW).revision() == 0


@pytest.fixture
def guest_url(postgres_engine: Engine) -> Iterator[URL]:
    """The ledger's URL for a user who has no rights in it."""
    with writing(postgres_engine) as connection:
        connection.execute(text("CREATE ROLE guest LOGIN"))
    yield postgres_engine.url.set(username="guest")
    with writing(postgres_engine) as connection:
        connection.execute(text("DROP ROLE guest"))


def test_a_user_without_rights(guest_url: URL) -> None:
    engine = open_engine(guest_url.render_as_string())
    with pytest.raises(StoreUnavailable, match=r"may not do this in test_.*; grant it the rights on its schema"):
        Reader(engine, NOW).revision()
    engine.dispose()


def test_a_server_that_takes_no_more_connections(postgres_engine: Engine, guest_url: URL) -> None:
    with writing(postgres_engine) as connection:
        connection.execute(text(f"ALTER DATABASE {guest_url.database} CONNECTION LIMIT 0"))
    with pytest.raises(StoreUnavailable, match="takes no more connections; raise its limit"):
        Reader(open_engine(guest_url.render_as_string()), NOW).revision()


def test_a_writer_does_not_wait_for_ever(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.engine.BUSY_SECONDS", 0)
    impatient = open_engine(sqlite_engine.url.render_as_string())
    with (
        writing(sqlite_engine),
        pytest.raises(StoreUnavailable, match=r"Another process is writing to .*; try again in a moment"),
    ):
        record(impatient, batch(figure("1")), NOW)
    assert record(impatient, batch(figure("1")), NOW).new == 1
    impatient.dispose()


def _drop_other_connections(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_a_server_that_restarts_is_used_again(postgres_engine: Engine) -> None:
    assert Reader(postgres_engine, NOW).revision() == 0
    other = open_engine(postgres_engine.url.render_as_string())
    _drop_other_connections(other)
    other.dispose()
    assert Reader(postgres_engine, NOW).revision() == 0


def test_a_connection_lost_while_writing_leaves_nothing(postgres_engine: Engine) -> None:
    def write() -> None:
        with writing(postgres_engine) as connection:
            connection.execute(update(ledger).values(revision=99))
            _drop_other_connections(postgres_engine)
            connection.execute(update(ledger).values(revision=100))

    with pytest.raises(StoreUnavailable, match="cannot be reached; check that it runs"):
        write()
    assert Reader(postgres_engine, NOW).revision() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte."""
    with disk(tmp_path / "disk", "1m") as folder:
        yield folder


def test_a_full_disk_leaves_the_ledger_as_it_was(small_disk: Path) -> None:
    engine = _prepared(f"sqlite:///{small_disk}/ledger.sqlite")
    record(engine, batch(figure("1")), NOW)
    many = batch(*(figure(str(number), locator=f"page {number}") for number in range(20_000)))
    with pytest.raises(StoreUnavailable, match="is full and nothing was saved; free space and try again"):
        record(engine, many, NOW)
    reader = Reader(engine, NOW)
    assert (reader.revision(), len(reader.figures_page())) == (1, 1)
    engine.dispose()


def test_a_disk_too_small_for_the_schema(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 980_000)
    engine = open_engine(f"sqlite:///{small_disk}/ledger.sqlite")
    with pytest.raises(StoreUnavailable, match=r"full and nothing was saved"):
        prepare(engine)
    (small_disk / "ballast").unlink()
    prepare(engine)
    assert Reader(engine, NOW).revision() == 0
    engine.dispose()


def test_a_read_only_disk(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk}/ledger.sqlite"
    engine = _prepared(url)
    record(engine, batch(figure("1")), NOW)
    engine.dispose()
    mount("-o", "remount,ro", str(small_disk))
    engine = open_engine(url)
    prepare(engine)
    assert len(Reader(engine, NOW).figures_page()) == 1
    with pytest.raises(StoreUnavailable, match="is read-only; make it writable, or name another place"):
        record(engine, batch(figure("2")), NOW)
    engine.dispose()
    engine = open_engine(f"sqlite:///{small_disk}/other.sqlite")
    with pytest.raises(StoreUnavailable, match="is read-only; make it writable, or name another place"):
        prepare(engine)
    engine.dispose()
    mount("-o", "remount,rw", str(small_disk))
    engine = open_engine(url)
    record(engine, batch(figure("2")), NOW)
    engine.dispose()


def test_a_read_only_disk_with_writes_that_are_not_in_the_file_yet(small_disk: Path) -> None:
    """What the file alone would say is old: nothing is answered rather than that."""
    url = f"sqlite:///{small_disk}/ledger.sqlite"
    engine = _prepared(url)
    record(engine, batch(figure("1")), NOW)
    copies = {name: (small_disk / name).read_bytes() for name in ("ledger.sqlite", "ledger.sqlite-wal")}
    engine.dispose()
    for name in list(small_disk.iterdir()):
        name.unlink()
    for copy, content in copies.items():
        (small_disk / copy).write_bytes(content)
    mount("-o", "remount,ro", str(small_disk))
    engine = open_engine(url)
    with pytest.raises(StoreUnavailable, match="is read-only; make it writable, or name another place"):
        prepare(engine)
    engine.dispose()
