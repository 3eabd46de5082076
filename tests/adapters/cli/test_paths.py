"""What an argument names is read, or written, if it is a regular file; anything else is refused in a sentence."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.adapters.conftest import Home

READING = {
    "import": ("import", "{}"),
    "its preview": ("import", "--preview", "{}"),
    "dates": ("dates", "import", "{}.ics"),
    "dates in a table": ("dates", "import", "{}.csv"),
    "a mapping": ("import", "--map-file", "{}", "figures.csv"),
    "a ledger": ("ask", "--ledger", "{}", "jobless rate"),
    "a chat's ledger": ("chat", "--ledger", "{}"),
    "questions": ("ask", "--jsonl", "{}"),
}
"""Commands, in which the path stands for {}."""
KINDS = {
    "a pipe": "is no regular file but a pipe or a device; give the path of a file on the disk",
    "a device without an end": "is no regular file but a pipe or a device; give the path of a file on the disk",
    "a device": "is no regular file but a pipe or a device; give the path of a file on the disk",
    "a socket": "is no regular file but a pipe or a device; give the path of a file on the disk",
    "a link to a pipe": "is no regular file but a pipe or a device; give the path of a file on the disk",
    "nothing": "does not exist; check the path",
    "a link in a circle": "cannot be read (Too many levels of symbolic links); check the path and its permissions",
    "a long name": "cannot be read (File name too long); check the path and its permissions",
    "a long path": "cannot be read (File name too long); check the path and its permissions",
}


def _make(kind: str, path: Path) -> Path:
    """Something of this kind, at the path if it can be."""
    match kind:
        case "a pipe":
            os.mkfifo(path)
        case "a device without an end":
            path.symlink_to("/dev/zero")
        case "a device":
            path.symlink_to("/dev/null")
        case "a socket":
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(str(path))
        case "a link to a pipe":
            os.mkfifo(path.with_name("pipe"))
            path.symlink_to("pipe")
        case "a link in a circle":
            path.symlink_to(path.name)
        case "a long name":
            return path.with_name("n" * 5000 + path.suffix)
        case "a long path":
            return path.parent.joinpath(*["folder"] * 1000, path.name)
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", READING)
def test_what_is_no_file_to_read_is_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)  # A socket's path must be short.
    Path("figures.csv").write_text("indicator,period,value\njobless rate,2020,4\n")
    (at,) = (number for number, word in enumerate(READING[command]) if word.startswith("{}"))
    words = list(READING[command])
    words[at] = str(_make(kind, Path(words[at].format("it"))))
    told = home.run(*words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert KINDS[kind] in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a device without an end", "a socket", "a link in a circle"])
def test_what_is_no_file_to_write_is_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _make(kind, Path("out.csv"))
    told = home.run("dates", "export", "--format", "csv", "--output", "out.csv")
    assert told.exit_code == 2
    assert "out.csv cannot be written (" in told.stderr


@pytest.mark.parametrize("kind", ["a pipe", "a device without an end", "a device", "a long name"])
def test_what_is_no_file_is_no_database(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{_make(kind, Path('ledger.sqlite'))}"
    for command in (("figures",), ("health",), ("ask", "jobless rate")):
        told = home.run(*command, FACTDESK_DATABASE_URL=url)
        assert told.exit_code in (1, 2)
        said = told.stdout + told.stderr
        assert "is a pipe or a device, not a database file" in said or "cannot be opened (File name too long)" in said


OWN = '{"name": "observations", "path": "figures.csv"}'
OTHER = (
    '{"name": "other", "path": "figures.csv", "schema": {"fields": [{"name": "indicator", "type": "string"}, '
    '{"name": "period", "type": "year"}, {"name": "value", "type": "number"}]}}'
)


def test_a_descriptor_that_is_a_link_out_of_its_folder_is_refused(home: Home, tmp_path: Path) -> None:
    """Of either layout, and named itself; inside its folder a link may lead anywhere."""
    outside, package = tmp_path / "outside.json", tmp_path / "package"
    package.mkdir()
    (package / "figures.csv").write_text("indicator,period,value\njobless rate,2020,4\n")
    for resource in OWN, OTHER:
        outside.write_text(f'{{"resources": [{resource}]}}')
        descriptor = package / "datapackage.json"
        descriptor.symlink_to(outside)
        for path in (package, descriptor):
            told = home.run("import", "--as-shown", path)
            assert told.exit_code == 2
            assert told.stderr == (
                f"{descriptor} is a link out of its folder; put the datapackage.json itself there.\n"
            )
        descriptor.unlink()
        (package / "inside.json").write_text(outside.read_text())
        descriptor.symlink_to("inside.json")
        assert "is a link" not in home.run("import", "--as-shown", package).stderr
        descriptor.unlink()


@pytest.mark.parametrize("name", ["n" * 5000 + ".csv", "folder/" * 1000 + "a.csv"])
@pytest.mark.parametrize("resource", ["observations", "other"])
def test_a_path_in_a_package_that_is_too_long_is_refused(home: Home, tmp_path: Path, name: str, resource: str) -> None:
    schema = '{"fields": [{"name": "value", "type": "number"}]}'
    listed = f'{{"name": "{resource}", "path": "{name}", "schema": {schema}}}'
    (tmp_path / "datapackage.json").write_text(f'{{"resources": [{listed}]}}')
    told = home.run("import", tmp_path)
    assert told.exit_code == 2
    assert "which cannot be opened (File name too long)" in told.stderr


def test_a_name_that_leaves_no_room_for_a_schema_beside_it_is_read(home: Home, tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.csv"
    path.write_text("indicator,period,value,unit\njobless rate,2020,4,percent\n")
    assert home.run("import", "--as-shown", path).exit_code == 0
