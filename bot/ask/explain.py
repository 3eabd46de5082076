"""How a question was read, in words, for people to check."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Name, WordReading
from bot.ask.prose import Prose
from bot.ask.query import Query
from bot.ask.reading import Reading


def understood_as(query: Query, reading: Reading, prose: Prose) -> str:
    """The reading as one line: indicator; codes; period; status; as of."""
    parts = [prose.label(reading.entry.indicator.id)]
    for dimension, codes in reading.bound.items():
        parts.append(prose.list_of([prose.code(dimension, code) for code in codes]))
    parts += [query.sentence.words(time.mask) for time in reading.times]
    parts += [prose.catalogue.periods[mention.id].label for mention in reading.names("period")]
    parts += [" or ".join(sorted(status.value for status in statuses)) for statuses in query.statuses]
    if query.as_of is not None:
        parts.append(f"as of {query.as_of:%-d %B %Y}")
    parts += [f"“{wrong}” read as “{right}”" for wrong, right in query.corrections]
    return "; ".join(parts)


def named(reading: Reading) -> Iterator[Name]:
    """The concepts that an answer by this reading names, whether or not it tells of a figure of theirs."""
    yield "indicators", reading.entry.indicator.id
    yield from (("codes", dimension, code) for dimension, codes in reading.bound.items() for code in codes)
    yield from (("agents", mention.id) for mention in reading.names("agent"))
    yield from (("periods", mention.id) for mention in reading.names("period"))
    if reading.universe is not None:
        yield "universes", reading.universe


def explain(query: Query, reading: Reading, prose: Prose) -> tuple[WordReading, ...]:
    """What each word was read as, in the order of the question."""
    times = dict.fromkeys(_bits(query.time_words), "time")
    found: list[WordReading] = []
    for index, token in enumerate(query.sentence.tokens):
        bit = 1 << index
        cue = next((cue.value for cue, mask in query.cues.items() if mask & bit), None)
        if reading.unexplained & bit:
            read_as = "not explained by the ledger"
        elif index in times:
            read_as = "time"
        elif query.status_words & bit:
            read_as = "status"
        elif reading.carried & bit:
            read_as = f"name in “{prose.label(reading.entry.indicator.id)}” or its codes"
        elif cue:
            read_as = f"asks for: {cue}"
        elif query.content & bit:
            read_as = "base, dimension or name"
        else:
            read_as = "grammar"
        found.append(WordReading(token.text, read_as))
    return tuple(found)


def _bits(mask: int) -> list[int]:
    return [index for index in range(mask.bit_length()) if mask >> index & 1]
