"""The desk in a process of its own, beside the one that talks with the platforms.

Answering and relaying keep a processor busy, and Python runs one thread of a process at a time: in one process with
them, what the platforms send would wait. `front` is the side of the process that serves; `__main__`, `work` and `ports`
are the desk's; `frames` is what goes between them, over a socket that nobody else has.
"""
