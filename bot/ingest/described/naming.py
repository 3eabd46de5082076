"""Names of dimensions that no reserved column has."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ingest.observations import OBSERVATIONS


def free_names(labels: Mapping[str, str | None]) -> tuple[str, ...]:
    """A name for each dimension, in order: its id, or, where that is a reserved name or stands twice, its label or its
    id with a word to it."""
    taken: set[str] = set()
    found = []
    for id_, label in labels.items():
        options = (
            id_,
            label or id_,
            f"{id_} (breakdown)",
            *(f"{id_} {number}" for number in range(2, len(labels) + 3)),
        )
        name = next(option for option in options if _is_free(option, taken))
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def _is_free(name: str, taken: set[str]) -> bool:
    plain = name.casefold()
    return bool(plain) and plain not in taken and plain.replace(" ", "_").replace("-", "_") not in OBSERVATIONS.known
