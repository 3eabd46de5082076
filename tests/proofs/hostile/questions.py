"""Hostile questions, made from a seed: some are out of their mind, some ask soundly for what nobody has heard of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.proofs.hostile import broken
from tests.proofs.hostile.names import Names

_PATTERNS = """
    {measure}, {member}, in {period}
    how many {measure} in {member}?
    what was {measure} for {member} in {period}
    how much did {measure} rise from {period} to {period} in {member}
    which {dimension} had the most {measure}?
    difference between {member} and {member} in {measure}
    {member} was {number} per cent of {measure}, right?
    when was {measure} highest in {member}?
    is {measure} in {member} more than in {member}?
    {measure} by {dimension}
    how many times as many {measure} in {member} as in {member}?
    {measure} per {member} {time}
    top {number} {measure}
    what did we think {measure} was {time}?
    {measure} according to {other}
    when is {other}?
    average {measure} {time}
    {measure} {time}
    what share of {measure} was {member} {time}?
    did {measure} in {member} fall by {number}?
    {number} of {number} {measure}
    when did {measure} first exceed {number}?
    sum of {measure} for {member} and {member}
"""
_OF_NOBODY = """
    {measure} in {nobody}
    {measure}, {nobody}, in {period}
    how many {measure} did {nobody} have in {period}?
    {nobody} {measure} in {period}
    how many more {measure} in {member} than in {nobody}?
    {measure} for {nobody}
    what share of {measure} was {nobody}?
    did {nobody} have more {measure} than {member}?
    {nobody} in {period}
    how did {measure} change from {nobody} to {member}?
    {nobody} had {number} {measure}, right?
    how many {nobody}?
    sum of {measure} for {member} and {nobody}
    {measure} according to {nobody}
    when is the {nobody} due?
    {measure} of the {nobody} kind
    which {nobody} had the most {measure}?
    {measure} by {nobody}
    what did {nobody} think of {measure}?
    {measure} per {nobody} {time}
    {member} {nobody} {measure}
    how many {nobody} {measure} were there
    {measure} without {nobody}
    average {nobody} in {member}
"""
"""A pattern a line."""
_MOST_WORDS = 14
_OWN = 0.8
"""How often a member is one of the figure that is asked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line, without its end. `nobody` is a name in it that the ledger does not have, if it has such a one: then no
    figure answers it."""

    kind: str
    line: bytes
    nobody: str | None = None

    @property
    def text(self) -> str:
        """The question as it is read from the line."""
        return self.line.decode("utf-8", "replace").rstrip("\r\n")


def questions(names: Names, seed: int) -> Iterator[Question]:
    """The same ones for the same names and seed, without end."""
    random = Random(seed)
    for _ in count():
        kind = random.choice(tuple(KINDS))
        nobody = names.invented(random) if kind == "nobody" or random.random() < 0.1 else None
        if nobody is not None:
            text = _filled(_OF_NOBODY, random, names, nobody)
            line = text.encode()
        else:
            line = KINDS[kind](random, names).encode("utf-8", "replace")
        if kind == "bytes":
            place = random.randrange(len(line) + 1)
            line = line[:place] + broken.bad_bytes(random) + line[place:]
        yield Question("nobody" if nobody else kind, line.replace(b"\n", b" "), nobody)


def _filled(patterns: str, random: Random, names: Names, nobody: str = "") -> str:
    """A pattern with names that belong together, as those of one figure do, and now and then of another."""
    pattern = random.choice([line.strip() for line in patterns.split("\n") if line.strip()])
    held, other = random.choice(names.figures), random.choice(names.figures)
    dimension, member = random.choice(held.members or other.members or ((held.measure, held.measure),))
    parts: dict[str, Callable[[], str]] = {
        "measure": lambda: held.measure,
        "dimension": lambda: dimension,
        "member": lambda: (
            member if random.random() < _OWN else random.choice(other.members or held.members or ((member,),))[-1]
        ),
        "period": lambda: random.choice((held, held, other)).period or "2020",
        "other": lambda: random.choice(names.others or (other.measure,)),
        "number": lambda: broken.number(random),
        "time": lambda: broken.time(random),
        "nobody": lambda: nobody,
    }
    return re.sub(r"\{(\w+)\}", lambda match: parts[match[1]](), pattern)


def _from_pattern(random: Random, names: Names) -> str:
    return _filled(_PATTERNS, random, names)


def _words(random: Random, names: Names) -> str:
    """Cue words and names in any order."""
    words: list[str] = []
    for _ in range(random.randrange(1, _MOST_WORDS)):
        held = random.choice(names.figures)
        labels = (held.measure, *(label for _, label in held.members), held.period, *names.others)
        words.append(random.choice(random.choice((names.cues, labels))))
    return " ".join(words) + random.choice(("", "?", ".", "!", ", right?"))


def _shuffled(random: Random, names: Names) -> str:
    words = f"{_from_pattern(random, names)} {_from_pattern(random, names)}".split()
    random.shuffle(words)
    return " ".join(words[: random.randrange(1, len(words) + 1)])


def _misspelt(random: Random, names: Names) -> str:
    letters = list(_from_pattern(random, names))
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(letters))
        letters[place] = random.choice(
            ("", letters[place] * 2, letters[place].swapcase(), random.choice("aeiou '-,"), "")
        )
    return "".join(letters)


def _with_number(random: Random, names: Names) -> str:
    words = _from_pattern(random, names).split()
    for _ in range(random.randrange(1, 4)):
        words.insert(random.randrange(len(words) + 1), random.choice((broken.number, broken.time))(random))
    return " ".join(words)


def _with_pieces(random: Random, names: Names) -> str:
    text = _from_pattern(random, names)
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(text) + 1)
        text = text[:place] + broken.piece(random) + text[place:]
    return text


def _endless(random: Random, names: Names) -> str:
    return broken.endless(random, random.choice((_from_pattern, _words))(random, names))


def _noise(random: Random, _: Names) -> str:
    """Any characters at all."""
    top = random.choice((0x80, 0x500, 0x3000, 0x110000))
    return "".join(chr(random.randrange(top)) for _ in range(random.randrange(60)))


KINDS: Mapping[str, Callable[[Random, Names], str]] = {
    "pattern": _from_pattern,
    "nobody": _from_pattern,
    "words": _words,
    "shuffled": _shuffled,
    "misspelt": _misspelt,
    "number": _with_number,
    "markup": _with_pieces,
    "endless": _endless,
    "noise": _noise,
    "bytes": _from_pattern,
}
