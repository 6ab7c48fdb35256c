"""Reads the authored material of `content/` into one immutable catalogue of core types."""
