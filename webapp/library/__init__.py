"""The library: browse and search the muscles, decks, and the page of each muscle."""
