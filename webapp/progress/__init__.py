"""What a student knows and did: figures, charts, and memory on the body."""
