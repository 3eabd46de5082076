"""The messages of both platforms in one shape, and what is wrong with what was told where a figure was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COUNTED_BY = "NZ Herald"
MARK = "Superseded: "
IN_PERSON = "you were given"
REPORTER, EDITOR = "reporter", "editor"
"""Who asks in a direct message, and who asks in private."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message of the bot. `channel` is unique among both platforms; `below`: the message or thread that it answers;
    `links`: the messages that it leads to."""

    channel: str
    ref: str
    text: str
    below: str | None = None
    links: frozenset[str] = frozenset()

    @property
    def is_marked(self) -> bool:
        return MARK in self.text


@dataclass(frozen=True, slots=True)
class Given:
    """Where a figure was given: in a message, or to somebody in private, who is told in the `channel` of their direct
    messages."""

    name: str
    channel: str
    post: Post | None = None

    def is_told_by(self, news: Post) -> bool:
        if news.channel != self.channel:
            return False
        if self.post is None:
            return IN_PERSON in news.text
        # Those that stand in no thread may be told together, in one message that leads to each.
        return self.post.ref in news.links or (
            news.below is not None and news.below in (self.post.ref, self.post.below)
        )


def problems(given: Sequence[Given], before: Iterable[Post], after: Iterable[Post]) -> list[str]:
    """What is not as it has to be: each place is told once, each message among them is marked, and nothing else is."""
    was = {(one.channel, one.ref): one for one in before}
    stands = {(one.channel, one.ref): one for one in after}
    news = [one for key, one in stands.items() if key not in was]
    found = [f"{one.name}: told {count} times" for one in given if (count := sum(map(one.is_told_by, news))) != 1]
    marked = {key for key, one in stands.items() if one.is_marked}
    to_mark = {(one.channel, one.post.ref): one.name for one in given if one.post is not None}
    found += [f"{name}: not marked" for key, name in to_mark.items() if key not in marked]
    found += [f"marked, but gave nothing: {stands[key].text}" for key in marked - to_mark.keys()]
    found += [f"gone: {was[key].text}" for key in was.keys() - stands.keys()]
    return found + [f"tells nobody: {one.text}" for one in news if not any(place.is_told_by(one) for place in given)]


def filled_in(lines: str, result: Mapping[str, str]) -> str:
    """The lines of a result's form, with the values of those that begin so."""
    return "\n".join(
        f"{line}{value}" for line in lines.splitlines() for name, value in result.items() if line.startswith(name)
    )
