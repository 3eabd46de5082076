"""Sentences: what was found, what is lacking, and what a meaning means, in words that a sub-editor could paste."""
