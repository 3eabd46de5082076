"""How long a command takes that answers one question, against the imports that it cannot avoid."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import seconds

_PROCESSES = 7


def measured() -> dict[str, float]:
    """Seconds of fresh processes in turn; the question is to the sample ledger."""
    with tempfile.TemporaryDirectory(prefix="factdesk-benchmark-") as name:
        url = f"sqlite:///{Path(name) / 'sample.sqlite'}"
        sample = Path(__file__).resolve().parents[2] / "data" / "nz-drug-law"
        factdesk = [sys.executable, "-c", "from adapters.cli import main; main()"]
        environment = {"FACTDESK_DATABASE_URL": url, "HOME": name, "PATH": "/usr/bin:/bin"}

        def run(command: list[str]) -> float:
            return seconds(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))

        run([*factdesk, "import", str(sample)])
        imports = [sys.executable, "-c", "import sqlalchemy, tantivy"]
        pairs = [(run(imports), run([*factdesk, "ask", "How many votes were cast?"])) for _ in range(_PROCESSES)]
    bare, ask = (median(pair[side] for pair in pairs) for side in (0, 1))
    return {"imports_seconds": round(bare, 3), "ask_seconds": round(ask, 3), "ratio": round(ask / bare, 2)}
