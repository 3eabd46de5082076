"""The search index: derived from the ledger, rebuildable at any time, never the truth."""
