"""Words that a reading only seems to explain: one word of a longer label does not say it."""

from __future__ import annotations

from bot.ask.asked import WordsAsked
from bot.ask.codes import CodeChoice
from bot.ask.lexicon import Entry, Lexicon
from bot.ask.names import union
from bot.ask.query import Mask, Query
from bot.ask.reading import Explained

_SHORT = 2
"""Words with a meaning, of a base so short that one of them brings it to mind."""


def misread(lexicon: Lexicon, query: Query, words: WordsAsked, entry: Entry, choice: CodeChoice, by: Explained) -> Mask:
    """The words that only one word of a longer base could explain, and that are codes of something else or that no
    label of the indicator has.

    "Charged" is not said of those "facing a possible charge" unless more of that base is.
    """
    loose = query.content & (by.own | by.base) & ~(by.labels | choice.mask | choice.related)
    if not loose:
        return 0
    elsewhere = by.own | words.scope | words.idle | words.events | query.time_words | union(words.mentions)
    mask = 0
    for index, token in enumerate(query.sentence.tokens):
        if not loose >> index & 1:
            continue
        is_code = token.norm in lexicon.code_forms
        is_far_fetched = not elsewhere >> index & 1 and not _is_of_short_base(lexicon, entry, token.stem)
        if (is_code or is_far_fetched) and not _is_said(lexicon, words, entry, token.stem):
            mask |= 1 << index
    return mask


def _is_said(lexicon: Lexicon, words: WordsAsked, entry: Entry, stem: str) -> bool:
    """Whether a label with this stem is said in full, or in two of its words that have a meaning and that no shorter
    name of a base says: one of a base, or one of the indicator's own that does not hold such a base's."""
    every = [phrase for base in entry.bases for phrase in lexicon.universe_phrases[base]]
    bases = [phrase for phrase in every if stem in phrase.content]
    named = {
        one for phrase in every if phrase.content <= words.said and stem not in phrase.content for one in phrase.content
    }
    own = [
        phrase
        for phrase in entry.phrases
        if stem in phrase.content and not any(base.content <= phrase.content for base in bases)
    ]
    for phrase in (*bases, *own):
        said = phrase.content & words.said
        if len(said) == len(phrase.content) or sum(one not in named for one in said) > 1:
            return True
    return False


def _is_of_short_base(lexicon: Lexicon, entry: Entry, stem: str) -> bool:
    """Whether a base is called by this word and at most one more that has a meaning."""
    phrases = (phrase for base in entry.bases for phrase in lexicon.universe_phrases[base])
    return any(stem in phrase.content and len(phrase.content) <= _SHORT for phrase in phrases)
