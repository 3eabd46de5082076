"""How the weights of the reader are learned."""
