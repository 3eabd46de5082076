"""The house: what the README says is what CI runs, locks pin everything, the wheel holds all that it needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _readme_block(heading: str) -> str:
    """The shell block under a heading of the README."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    (block,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return str(block)


@pytest.mark.parametrize(("heading", "word"), [("Try it", "factdesk ask"), ("Run the tests", "pytest")])
def test_ci_runs_the_commands_of_the_readme(heading: str, word: str) -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (finder,) = re.findall(r"^readme_command\(\) .*$", script, re.MULTILINE)
    command = f"{finder}\nreadme_command '{word}'"
    found = subprocess.run(["bash", "-euc", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found == _readme_block(heading)
    assert found.count("\n") == 1
    assert f"""bash -euo pipefail -c "$(readme_command '{word}')\"""" in script


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_every_package_by_hash_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = re.findall(r"^[a-z0-9].*(?:\n    --hash=.*)*", text, re.MULTILINE)
    assert requirements
    assert all(re.match(r"[a-z0-9.-]+==\S+", one) and "--hash=sha256:" in one for one in requirements)
    assert not re.search(r"://|^-|file:|/home|/root", text, re.MULTILINE)


def _pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_both_locks_pin_the_same_versions() -> None:
    run_time, everything = _pinned(LOCKS[0]), _pinned(LOCKS[1])
    assert run_time.items() < everything.items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    names = {re.split(r"[\[<>=]", requirement)[0].lower().replace(".", "-") for requirement in asked}
    assert names <= _pinned(LOCKS[0]).keys()


def test_the_build_backend_is_locked() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


def test_hooks_fetch_nothing() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (\S+)", text) == ["local"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (path,) = folder.glob("factdesk-*.whl")
    return set(zipfile.ZipFile(path).namelist())


def test_the_wheel_holds_every_module_and_every_data_file(wheel: set[str]) -> None:
    tracked = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "adapters", "data")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "bot/answer.schema.json" in tracked
    assert any(name.startswith("bot/store/migrations/versions/v0001") for name in tracked)
    assert any(name.startswith("data/") and name.endswith("/datapackage.json") for name in tracked)
    assert tracked <= wheel


def test_the_wheel_holds_nothing_else_but_its_licence(wheel: set[str]) -> None:
    rest = {name for name in wheel if name.split("/")[0] not in ("bot", "adapters", "data")}
    assert all(".dist-info/" in name for name in rest)
    assert any(name.endswith("/licenses/LICENSE") for name in rest)


def test_data_is_found_as_a_package_resource() -> None:
    assert files("bot").joinpath("answer.schema.json").is_file()
    assert any(folder.joinpath("datapackage.json").is_file() for folder in files("data").iterdir())
