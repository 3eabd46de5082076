"""Another figure for the same series and period that says otherwise: of another source, or of the same one and day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain import Figure
from bot.ledger.checks.held import Held
from bot.ledger.vintage import contradicted_by, kind_of, latest, same_amount


def check(draft: Figure, held: Held) -> Iterator[str]:
    alike = [one for one in held.beside(draft) if kind_of(one) == kind_of(draft)]
    rivals = contradicted_by([*alike, draft]).get(draft.id, ())
    for one in rivals:
        if one.source is not None and one.source == draft.source:
            yield (
                f"The same source says otherwise of the same day: {held.line(one)}. If that one is wrong, `factdesk "
                f"ledger correct {one.id}` puts it right; published, the two would disagree."
            )
        else:
            yield f"Another source says otherwise: {held.line(one)}, {held.prose.source(one)}. The two would disagree."
    own = _publisher(draft, held)
    for one in latest(alike):
        other = _publisher(one, held)
        is_another = None not in (own, other) and own != other
        if one not in rivals and is_another and not same_amount(one, draft):
            yield f"It takes the place of another source's figure: {held.line(one)}, {held.prose.source(one)}."


def _publisher(figure: Figure, held: Held) -> str | None:
    """Each release of one may be a source of its own."""
    source = held.catalogue.sources.get(figure.source or "")
    return (source.publisher or source.title or source.id) if source else None
