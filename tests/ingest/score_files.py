"""Scores the import of the made-up files: `python -m tests.ingest.score_files [KIND or FILE ...]`.

Each file is read by `factdesk import --preview --json`, and what it prints is held against the lines beside the file.
Counted for each kind and in all are the observations that are `right`, `wrong` (another value, period or unit, or one
that should not be there), `misnamed` (the figure is right; its names, status or qualifier are not) and `missed`, and
how many files are `whole`. --show lists before it what is not right; --write puts the whole ones into
tests/files/whole.txt.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.ingest.made_files import HERE, File, Verdict, files, judged, lines
from tests.ingest.running import Run, factdesk

WHOLE = HERE / "whole.txt"
_AT_ONCE = 2
_COUNTS = ("right", "wrong", "misnamed", "missed")


def preview(file: File, ledger: Path, run: Run) -> tuple[list[dict[str, Any]], str]:
    """What the command prints of a file, and what it says on standard error where it fails."""
    piped = file.kind == "stdin"
    call = ["import", "--preview", "--json", *shlex.split(file.options), "-" if piped else str(file.path)]
    try:
        done = run(call, ledger, file.path.read_bytes() if piped else b"")
    except subprocess.TimeoutExpired:
        return [], "it took too long"
    if done.returncode:
        return [], f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[-300:]}"
    try:
        return list(lines(done.stdout.decode("utf-8"))), ""
    except (json.JSONDecodeError, UnicodeDecodeError):
        return [], f"not JSON lines: {done.stdout[:200]!r}"


def scored(chosen: Sequence[File]) -> Iterator[tuple[File, Verdict]]:
    with tempfile.TemporaryDirectory(prefix="factdesk-files-") as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from zip(chosen, pool.map(lambda file: verdict(file, Path(folder)), chosen), strict=True)


def verdict(file: File, folder: Path, run: Run = factdesk) -> Verdict:
    """Of the file, read over a ledger of its own in the folder."""
    ledger = folder / file.name.replace("/", "-")
    ledger.mkdir()
    read, said = preview(file, ledger / "ledger.sqlite", run)
    verdict = judged(file.expected, read)
    if said:
        verdict.faults.insert(0, said)
    return verdict


def report(results: Sequence[tuple[File, Verdict]]) -> Iterator[str]:
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for file, verdict in results:
        kinds[file.kind].append(verdict)
    yield f"{'kind':14}{''.join(f'{count:>10}' for count in _COUNTS)}     files whole"
    for kind, verdicts in [*sorted(kinds.items()), ("in all", [verdict for _, verdict in results])]:
        counts = "".join(f"{sum(getattr(each, count) for each in verdicts):>10}" for count in _COUNTS)
        yield f"{kind:14}{counts}{sum(each.whole for each in verdicts):>9} of {len(verdicts)}"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="kinds or files; all without any")
    parser.add_argument("--show", action="store_true", help="list what is not right")
    parser.add_argument("--write", action="store_true", help="list in whole.txt the files that are read whole")
    options = parser.parse_args(arguments)
    chosen = [each for each in files() if not options.names or {each.kind, each.name} & set(options.names)]
    results = list(scored(chosen))
    for file, verdict in results if options.show else ():
        for fault in () if verdict.whole else verdict.faults:
            sys.stdout.write(f"{file.name}: {fault}\n")
    sys.stdout.writelines(f"{line}\n" for line in report(results))
    if options.write:
        WHOLE.write_text("".join(f"{file.name}\n" for file, verdict in results if verdict.whole), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
