"""Named periods by the other names of what they are told from: where a law change is also called a reform, “since the
law change” is said “since the reform”; and “the 12 months before the change” is said “before the change”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.ask.text import fold
from bot.domain import Catalogue, KeyDate, NamedPeriod

_LENGTH = re.compile(
    r"^(?:the )?\d+(?:\.\d+)? (?:days|weeks|months|quarters|years) (?=(?:before|after|since|until|to) )"
)
_CHANGE = re.compile(r"^(?P<what>.+) change$")


def with_events(catalogue: Catalogue) -> Catalogue:
    """The same with every named period having as alternative labels what it is called without its length, and with the
    other names of the key date that its own labels end in. A name that two periods could have is given to neither."""
    if not catalogue.periods:
        return catalogue
    events = _names(catalogue.key_dates)
    found = {id_: list(_other_names(period, events)) for id_, period in catalogue.periods.items()}
    owners: dict[str, set[str]] = {}
    for id_, period in catalogue.periods.items():
        for name in (period.label, *period.alt_labels, *found[id_]):
            owners.setdefault(fold(name), set()).add(id_)
    periods = {
        id_: replace(
            period,
            alt_labels=tuple(
                dict.fromkeys((*period.alt_labels, *(name for name in found[id_] if len(owners[fold(name)]) == 1)))
            ),
        )
        for id_, period in catalogue.periods.items()
    }
    return replace(catalogue, periods=periods)


def _names(key_dates: Mapping[str, KeyDate]) -> dict[str, tuple[str, ...]]:
    """By each name of an event, folded, all of its names; what changes is also said behind: “change in the law”."""
    found: dict[str, tuple[str, ...]] = {}
    for key_date in key_dates.values():
        names = list(key_date.alt_labels)
        for name in key_date.alt_labels:
            change = _CHANGE.match(name)
            names += [f"change in the {change['what']}", f"change to the {change['what']}"] if change else []
        found.update({fold(name): tuple(names) for name in names})
    return found


def _other_names(period: NamedPeriod, events: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for label in (period.label, *period.alt_labels):
        short = _LENGTH.sub("", label)
        if short != label:
            yield short
        words = short.split()
        for place in range(1, len(words)):
            for name in events.get(fold(" ".join(words[place:])), ()):
                yield " ".join((*words[:place], name))
