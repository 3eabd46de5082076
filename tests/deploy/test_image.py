"""The image, read and not built: what its instructions say about who runs in it, and what gets in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SUPPORTED = [one.rpartition(" ")[2] for one in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", one)]


@dataclass(frozen=True)
class Instruction:
    word: str
    rest: str


def _instructions() -> list[Instruction]:
    text = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [Instruction(*line.split(None, 1)) for line in joined.splitlines()]


ALL = _instructions()
START = max(number for number, one in enumerate(ALL) if one.word == "FROM")
FINAL = ALL[START:]


def _of(instructions: list[Instruction], word: str) -> list[str]:
    return [one.rest for one in instructions if one.word == word]


def _installs() -> list[str]:
    commands = [command for run in _of(ALL, "RUN") for command in run.split(" && ")]
    return [command for command in commands if " install " in command and "pip" in command]


def test_every_base_is_one_version_of_a_python_that_is_supported() -> None:
    bases = [rest.split()[0] for rest in _of(ALL, "FROM")]
    assert len(set(bases)) == 1
    (version,) = re.findall(r"^python:(\d+\.\d+)\.\d+-slim-bookworm@sha256:[0-9a-f]{64}$", bases[0])
    assert version in SUPPORTED


def test_it_does_not_run_as_root() -> None:
    user = _of(FINAL, "USER")
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user[-1])
    words = [one.word for one in FINAL]
    assert "RUN" not in words[words.index("USER") :]


def test_nothing_is_fetched_but_what_the_lock_pins() -> None:
    assert _of(ALL, "ADD") == []
    assert not re.search(r"curl|wget|apt|git |://(?!/)|--index|--find-links|--trusted", " ".join(_of(ALL, "RUN")))
    locked, own = _installs()
    assert {"--require-hashes", "--only-binary", "requirements.lock"} <= set(locked.split())
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(own.split())


def test_nothing_that_builds_is_left_in_it() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9.-]+)==.*\n(?:    --hash.*\n)+((?:    #.*\n)+)", lock, re.MULTILINE)
    wanted_by = {name: set(re.findall(r"# (?:via|  ) *(\S.*)", comments)) for name, comments in pinned}
    builds = {name for name, parents in wanted_by.items() if parents <= {"factdesk (pyproject.toml:build)"}}
    builds |= {name for name, parents in wanted_by.items() if parents <= builds}
    assert "hatchling" in builds
    removed = re.findall(r"uninstall --yes (.+?)(?: &&|$)", " && ".join(_of(ALL, "RUN")))
    assert sorted(removed[0].split()) == sorted({*builds, "pip"})
    assert removed[1] == "pip"
    copied = [rest for rest in _of(FINAL, "COPY") if not rest.startswith("--from=build ")]
    assert copied == []


def test_only_what_the_wheel_needs_is_sent_to_the_builder() -> None:
    ignore = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignore if line and not line.startswith("#")]
    assert rules[0] == "*"
    copied = {name for rest in _of(ALL[:START], "COPY") for name in rest.split()[:-1]}
    assert {rule.removeprefix("!") for rule in rules if rule.startswith("!")} == copied
    needed = {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml"}
    assert needed | set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) < copied
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize(
    ("word", "value"),
    [("STOPSIGNAL", "SIGTERM"), ("VOLUME", "/var/lib/factdesk"), ("ENTRYPOINT", '["factdesk"]'), ("CMD", '["serve"]')],
)
def test_how_it_runs(word: str, value: str) -> None:
    assert _of(FINAL, word) == [value]


def test_it_says_whether_it_is_well() -> None:
    (check,) = _of(FINAL, "HEALTHCHECK")
    assert check.endswith('CMD ["factdesk", "health"]')


def test_no_secret_is_in_it() -> None:
    assert not re.search(r"token|secret|password", " ".join(_of(ALL, "ENV") + _of(ALL, "ARG")), re.IGNORECASE)
