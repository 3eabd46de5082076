"""Column types that keep what is put in: exact decimals, UTC instants, words, JSON, text in one order everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Dialect, Numeric, Text, TypeDecorator, case, literal
from sqlalchemy.types import TypeEngine

KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that identifies or orders rows: compared by code point on PostgreSQL too, whatever the server's locale."""


class Exact(TypeDecorator[Decimal]):
    """A decimal with every digit and its scale ("12.50" stays 12.50): TEXT on SQLite, unconstrained NUMERIC elsewhere.

    SQLAlchemy's Numeric goes through float on SQLite, which loses digits. Sort and add in Python, not in SQL.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        stored: TypeEngine[Any] = Text() if dialect.name == "sqlite" else Numeric()
        return dialect.type_descriptor(stored)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError(f"{value} is not a finite number")
        plain = format(value, "f")
        return plain if dialect.name == "sqlite" else Decimal(plain)

    def process_result_value(self, value: Decimal | str | None, _dialect: Dialect) -> Decimal | None:
        return Decimal(value) if isinstance(value, str) else value


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC and handed back with its zone. A time without zone names no instant: refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


LONG_AGO, FOR_EVER = (datetime(year, 1, 1, tzinfo=UTC) for year in (3, 9997))
"""What lies outside of these cannot be told in every zone."""


class AnyTime(UtcDateTime):
    """An instant where anything may stand: PostgreSQL keeps years that Python does not, and infinity; SQLite keeps any
    text. One that cannot be read, or not in every zone, comes back as `otherwise` and does not fail the whole query."""

    cache_ok = True

    def __init__(self, otherwise: datetime) -> None:
        super().__init__()
        self.otherwise = otherwise

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        otherwise = literal(self.otherwise, self)
        return case((column.between(LONG_AGO, FOR_EVER), column), (column.is_not(None), otherwise))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read: Any = super().result_processor(dialect, coltype)

        def readable(value: Any) -> datetime | None:
            try:
                found: datetime | None = read(value)
            except ValueError:
                return self.otherwise
            return found

        return readable


class UnreadableWords(tuple[str, ...]):
    """No words, where something stands that is no list of them."""

    __slots__ = ()


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of labels, as a JSON array in text. What cannot be read does not fail the whole query."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str:
        return json.dumps(value or (), ensure_ascii=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        if value is None or value == "[]":
            return ()
        try:
            found = json.loads(value)
        except ValueError:
            return UnreadableWords()
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            return UnreadableWords()
        return tuple(found)


class JsonText(str):
    """What a JsonObject is kept as, for an object that is written again and again."""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> JsonText:
        return cls(json.dumps(body, ensure_ascii=False, sort_keys=True))


class JsonObject(TypeDecorator[Mapping[str, Any]]):
    """A JSON object, as text with its keys in order: the same object is the same text. Takes a JsonText as well."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Any] | JsonText | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        return str(value if isinstance(value, JsonText) else JsonText.of(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else dict(json.loads(value))
