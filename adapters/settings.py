"""The one place that reads the environment."""

from __future__ import annotations

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Made when a command runs, never on import. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix="FACTDESK_", env_ignore_empty=True)

    database_url: SecretStr | None = None
    """FACTDESK_DATABASE_URL: a SQLAlchemy URL of SQLite or PostgreSQL; without one the embedded ledger is used."""
