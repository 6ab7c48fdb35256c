"""Runs the migrations on a connection that `webapp.migrating` hands over, inside its one transaction."""

from alembic import context

from webapp.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
