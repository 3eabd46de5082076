"""The server of what is watched."""
