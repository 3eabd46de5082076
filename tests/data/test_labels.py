"""A label names one thing: what two concepts of a kind share would make a question ambiguous, or its answer wrong."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot.ask.phrases import Phrase
from bot.ask.text import fold
from bot.domain import Concept
from bot.ingest.batch import Batch

MOST = 6
"""How many alternative labels a concept of the sample may have: names that an editor would know."""

HOMONYMS = {"prosecution rate"}
"""Two figures of the sample are called so; a question that names neither base nor period is asked back."""


def _shared(concepts: Iterable[Concept]) -> set[str]:
    owners: dict[str, set[str]] = {}
    for concept in concepts:
        for label in (concept.label, *concept.alt_labels):
            owners.setdefault(fold(label), set()).add(concept.id)
    return {label for label, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize("kind", ["universes", "dimensions", "periods", "agents", "key_dates"])
def test_no_label_names_two_concepts(package: Batch, kind: str) -> None:
    assert _shared(getattr(package, kind)) == set()


def test_no_label_names_two_indicators_but_the_homonyms(package: Batch) -> None:
    assert _shared(package.indicators) == HOMONYMS


def test_no_concept_has_a_label_twice(package: Batch) -> None:
    for kind in ("indicators", "universes", "dimensions", "codes", "periods", "agents", "key_dates"):
        for concept in getattr(package, kind):
            labels = [label.casefold() for label in (concept.label, *concept.alt_labels)]
            assert len(labels) == len(set(labels)), (concept.id, sorted(labels))


def test_no_concept_has_more_alternative_labels_than_names(package: Batch) -> None:
    for kind in ("indicators", "universes", "dimensions", "codes", "periods", "agents", "key_dates"):
        for concept in getattr(package, kind):
            assert len(concept.alt_labels) <= MOST, (kind, concept.id, concept.alt_labels)


def test_no_two_codes_of_a_dimension_are_named_by_the_same_words(package: Batch) -> None:
    """Words such as "voted" and "not" say nothing on their own: a label must not live on them alone."""
    owners: dict[tuple[str, frozenset[str]], set[str]] = {}
    for code in package.codes:
        for label in (code.label, *code.alt_labels):
            owners.setdefault((code.dimension, Phrase.of(label).content), set()).add(code.id)
    assert {words: ids for words, ids in owners.items() if len(ids) > 1} == {}


def test_a_label_shared_in_substance_is_that_of_a_count_and_its_own_share(package: Batch) -> None:
    """The words that carry meaning may name a count and the ratio made of it; the question's form tells them apart."""
    ratios = {(indicator.numerator, indicator.id) for indicator in package.indicators if indicator.numerator}
    owners: dict[frozenset[str], set[str]] = {}
    for indicator in package.indicators:
        for label in indicator.alt_labels:
            if fold(label) not in HOMONYMS:
                owners.setdefault(Phrase.of(label).content, set()).add(indicator.id)
    for words, ids in owners.items():
        if len(ids) > 1 and len(words) > 1:
            pairs = {(one, other) for one in ids for other in ids if one != other}
            assert pairs & ratios or ids == {"people-facing-charge", "outcome-share"}, (words, ids)


@pytest.mark.parametrize(
    ("kind", "label", "owner"),
    [
        ("codes", "Nats", "national"),
        ("codes", "Maori", "maori"),
        ("codes", "euthanasia", "end-of-life-choice"),
        ("codes", "marijuana", "cannabis"),
        ("indicators", "specials", "special-votes"),
        ("indicators", "party vote", "election-vote-share"),
        ("indicators", "health referrals", "people-referred"),
        ("universes", "drug users", "possible-charge"),
        ("agents", "Justice Minister", "little"),
        ("agents", "Chloe Swarbrick", "swarbrick"),
        ("periods", "before the law change", "2018-08/2019-07"),
    ],
)
def test_what_readers_say_is_known(package: Batch, kind: str, label: str, owner: str) -> None:
    found = [concept.id for concept in getattr(package, kind) if label in (concept.label, *concept.alt_labels)]
    assert found == [owner]
