"""Tables of class figures: what is left of erased accounts."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Base


class ClassRemainder(Base):
    """Counts of one item over the erased accounts that were in a class, without names: added when an account is erased."""

    __tablename__ = "class_remainders"

    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    region: Mapped[str] = mapped_column(String(80))
    """As it was when the first of them was erased."""
    safety: Mapped[bool]
    students: Mapped[int]
    """Erased accounts that had answered the item."""
    answers: Mapped[int]
    right: Mapped[int]
    first_right: Mapped[int]
    hazards: Mapped[int]
    missed_musts: Mapped[int]
    sure_wrong: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
