"""REST, version 10: a file per family of routes, and one way through which every request goes."""
