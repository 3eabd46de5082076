"""The shelves of one import: its concepts, kind by kind, while its tables are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from bot.domain import Agent, Code, Dimension, Indicator, KeyDate, NamedPeriod, Source, Universe
from bot.ingest.batch import Batch
from bot.ingest.collected import Collected
from bot.ingest.identity import digest
from bot.ingest.rivals import Rivals
from bot.ingest.shelf import Shelf

_URL_SUFFIX = 6


def _dimension(cell: str) -> Dimension:
    return Dimension(cell, cell)


def _key_date(cell: str) -> KeyDate:
    return KeyDate(cell, cell)


def _period(cell: str) -> NamedPeriod:
    return NamedPeriod(cell, cell)


def _code(dimension: str, cell: str) -> Code:
    return Code(cell, cell, dimension=dimension)


@dataclass(slots=True)
class Concepts:
    """Dimensions and codes go by their own text; `codes` are shelved by dimension id and always take new ones."""

    indicators: Shelf[Indicator]
    universes: Shelf[Universe]
    agents: Shelf[Agent]
    sources: Shelf[Source]
    dimensions: Shelf[Dimension] = field(default_factory=lambda: Shelf(_dimension))
    periods: Shelf[NamedPeriod] = field(default_factory=lambda: Shelf(_period))
    key_dates: Shelf[KeyDate] = field(default_factory=lambda: Shelf(_key_date))
    codes: dict[str, Shelf[Code]] = field(default_factory=dict)

    @classmethod
    def named_by(cls, id_of: Callable[[str], str]) -> Concepts:
        """Shelves that give a concept which is only named the id that `id_of` makes of its name."""
        return cls(
            indicators=Shelf(lambda cell: Indicator(id_of(cell), cell)),
            universes=Shelf(lambda cell: Universe(id_of(cell), cell)),
            agents=Shelf(lambda cell: Agent(id_of(cell), cell)),
            sources=Shelf(lambda cell: Source(id_of(cell), title=cell)),
        )

    def codes_of(self, dimension: str) -> Shelf[Code]:
        if dimension not in self.codes:
            self.codes[dimension] = Shelf(partial(_code, dimension))
        return self.codes[dimension]

    def cite(self, source: str, url: str) -> str:
        """The id of `source` at `url`: itself, or a variant of it where it has another address or none."""
        cited = self.sources.items[source]
        if cited.url == url:
            return source
        variant = replace(cited, id=f"{source}-{digest(url, _URL_SUFFIX)}", url=url)
        if source in self.sources.lines:
            self.sources.lines[variant.id] = self.sources.lines[source]
        return self.sources.items.setdefault(variant.id, variant).id

    def cite_address(self, url: str) -> str:
        """The id of a source of which nothing but its address is known."""
        source = Source(f"url-{digest(url, _URL_SUFFIX)}", url=url)
        return self.sources.items.setdefault(source.id, source).id

    def batch(self, figures: Rivals | Collected, warnings: tuple[str, ...] = ()) -> Batch:
        return Batch(
            figures=figures.figures,
            indicators=tuple(self.indicators.items.values()),
            dimensions=tuple(self.dimensions.items.values()),
            codes=tuple(code for shelf in self.codes.values() for code in shelf.items.values()),
            universes=tuple(self.universes.items.values()),
            periods=tuple(self.periods.items.values()),
            agents=tuple(self.agents.items.values()),
            sources=tuple(self.sources.items.values()),
            key_dates=tuple(self.key_dates.items.values()),
            warnings=warnings,
            only_named=frozenset(self._only_named()),
            said_published=figures.said_published,
            lines={
                **{("figures", id_): (figures.file, line) for id_, line in figures.lines.items()},
                **{
                    ("key_dates", id_): (self.key_dates.defined_in or "", line)
                    for id_, line in self.key_dates.lines.items()
                },
            },
        )

    def _only_named(self) -> Iterator[tuple[str, ...]]:
        for kind in ("indicators", "universes", "agents", "sources", "dimensions", "periods", "key_dates"):
            yield from ((kind, name) for name in getattr(self, kind).only_named)
        for dimension, shelf in self.codes.items():
            yield from (("codes", dimension, name) for name in shelf.only_named)
