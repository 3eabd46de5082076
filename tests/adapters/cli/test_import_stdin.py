"""`factdesk import -`: what comes in at standard input."""

from __future__ import annotations

import json

from tests.adapters.conftest import Home

TIDY = b"indicator,region,period,value\njobs,North,2020,12\n"


def test_a_table_may_come_in_at_standard_input(home: Home) -> None:
    shown = home.start("import", "--preview", "--json", "-", stdin=TIDY)
    assert json.loads(shown.stdout)["value"] == "12"
    done = home.start("import", "-", stdin=TIDY)
    assert (done.returncode, done.stdout.decode()) == (0, "Figures: 1 new.\n")
    assert b"12" in home.start("ask", "jobs in North in 2020").stdout


def test_nothing_at_standard_input_is_said(home: Home) -> None:
    done = home.start("import", "-")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("standard input is empty")
