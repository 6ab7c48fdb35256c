"""Pages that belong to no feature: front page, privacy, help, health."""
