"""Who is in the demo school: names, zones, classes, and how each student studies."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.accounts.models import Role
from webapp.core.pretending import Manner

DOMAIN = "palpate.example"
"""No mail ever arrives there: the domain is set aside for examples."""
BERLIN, LISBON = "Europe/Berlin", "Europe/Lisbon"


class Scale(StrEnum):
    """How much is made: three students and twelve days for tests, a class of eight and two weeks, or forty students and ten weeks."""

    TINY = "tiny"
    SMALL = "small"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the staff."""

    name: str
    role: Role
    zone: str = BERLIN

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return address_of(self.name)


@dataclass(frozen=True, slots=True)
class Pupil:
    """One student: classes by their names, and how she or he studies."""

    name: str
    manner: Manner
    rooms: tuple[str, ...]
    zone: str = BERLIN

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return address_of(self.name)


FIRST, SECOND = "MT-101", "MT-102"
INES, OTTO, ADA = Part("Ines Ortega", Role.INSTRUCTOR), Part("Otto Lindqvist", Role.INSTRUCTOR), Part("Ada Brandt", Role.ADMINISTRATOR)
STAFF = (INES, OTTO, ADA)
EIGHT = (
    Pupil("Sam Keller", Manner.STEADY, (FIRST,)),
    Pupil("Tara Nunes", Manner.STRONG, (FIRST, SECOND), LISBON),
    Pupil("Bela Horvat", Manner.STRUGGLING, (FIRST,)),
    Pupil("Chidi Okafor", Manner.STEADY, (FIRST,)),
    Pupil("Dunja Maric", Manner.AWAY, (FIRST,)),
    Pupil("Emil Sand", Manner.LATE, (FIRST,)),
    Pupil("Farah Aziz", Manner.STEADY, (FIRST,)),
    Pupil("Goran Vidal", Manner.STRONG, (FIRST,)),
)
OTHERS = (
    "Hana Sato", "Igor Petrov", "Jana Novak", "Kofi Mensah", "Lena Vogt", "Marco Ricci", "Nadia Haddad", "Oskar Berg",
    "Paula Reis", "Quentin Roux", "Rosa Blanco", "Selim Kaya", "Tilda Aalto", "Umar Siddiq", "Vera Kolb", "Wanda Zielinska",
    "Xenia Papas", "Yusuf Demir", "Zoe Clarke", "Anton Weiss", "Britta Holm", "Cem Arslan", "Dora Toth", "Elias Kern",
    "Fiona Walsh", "Gustav Lund", "Helga Frost", "Ivo Baric", "Julia Stern", "Karim Nasser", "Liv Dahl", "Mina Park",
)  # fmt: skip
MANNERS = (Manner.STEADY, Manner.STRONG, Manner.LATE, Manner.STEADY, Manner.STRUGGLING, Manner.STEADY, Manner.AWAY, Manner.STRONG)


def pupils(scale: Scale) -> Sequence[Pupil]:
    """The students of a scale."""
    if scale is not Scale.FULL:
        return EIGHT[:3] if scale is Scale.TINY else EIGHT
    more = (Pupil(name, MANNERS[number % len(MANNERS)], (SECOND,)) for number, name in enumerate(OTHERS))
    return (*EIGHT, *more)


def address_of(name: str) -> str:
    """The address of somebody: the first name."""
    return f"{name.split(maxsplit=1)[0].lower()}@{DOMAIN}"
