"""A subscription in words, for lists of them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ask.prose import Prose
from bot.calendar.channels import channel_text
from bot.calendar.nouns import EVERYTHING, Place, Subscription
from bot.calendar.rules import offsets_text

_UNKNOWN = "an unknown topic"
_UNKNOWN_FIGURE = "a figure that is not shown"


def subscription_text(one: Subscription, prose: Prose, *, with_channel: bool) -> str:
    """What it is to, and when it comes: "turnout; reminders 1 day; digest weekdays 08:30 UTC; times in UTC"."""
    channel = [channel_text(one.address)] if with_channel else []
    return "; ".join((*channel, topics_text(one, prose), *rules_text(one)))


def topics_text(one: Subscription, prose: Prose) -> str:
    return ", ".join(_topics(one, prose))


def rules_text(one: Subscription) -> Iterator[str]:
    """When it comes, and how."""
    if one.fault:
        yield f"left out, as {one.fault}"
        return
    if one.followed is not None:
        yield "told of each new figure"
        if one.paused_at:
            yield "paused"
        return
    if one.offsets:
        yield f"reminders {offsets_text(one.offsets)}"
    if one.digest:
        yield f"digest {one.digest}"
    if one.quiet:
        yield f"quiet {one.quiet}"
    yield f"times in {one.zone}"
    if one.language:
        yield f"written as in {one.language}"
    if one.paused_at:
        yield "paused"


def _topics(one: Subscription, prose: Prose) -> Iterator[str]:
    """What is under embargo by now has no name here, not even its id."""
    if EVERYTHING in one.topics:
        yield EVERYTHING
        return
    if one.followed is not None:
        yield figure_text(one.followed, prose)
    for id_ in sorted(one.indicators or ()):
        yield prose.label(id_) if id_ in prose.catalogue.indicators else _UNKNOWN
    for id_ in sorted(one.dates):
        key_date = prose.catalogue.key_dates.get(id_)
        yield prose.style.spelling(key_date.label) if key_date else _UNKNOWN


def figure_text(place: Place, prose: Prose) -> str:
    """What is followed: "catch (Hoki) in 2020"; without its name where that is not shown."""
    if not is_named(place, prose):
        return _UNKNOWN_FIGURE
    return " ".join(filter(None, (prose.subject(*place.series), prose.period(place.period))))


def is_named(place: Place, prose: Prose) -> bool:
    """Whether its indicator and its codes are shown."""
    catalogue = prose.catalogue
    named = place.series.indicator in catalogue.indicators
    return named and all(code in catalogue.codes for code in place.series.dimensions)
