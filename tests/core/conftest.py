"""Few, quick and repeatable examples: the core's tests are run at every save."""

from hypothesis import settings

settings.register_profile("core", max_examples=25, deadline=None, database=None, derandomize=True)
settings.load_profile("core")
