"""Operations over the observations that a meaning selects, a file each, with their unit and base rules."""
