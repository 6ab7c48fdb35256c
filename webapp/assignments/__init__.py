"""What instructors set their classes: decks with due dates, and class tests."""
