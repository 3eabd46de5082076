"""The one place that reads the environment."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.variables import PREFIX, InvalidSetting, variable

_YES_OR_NO = "yes or no"
_PERCENT = "per cent, percent or %"
_THOUSANDS = "a comma, a full stop, an apostrophe, a space or none"
_Thousands = Literal[",", ".", "'", "’", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "none"]


class Settings(BaseSettings):
    """Made by `load_settings` when a command runs, never on import. An empty variable counts as not set.

    The description of a field says what its variable may hold. A style that is None is left to the ledger's language.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    database_url: SecretStr | None = None
    """A SQLAlchemy URL of SQLite or PostgreSQL; without one the embedded ledger is used."""

    style_language: str | None = Field(default=None, description="a BCP 47 tag such as en-GB")
    style_percent: Literal["per cent", "percent", "%"] | None = Field(default=None, description=_PERCENT)
    style_words_below: int | None = Field(default=None, ge=0, le=10, description="a number from 0 to 10")
    style_thousands: _Thousands | None = Field(default=None, description=_THOUSANDS)
    style_decimal: Literal[".", ","] | None = Field(default=None, description="a full stop or a comma")
    style_month_first: bool | None = Field(default=None, description=_YES_OR_NO)
    style_macrons: bool | None = Field(default=None, description=_YES_OR_NO)


def load_settings() -> Settings:
    """The settings of the environment. Raises InvalidSetting for a value that cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        wanted = Settings.model_fields[name].description
        raise InvalidSetting(f"{variable(name)} is “{first['input']}”; set it to {wanted}") from error
