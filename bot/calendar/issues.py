"""How far the digests of a subscription have come: each goes on from the last one that was sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, func, or_, select

from bot.calendar.nouns import DIGEST, Subscription
from bot.cards.digest import Several
from bot.delivery.nouns import Payload, State
from bot.domain import Figure
from bot.periods import Period
from bot.store.engine import reading, snapshot
from bot.store.figures import figures_from, select_figures
from bot.store.tables import delivery, observation, series, source
from bot.store.visibility import PUBLIC, Visibility

_OVERLAP = timedelta(hours=1)
"""An import is stamped when it begins, and seen when it is committed: so long before the end of the last digest is
looked at again, without what that digest told."""

_KEY = "issue"
_READ = 500
"""New figures that are read. Of more than that only the number is told, and nothing is looked at again."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Where a digest ended (`upto`), and from where on the next one looks, without the figures (ids) that were told."""

    upto: datetime
    look_from: datetime
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fresh:
    """The figures that came since the last digest, the latest first; `total` counts those that were not read too, and
    `measures` all of each indicator (id)."""

    figures: Sequence[Figure]
    total: int
    measures: Mapping[str, Several]


def last_issue(engine: Engine, wish: Subscription) -> Issue:
    """That of the last digest sent; before the first, the beginning of the subscription."""
    row = delivery.c
    query = (
        select(row.payload)
        .where(row.kind == DIGEST, row.subject == str(wish.id), row.state == State.SENT.value)
        .order_by(row.sending_at.desc())
        .limit(1)
    )
    with reading(engine) as connection:
        payload = connection.execute(query).scalar()
    if payload is None or _KEY not in payload:
        return Issue(wish.created_at, wish.created_at)
    told = payload[_KEY]
    upto, look_from = (datetime.fromisoformat(told[name]) for name in ("upto", "look_from"))
    return Issue(upto, look_from, frozenset(told["figures"]))


def fresh_since(engine: Engine, last: Issue, indicators: Collection[str] | None, now: datetime) -> Fresh:
    """What came, or was freed by its embargo, since an issue, of some indicators (None: of all)."""
    came = or_(observation.c.recorded_at > last.look_from, observation.c.embargo_until > last.look_from)
    conditions = [came, Visibility(now, PUBLIC).shown()]
    if indicators is not None:
        conditions.append(series.c.indicator.in_(indicators))
    query = select_figures(*conditions).order_by(observation.c.recorded_at.desc(), observation.c.id)
    with snapshot(engine) as connection:
        found = figures_from(connection.execute(query.limit(_READ + 1)).all())
        if len(found) > _READ:
            conditions.append(observation.c.id.not_in(last.figures))
            measures = _measures_of(connection, conditions)
            return Fresh(found[:_READ], sum(one.count for one in measures.values()), measures)
    figures = [figure for figure in found if figure.id not in last.figures]
    return Fresh(figures, len(figures), measured(figures))


def measured(figures: Iterable[Figure]) -> dict[str, Several]:
    """How many figures there are of each indicator, with one of the latest."""
    found: dict[str, Several] = {}
    for figure in figures:
        before = found.get(figure.indicator)
        latest = figure if before is None or _ends(before.latest.period) < _ends(figure.period) else before.latest
        found[figure.indicator] = Several((before.count if before else 0) + 1, latest)
    return found


def _measures_of(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> dict[str, Several]:
    """The same of all that came, where that is too much to be read."""
    told = (series.c.indicator, observation.c.period)
    rows = select(*told, func.count()).select_from(observation.join(series).outerjoin(source)).where(*conditions)
    counts: dict[str, int] = {}
    latest: dict[str, str] = {}
    for indicator, period, count in connection.execute(rows.group_by(*told)):
        counts[indicator] = counts.get(indicator, 0) + count
        latest[indicator] = max(latest.get(indicator, period), period, key=lambda iso: _ends(Period(iso)))
    found = {}
    for indicator, count in counts.items():
        of_latest = (*conditions, series.c.indicator == indicator, observation.c.period == latest[indicator])
        (figure,) = figures_from(connection.execute(select_figures(*of_latest).limit(1)).all())
        found[indicator] = Several(count, figure)
    return found


def _ends(period: Period) -> str:
    """Where it ends, to be compared: what is still open ends after all others, what is of no time before them."""
    return period.end.isoformat() if period.end else "~" if period.iso else ""


def issue_told(fresh: Fresh, now: datetime) -> Payload:
    """What a digest adds to its payload: where it ended, for the next one. It counts once the digest is sent."""
    all_told = fresh.total == len(fresh.figures)
    issue = {
        "upto": now.isoformat(),
        "look_from": (now - _OVERLAP if all_told else now).isoformat(),
        "figures": [figure.id for figure in fresh.figures] if all_told else [],
    }
    return {_KEY: issue}
