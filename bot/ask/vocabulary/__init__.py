"""The ledger's own words, and how the words of a question match them. It knows no grammar."""
