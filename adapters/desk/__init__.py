"""The desk, its relays and its ticks, in threads beside the event loop that talks with the platforms.

`workers` are the threads, `ports` the platforms as the relays have them, `work` is what the threads do, `fair` lets
nobody hold up the others, `watch` ends a process that hangs.
"""
