"""What single words tell: how rare they are, which stand for which, which may go without a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from bot.ask.vocabulary.terms import terms, terms_in
from tests.training.tables import Case, Table

_ALIGNMENTS = 6
_LEAST_SHARE = 0.1
_LEAST_TABLES = 2
_MOST_LABELS = 5
_NOTHING = ""


def telling(tables: Iterable[Table], cases: Sequence[Case]) -> tuple[dict[str, float], float]:
    """How rare a word is among the labels of tables and among questions."""
    texts: list[set[str]] = [set(table.frame.words) for table in tables]
    texts += [set(terms(case.question)) for case in cases]
    seen = Counter(word for words in texts for word in words)
    total = len(texts)
    return (
        {word: float(np.log((total + 1) / (count + 0.5))) for word, count in sorted(seen.items())},
        float(np.log(total + 1)),
    )


def equivalents(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Words of questions that stand for other words of headers: how often a header's word is due to a question's, by
    IBM's first model of word alignment over the linked phrases, where it was so in tables enough."""
    pairs = [pair for case in cases for pair in _linked(case)]
    share: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(_ALIGNMENTS):
        due: dict[tuple[str, str], float] = defaultdict(float)
        total: dict[str, float] = defaultdict(float)
        for _, words, labels in pairs:
            for label in labels:
                around = sum(share[word, label] for word in words)
                for word in words:
                    due[word, label] += share[word, label] / around
                    total[word] += share[word, label] / around
        share = defaultdict(float, {pair: how / total[pair[0]] for pair, how in due.items()})
    tables: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table, words, labels in pairs:
        for label in labels:
            best = max(words, key=lambda word: share[word, label])
            tables[best, label].add(table)
    found: dict[str, dict[str, float]] = {}
    for (word, label), where in sorted(tables.items()):
        if word != _NOTHING and word != label and len(where) >= _LEAST_TABLES and share[word, label] >= _LEAST_SHARE:
            found.setdefault(word, {})[label] = min(0.85, 0.35 + share[word, label])
    return found


def _linked(case: Case) -> Iterator[tuple[str, list[str], list[str]]]:
    """Phrases of a question with the headers that they stood for, as words without numbers; words that stand on both
    sides stand for themselves."""
    for phrase, headers in ((phrase, found) for axis in case.links.values() for phrase, found in axis.items()):
        words = [word for word in terms(phrase) if not word[:1].isdigit()]
        labels = {word for header in headers for word in terms(header) if not word[:1].isdigit()} - set(words)
        if words and labels and len(labels) <= _MOST_LABELS:
            yield case.table, [*words, _NOTHING], sorted(labels)


def loose(
    found: Iterable[tuple[Case, list[tuple[str, bool]]]], misses: Iterable[Case]
) -> dict[str, tuple[float, float]]:
    """By word, of the tables on which a question with it had its right reading proposed: how many there are, and on how
    many of these no label of that reading accounted for it. A word that made a near miss of a question was seen on its
    table, and could not go without. All numbers count as one word."""
    seen: dict[str, set[str]] = defaultdict(set)
    for miss in misses:
        for term in terms_in(miss.swapped_in):
            seen["#" if term.word.isdigit() else term.word].add(f"near miss of {miss.table}")
    left: dict[str, set[str]] = defaultdict(set)
    for case, said in found:
        for word, was_left in said:
            key = "#" if word.isdigit() else word
            seen[key].add(case.table)
            if was_left:
                left[key].add(case.table)
    return {word: (float(len(tables)), float(len(left[word]))) for word, tables in sorted(seen.items())}
