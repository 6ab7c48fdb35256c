"""Decks and items that instructors make."""
