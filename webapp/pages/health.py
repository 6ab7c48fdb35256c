"""Figures for the health page."""

import sqlalchemy as sa

from webapp.core.catalogue import Catalogue


def database_version(connection: sa.Connection) -> str:
    """Version of the database engine in use."""
    if connection.dialect.name == "sqlite":
        return str(connection.scalar(sa.text("SELECT sqlite_version()")))
    return str(connection.scalar(sa.text("SHOW server_version")))


def content_counts(catalogue: Catalogue) -> dict[str, int]:
    """How many entries of each kind the catalogue holds."""
    return {
        "muscles": len(catalogue.muscles),
        "regions": len(catalogue.regions),
        "zones": len(catalogue.zones),
        "structures": len(catalogue.structures),
        "sources": len(catalogue.sources),
        "rules": len(catalogue.rules),
        "scenarios": len(catalogue.scenarios),
    }
