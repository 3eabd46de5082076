"""A small server for whatever watches over services: whether this one is alive and ready, and its numbers."""
