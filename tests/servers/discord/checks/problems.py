"""Collects what is wrong with a body and refuses it with code 50035, "Invalid Form Body"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sized
from typing import Any

from tests.servers.discord.errors import ApiError, Json, invalid_form

Path = tuple[str | int, ...]


class Problems:
    """Problems by their path in the body."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def add(self, path: Path, code: str, message: str) -> None:
        node = self.errors
        for key in path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: Path, value: object, most: int, least: int = 0) -> None:
        """`value` is a text of `least` to `most` characters, or absent when it may be empty."""
        if value is None and not least:
            return
        if not isinstance(value, str):
            missing = value is None
            self.add(path, *(_REQUIRED if missing else ("STRING_TYPE_CONVERT", "Could not interpret value as string.")))
        elif not value.strip() and least:
            self.add(path, *_REQUIRED)
        elif len(value) > most:
            self._length(path, least, most)

    def count(self, path: Path, value: Sized, most: int, least: int = 0) -> None:
        if not least <= len(value) <= most:
            self._length(path, least, most)

    def items(self, path: Path, value: object, kind: type = dict) -> list[Any]:
        """`value` as a list of objects of one kind; what is none is a problem, and left out."""
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        return value

    def choice(self, path: Path, value: object, allowed: Collection[object]) -> None:
        if isinstance(value, (dict, list)) or value not in allowed:
            names = ", ".join(str(one) for one in allowed)
            self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")

    def unknown_keys(self, body: Mapping[str, object], known: Collection[str]) -> None:
        for key in body.keys() - set(known):
            self.add((key,), "UNKNOWN_FIELD", "This field is not known here")

    def required(self, path: Path) -> None:
        self.add(path, *_REQUIRED)

    def _length(self, path: Path, least: int, most: int) -> None:
        if least:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def refusal(self) -> ApiError | None:
        return invalid_form(self.errors) if self.errors else None


_REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")
