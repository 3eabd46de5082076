"""Questions for when a source came out: "when was our harbour bridge story published?"."""

from __future__ import annotations

import re

from bot.answer import Answer
from bot.ask.grammar.cue import Cue
from bot.ask.lexicon import Lexicon
from bot.ask.prose import Prose
from bot.ask.query import Query
from bot.ask.text import stem
from bot.ask.words import FILLER
from bot.domain import Outcome, Source

_STORY = "(?:story|piece|article|coverage|write ?up|yarn)"
_ASKED = re.compile(
    rf"(?<!\S)(?:the|that|this|our|your|their|its) (?P<words>(?:\w+ ){{1,4}}?){_STORY}"
    r"(?: (?:on|about) (?P<about>.+?))?"
    r"(?= (?:was |were |been |is |get |first )*(?:published|printed|run|ran|appear\w*)|$)"
)


def answer(query: Query, lexicon: Lexicon, prose: Prose) -> Answer | None:
    """When the one source came out that the question tells of; None where it tells of none, or of several."""
    if not query.has(Cue.DATE):
        return None
    match = _ASKED.search(query.sentence.joined)
    source = _told_of(lexicon, match["words"], match["about"] or "") if match is not None else None
    if source is None or source.published_on is None:
        return None
    name = source.publisher or source.title or "The source"
    day = source.published_on.earliest == source.published_on.latest
    text = f"{name} published it {'on' if day else 'in'} {prose.style.date(source.published_on)}."
    return Answer(
        question=query.text,
        understood_as=f"publication date of: {source.id}",
        outcome=Outcome.ANSWERED,
        text=text,
        date=source.published_on.iso,
        caveats=(source.note,) if source.note else (),
        names=(("sources", source.id),),
    )


def _told_of(lexicon: Lexicon, words: str, about: str) -> Source | None:
    """The source that all words before "story" fit; where several do, those after it have to tell them apart."""
    fitting = _having(lexicon, words, every=True)
    if len(fitting) > 1:
        fitting &= _having(lexicon, about, every=False)
    return lexicon.catalogue.sources[next(iter(fitting))] if len(fitting) == 1 else None


def _having(lexicon: Lexicon, words: str, every: bool) -> frozenset[str]:
    """The sources that have all of these words, or all that any source has."""
    stems = [stem(word) for word in words.split()]
    found = [lexicon.story_words.get(one, frozenset()) for one in stems if one not in FILLER]
    return frozenset.intersection(*(one for one in found if every or one)) if any(found) else frozenset()
