"""Alembic migrations, loaded only when a database is really to be changed."""
