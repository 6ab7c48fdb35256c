"""Tables of what classes may be shown of a student's practice: caches of the log, kept in the same transaction as each row of it."""

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.shown import GIVEN_LENGTH, DaySums, ItemSums
from webapp.db import Base

PERSON = "users.id"


class ShownItem(Base):
    """What one student did with one item, as `core.shown.fold` sums it.

    Clustered by student, region and safety, so that sums by them need no sorting; an item is in one region at a time. The index serves
    pages that look at some items of a whole class.
    """

    __tablename__ = "shown_items"
    __table_args__ = (Index("ix_shown_items_item_key_student_id", "item_key", "student_id"), {"sqlite_with_rowid": False})

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    region: Mapped[str] = mapped_column(String(80), primary_key=True)
    """The item's region in the material, `rules` and `pain` included; `other` where the item has been retired."""
    safety: Mapped[bool] = mapped_column(primary_key=True)
    item_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    subject: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    answers: Mapped[int]
    right: Mapped[int]
    """Answers graded as right."""
    first_right: Mapped[int]
    """1 where the first shown answer was right, else 0."""
    hazards: Mapped[int]
    missed_musts: Mapped[int]
    sure_wrong: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
    stability: Mapped[float]
    """Days until recall falls to 0.9, by the shown rows only."""
    difficulty: Mapped[float]
    first_day: Mapped[int]
    """Study day of the first shown answer."""
    last_day: Mapped[int]
    """Study day of the last shown answer."""
    relearning: Mapped[bool]
    """The last shown answer was rated Again."""

    def sums(self) -> ItemSums:
        """What is stored, as the core's fold gives it."""
        return ItemSums(*(getattr(self, name) for name in ItemSums._fields))


class ShownMistake(Base):
    """How often a student's wrong answers to an item gave a certain thing: hit, chosen or marked, else the class of miss.

    Of marked things the right ones are counted too: how often one was left out is the wrong answers less its `times`.
    """

    __tablename__ = "shown_mistakes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    given: Mapped[str] = mapped_column(String(GIVEN_LENGTH), primary_key=True)
    times: Mapped[int]


class ShownDay(Base):
    """What one student did on one study day."""

    __tablename__ = "shown_days"
    __table_args__ = ({"sqlite_with_rowid": False},)

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    study_day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answers: Mapped[int]
    right: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
    hazards: Mapped[int]

    def sums(self) -> DaySums:
        """What is stored, as the core's fold gives it."""
        return DaySums(*(getattr(self, name) for name in DaySums._fields))
