"""compose.yaml and the systemd unit, checked and not run: their schema, and what they promise beside it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters import health, serve
from adapters.desk import work
from adapters.discordbot import app as discord
from adapters.discordbot.config import DiscordConfig
from adapters.limits import SLACK_SEND_SECONDS
from adapters.slackbot import app as slack
from adapters.slackbot.config import SlackConfig
from bot.delivery.nouns import Policy

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("upgrade", "factdesk")
UNIT = DEPLOY / "factdesk.service"
SET = dict(re.findall(r"^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE))
STOPS = max(
    SlackConfig(bot_token="xoxb").stop_within + slack._CLOSING_SECONDS,
    DiscordConfig("token").stop_within + discord._CLOSING_SECONDS,
)
"""Both platforms at once."""
DRAIN_SECONDS = STOPS + serve._STOP_SECONDS + 2 * STOPS
"""Both are drained; what is being sent is sent; and each is left."""


def _seconds(text: str) -> int:
    return int(text.removesuffix("s"))


def test_compose_has_the_form_that_its_specification_asks_for() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, DEPLOY / "compose.yaml"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_image_has_a_version_and_those_of_others_are_named_by_their_content() -> None:
    for name, service in SERVICES.items():
        image, _, digest = service["image"].partition("@")
        version = image.rpartition(":")[2]
        assert version not in ("latest", image), name
        assert name in OURS or re.fullmatch(r"sha256:[0-9a-f]{64}", digest), name


def test_none_takes_the_machine_for_itself_or_leaves_its_memory_behind() -> None:
    for service in SERVICES.values():
        assert service["ulimits"] == {"core": 0}
        assert re.fullmatch(r"[1-9]g", service["mem_limit"])
        assert 0 < service["pids_limit"] <= 512
    assert SET["LimitCORE"] == "0"
    assert re.fullmatch(r"[1-9]G", SET["MemoryMax"])
    threads = work.ANSWERERS + work.TAKERS + work.THREADS + work.RELAYS
    assert int(SET["TasksMax"]) == SERVICES["factdesk"]["pids_limit"] > 1.5 * threads


def test_secrets_come_from_files_and_each_service_gets_its_own() -> None:
    assert {name: service["env_file"] for name, service in SERVICES.items()} == {
        "database": "postgres.env",
        "upgrade": "factdesk.env",
        "factdesk": "factdesk.env",
    }
    said = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert not re.search(r"token|password|secret", said, re.IGNORECASE)
    assert (DEPLOY / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*.env"


def test_replicas_start_when_the_schema_is_there() -> None:
    assert SERVICES["factdesk"]["deploy"]["replicas"] == 2
    assert SERVICES["factdesk"]["depends_on"] == {
        "database": {"condition": "service_healthy"},
        "upgrade": {"condition": "service_completed_successfully"},
    }
    assert SERVICES["upgrade"]["command"] == ["db", "upgrade"]
    assert SERVICES["upgrade"]["restart"] == "no"
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in COMPOSE["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_ours_have_no_more_rights_than_they_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "ports", "volumes", "user", "network_mode"} & service.keys()


def test_whoever_watches_waits_longer_than_the_look_takes() -> None:
    for name in ("database", "factdesk"):
        assert SERVICES[name]["restart"] == "unless-stopped"
        assert SERVICES[name]["healthcheck"]["retries"] > 1
    watched = SERVICES["factdesk"]["healthcheck"]
    assert watched["test"] == ["CMD", "factdesk", "health"]
    assert _seconds(watched["timeout"]) > health.ANSWER_SECONDS + 2
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for option in ("interval", "timeout", "retries", "start_period"):
        assert f"--{option.replace('_', '-')}={watched[option]}" in image


def test_both_wait_longer_than_the_drain_takes() -> None:
    lease = Policy().lease.total_seconds()
    assert serve._STOP_SECONDS > lease > SLACK_SEND_SECONDS
    assert serve._ENDING_SECONDS > DRAIN_SECONDS
    assert _seconds(SERVICES["factdesk"]["stop_grace_period"]) > serve._ENDING_SECONDS
    assert int(SET["TimeoutStopSec"]) > serve._ENDING_SECONDS
    assert SET["KillSignal"] == "SIGTERM"
    assert SERVICES["factdesk"]["init"] is True


def test_the_unit_and_the_script_name_the_same_places() -> None:
    script = (DEPLOY / "factdesk.sh").read_text(encoding="utf-8")
    assert SET["EnvironmentFile"] == "/etc/factdesk/factdesk.env"
    assert f". {SET['EnvironmentFile']}\n" in script
    program = SET["ExecStart"].removesuffix(" serve")
    assert f'exec {program} "$@"\n' in script
    assert f"-u {SET['User']} " in script
    assert SET["Restart"] == "on-failure"


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is there: `verify` looks for it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    path = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    path.write_text(text.replace(SET["ExecStart"].split()[0], sys.executable), encoding="utf-8")
    return path


def test_systemd_understands_the_unit(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_finds_the_unit_hardened(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", unit]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_the_script_runs_with_the_settings_and_the_arguments(tmp_path: Path) -> None:
    """With its places put elsewhere, as somebody who is the service's user already."""
    me = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / "factdesk.env").write_text("FACTDESK_STYLE_PERCENT='per cent'\n", encoding="utf-8")
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\nprintf "%s|" "$FACTDESK_STYLE_PERCENT" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (DEPLOY / "factdesk.sh").read_text(encoding="utf-8")
    for place, other in (
        ("/etc/factdesk", str(tmp_path)),
        ("/opt/factdesk/bin/factdesk", str(program)),
        ("= factdesk ]", f"= {me} ]"),
    ):
        assert place in script
        script = script.replace(place, other)
    done = subprocess.run(["sh", "-c", script, "factdesk", "ask", "how many?"], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("per cent|ask|how many?|", "")


def test_the_audit_asks_about_what_is_pinned_and_installs_none_of_it(tmp_path: Path) -> None:
    """With programs in the place of Python's that write down what they are told."""
    log, tools = tmp_path / "log", tmp_path / "python3"
    tools.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nfor name in pip pip-audit; do\n'
        f'printf \'#!/bin/sh\\necho "%s $*" >> {log}\\n\' "$name" > "$3/bin/$name"; chmod +x "$3/bin/$name"\ndone\n',
        encoding="utf-8",
    )
    tools.chmod(0o755)
    for lock in ([], ["requirements-dev.lock"]):
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "TMPDIR": str(tmp_path)}
        subprocess.run([DEPLOY / "audit.sh", *lock], env=environment, check=True)
    told = log.read_text(encoding="utf-8").splitlines()
    asked = "--require-hashes --disable-pip --progress-spinner off"
    assert told[1::2] == [
        f"pip-audit --requirement {name} {asked}" for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert all("pip-audit" in line and "--requirement" not in line for line in told[::2])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp.")] == []
