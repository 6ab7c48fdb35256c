"""People: accounts, signing in, invitations, settings."""
