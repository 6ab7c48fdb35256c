"""Self-tests: made from a blueprint, taken in a sitting that survives anything, and told with honest intervals."""
