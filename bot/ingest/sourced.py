"""The source of a whole file: what the file says of it, and what the desk says."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import Source
from bot.ingest.identity import slug
from bot.ingest.orders import Orders
from bot.ingest.table import typed
from bot.ingest.words import parse_url


def cited_source(own: Source | None, orders: Orders) -> Source | None:
    """The source that rows cite which name none; None where nobody knows it. The desk's word goes first.

    When it was published is said of its figures, so that a later file of the same source dates none of them anew.
    Raises BadCell for an address that is none.
    """
    source = own or Source("")
    if orders.source is not None:
        named = typed(orders.source)
        source = source if named in (source.title, source.publisher) else Source("", title=named)
    source = replace(
        source,
        url=parse_url(typed(orders.url)) if orders.url else source.url,
        licence=typed(orders.licence) if orders.licence else source.licence,
        published_on=None,
    )
    name = source.title or source.publisher
    return replace(source, id=slug(name)) if name else None
