"""Everything that touches the outside: terminals, chat platforms, the environment and the clock."""
