"""One grader a kind of item: pure functions from an item and an answer to a grade."""
