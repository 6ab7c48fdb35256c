"""The right to sign facts of the material: given and taken away."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import Role, User
from webapp.errors import Invalid


def let_review(session: Session, user: User, *, at: datetime) -> None:
    """Lets a person sign facts beside the role; twice is as good as once. Raises Invalid for a disabled account."""
    if user.disabled_at is not None:
        raise Invalid("This account is switched off.")
    user.reviewer_since = user.reviewer_since or at
    session.flush()


def stop_review(session: Session, user: User) -> None:
    """Takes the right away; raises Invalid where the person has it by role."""
    if user.role is Role.REVIEWER:
        raise Invalid("This person may review by role. Give another role first: `flask people role`.")
    user.reviewer_since = None
    session.flush()
