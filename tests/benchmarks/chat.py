"""How fast chats are answered: `python -m tests.benchmarks.chat` prints one line of JSON.

Factdesk, as `factdesk serve` wires it, answers the sample ledger's question sets before a local platform; the flood
limits and the platforms' rate limits are off. Everything is set against bots of the same client library in the same
run, in turn with it: the `baseline` acknowledges, inserts one row and posts a fixed answer; the `noop` acknowledges
only. Each is a process, and so is each platform.

`answered` is asked with so many questions outstanding; `acknowledged`, of Slack alone, at a steady rate. `count` is
over all that was asked, after the bots have ended.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median
from typing import Any, Self

_BOUND_SECONDS = 60
_WARM_UP = 400
"""Questions before the first measurement, of each bot."""


class Contender:
    """A bot and its platform. `ask` hands the platform an order, as `chat_platforms` describes them."""

    def __init__(self, platform: str, kind: str, program: str) -> None:
        self.kind = kind
        self._platform_name = platform
        self._program = program
        self._options = ["--acknowledging"] if kind == "noop" else []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="factdesk-benchmark-")
        name = self._platform_name
        self._platform = _python("chat_platforms", name, *self._options, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._bot = _python("chat_bots", name, self._program, self._folder.name, self._line())
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._bot, self._platform):
            process.kill()
            process.communicate()
        self._folder.cleanup()

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self._platform.stdin is not None
        self._platform.stdin.write(json.dumps(order) + "\n")
        self._platform.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def end(self) -> dict[str, int]:
        """What became of all questions, once the bot has done what it had begun."""
        self._bot.terminate()
        self._bot.wait(_BOUND_SECONDS)
        return self.ask(count=True)

    def _line(self) -> str:
        assert self._platform.stdout is not None
        line = self._platform.stdout.readline()
        if not line:
            raise RuntimeError(f"The local {self._platform_name} of “{self.kind}” has ended.")
        return line.strip()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.chat", description=__doc__)
    parser.add_argument("--platform", choices=["slack", "discord"], action="append", help="one alone")
    parser.add_argument("--requests", type=int, default=2_000, help="questions to each bot, in all rounds together")
    parser.add_argument("--rounds", type=int, default=4, help="how often the bots take turns")
    parser.add_argument("--outstanding", type=int, default=32, help="questions that wait for their answer at a time")
    parser.add_argument("--rate", type=float, default=50.0, help="commands a second for the acknowledgements; 0: none")
    parser.add_argument(
        "--remember", action=argparse.BooleanOptionalAction, default=True, help="keep what was answered"
    )
    options = parser.parse_args(arguments)
    platforms = options.platform or ["slack", "discord"]
    report = {platform: _measure(platform, options) for platform in platforms}
    sys.stdout.write(json.dumps(report) + "\n")


def _measure(platform: str, options: argparse.Namespace) -> dict[str, Any]:
    steady = platform == "slack" and options.rate > 0
    kinds = ["baseline", "ours", *(["noop"] if steady else [])]
    programs = {} if options.remember else {"ours": "forgetful"}
    with ExitStack() as stack:
        bots = [stack.enter_context(Contender(platform, kind, programs.get(kind, kind))) for kind in kinds]
        for bot in bots:
            bot.ask(requests=min(_WARM_UP, options.requests), outstanding=options.outstanding)
        report = {"requests": options.requests, "outstanding": options.outstanding, **_answered(bots[:2], options)}
        if steady:
            report["acknowledged"] = _acknowledged(bots, options)
        report["count"] = bots[1].end()
    return report


def _answered(bots: Sequence[Contender], options: argparse.Namespace) -> dict[str, Any]:
    a_round = max(1, options.requests // options.rounds)
    runs = [[bot.ask(requests=a_round, outstanding=options.outstanding) for bot in bots] for _ in range(options.rounds)]
    speeds = [[run["per_second"] for run in one] for one in runs]
    return {
        "answered": {
            "baseline_per_second": median(baseline for baseline, _ in speeds),
            "ours_per_second": median(ours for _, ours in speeds),
            "ratio": round(median(ours / baseline for baseline, ours in speeds), 3),
            "ratios": [round(ours / baseline, 3) for baseline, ours in speeds],
            "ours_ms": runs[-1][1]["answered_ms"],
        }
    }


def _acknowledged(bots: Sequence[Contender], options: argparse.Namespace) -> dict[str, Any]:
    a_round = max(1, options.requests // options.rounds)
    runs = [{bot.kind: bot.ask(requests=a_round, rate=options.rate) for bot in bots} for _ in range(options.rounds)]
    p99 = {kind: median(run[kind]["acknowledged_ms"]["p99"] for run in runs) for kind in runs[0]}
    return {
        "rate": options.rate,
        **{f"{kind}_p99_ms": value for kind, value in p99.items()},
        "ratio_p99": round(p99["ours"] / p99["noop"], 2),
        "ratios_p99": [
            round(run["ours"]["acknowledged_ms"]["p99"] / run["noop"]["acknowledged_ms"]["p99"], 2) for run in runs
        ],
    }


def _python(module: str, *arguments: str, **streams: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", f"tests.benchmarks.{module}", *arguments], text=True, **streams)


if __name__ == "__main__":
    main()
