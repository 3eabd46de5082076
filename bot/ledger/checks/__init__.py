"""What speaks against a draft, a file a check: each is handed the draft and what it is set beside, and gives plain
sentences with their workings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.domain import Figure
from bot.ledger.checks import backwards, change, jump, parts, rivals, share, units
from bot.ledger.checks.held import Held

Check = Callable[[Figure, Held], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    units.check,
    backwards.check,
    rivals.check,
    share.check,
    parts.check,
    change.check,
    jump.check,
)


def findings(draft: Figure, held: Held) -> tuple[str, ...]:
    """Sentences, each once; none where nothing speaks against it."""
    return tuple(dict.fromkeys(sentence for check in CHECKS for sentence in check(draft, held)))
