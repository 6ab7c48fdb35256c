"""Daily practice: the queue, answering, feedback, undo."""
