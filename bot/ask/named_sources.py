"""Sources that a question names in full: "according to the Harbour Gazette".

What stands there is a name, whatever its words mean elsewhere: a publisher may be called Stats, or as a party is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.ask.lexicon import Lexicon
from bot.ask.query import Mask, Query

_ACCORDING = re.compile(r"(?<!\S)according to (?:the )?(?=\S)")


def with_sources(query: Query, lexicon: Lexicon) -> Query:
    """The question with the sources that it names after "according to", whose words then name nothing else."""
    match = _ACCORDING.search(query.sentence.joined)
    if match is None:
        return query
    place = query.sentence.mask(0, match.end() - 1).bit_count()
    found, length = _named_at(query, lexicon, place)
    if not found:
        return query
    words: Mask = query.sentence.mask(match.start(), match.end() - 1) | ((1 << length) - 1) << place
    return replace(
        query,
        sources=found,
        source_words=words,
        content=query.content & ~words,
        cues={cue: mask & ~words for cue, mask in query.cues.items() if mask & ~words},
        times=tuple(time for time in query.times if time.mask & ~words),
        statuses=query.statuses if query.status_words & ~words else (),
    )


def _named_at(query: Query, lexicon: Lexicon, place: int) -> tuple[frozenset[str], int]:
    """The sources with the longest name that stands at this place of the question, and its number of words."""
    stems = query.stems[place:]
    for name, sources in lexicon.source_names.get(stems[0], ()):
        if stems[: len(name)] == name:
            return sources, len(name)
    return frozenset(), 0
