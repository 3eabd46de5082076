"""What stands on the platforms, held against what was to stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.delivery.nouns import Delivery
from tests.proofs.chaos.journal import Attempt
from tests.proofs.platforms import Post

_CLOCK_SECONDS = 0.001
"""Discord's ids tell milliseconds."""

_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Findings:
    """Numbers of messages. `doubled_past_lease`: those that stand more than once as a worker was held up for longer
    than its lease, which is the one case that is not promised; `doubled` are all others."""

    lost: int
    doubled: int
    doubled_past_lease: int
    strange: int
    out_of_order: int
    early: int

    @property
    def flawless(self) -> bool:
        return not (self.lost or self.doubled or self.strange or self.out_of_order or self.early)


def audit(rows: Iterable[Delivery], posts: Sequence[Post], attempts: Mapping[str, Sequence[Attempt]]) -> Findings:
    """`posts` are in the order of each channel; a message's text, without what is marked up, is its subject."""
    expected = {(str(row.address), row.subject): row for row in rows}
    standing: dict[_Place, list[Post]] = {}
    for post in posts:
        standing.setdefault((str(post.address), post.text), []).append(post)
    twice = [place for place, found in standing.items() if len(found) > 1 and place in expected]
    late = [place for place in twice if past_lease(standing[place], attempts[expected[place].marker])]
    known = [(place, found[0]) for place, found in standing.items() if place in expected]
    return Findings(
        lost=len(expected.keys() - standing.keys()),
        doubled=len(twice) - len(late),
        doubled_past_lease=len(late),
        strange=len(standing)
        - len(known)
        + sum(not expected[place].marker.startswith(post.mark) for place, post in known),
        out_of_order=_out_of_order(expected, known),
        early=sum(post.at + _CLOCK_SECONDS < expected[place].due_at.timestamp() for place, post in known),
    )


def past_lease(posts: Sequence[Post], attempts: Sequence[Attempt]) -> bool:
    """Whether a message stands more than once because the first post, or a later one, came when its attempt's time was
    over: then nobody began another attempt while the message stood and could have been found."""
    first = min(post.at for post in posts)
    if all(attempt.began <= first for attempt in attempts):
        return True
    before = [attempt for attempt in attempts if attempt.began <= first]
    return bool(before) and before[-1].closed < first


def _out_of_order(expected: Mapping[_Place, Delivery], known: Iterable[tuple[_Place, Post]]) -> int:
    """How many first posts follow one that was due after them in the same channel."""
    latest: dict[str, tuple[object, int]] = {}
    wrong = 0
    for place, _ in known:
        row = expected[place]
        key = (row.due_at, row.id)
        wrong += key < latest.get(place[0], key)
        latest[place[0]] = max(key, latest.get(place[0], key))
    return wrong
