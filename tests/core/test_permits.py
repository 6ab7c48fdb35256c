"""The table of who may do what."""

import pytest

from webapp.core.permits import PERMITS, Role, may

ALLOWED = {"content.review": {Role.REVIEWER, Role.ADMINISTRATOR}, "people.manage": {Role.ADMINISTRATOR}}


@pytest.mark.parametrize("action", sorted(PERMITS))
@pytest.mark.parametrize("role", list(Role))
def test_every_action_is_for_some_roles_only(action: str, role: Role) -> None:
    assert may(role, action) == (role in ALLOWED[action])


def test_an_action_that_is_not_in_the_table_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        may(Role.ADMINISTRATOR, "moon.land")
