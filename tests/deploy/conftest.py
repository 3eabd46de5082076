"""Factdesk as it is deployed."""

from __future__ import annotations

from tests.adapters.conftest import home

__all__ = ["home"]
