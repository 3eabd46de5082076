"""Ledgers to ask: data packages and tidy CSV files of invented places."""
