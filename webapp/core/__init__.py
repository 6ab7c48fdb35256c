"""The pure core: no Flask, no SQLAlchemy, no clock, no chance, no input or output."""
