"""Palpate: a self-hosted web app in which therapists-to-be learn muscles and keep them."""

__version__ = "0.1.0"
