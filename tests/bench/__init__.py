"""Measurements, run by `make bench`; they never decide whether a test passes."""
