"""Names of columns: those of dimensions, which no reserved column has, and those that people are told."""

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


def named(id_: str, label: str | None) -> str:
    """A column as people are told of it: by its id and, where it has another, by its label."""
    return f"“{id_}”" if label is None or label == id_ else f"“{id_}” (“{label}”)"


def _is_free(name: str, taken: set[str]) -> bool:
    plain = name.casefold()
    return bool(plain) and plain not in taken and plain.replace(" ", "_").replace("-", "_") not in OBSERVATIONS.known
