"""Browsers in which a test is taken, told apart without keeping what they are signed in by."""

import hashlib


def device_of(token: str) -> str:
    """A browser, told from others by its sign-in; the token itself is not kept."""
    return hashlib.sha256(f"sitting {token}".encode()).hexdigest()
