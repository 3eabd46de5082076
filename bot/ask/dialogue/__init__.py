"""Conversation: what a thread remembers, follow-ups that go on from it, and claims that are judged."""
