"""What is said, and that it is said: types, reading and checking metrics.yaml, numbers, quotes."""
