"""Options of the questions about facts in words: attachments, nerves, movements, sites of trigger points, courses of structures."""

from collections.abc import Iterator
from itertools import chain
from math import dist

from webapp.core.catalogue import Catalogue
from webapp.core.chance import seed_of, shuffled
from webapp.core.distractors import Neighbours, wrong_muscles
from webapp.core.entries import Evidence, Muscle, Point
from webapp.core.items import Attach, CautionWords, Innervate, Move, PointWords
from webapp.core.nerves import is_named, kindred
from webapp.core.options import WRONG_CHOICES, Option, drawn, unlike, without_name, wrong_marks

# A site this far from every point of the muscle is no site of it, whatever a thumb covers.
APART_MM = 40.0


def attachments(item: Attach, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterator[Option]:
    """Four origins and four insertions; ids are `origin.<muscle>` and `insertion.<muscle>`."""
    right = catalogue.muscles[item.subject]
    others = wrong_muscles(right, catalogue, neighbours)
    for end in ("origin", "insertion"):
        answer = Option(f"{end}.{right.id}", _bare(getattr(right, end).text, right))
        known = [other for other in others if getattr(other, end).evidence != Evidence.E]
        wrong = unlike((Option(f"{end}.{other.id}", _bare(getattr(other, end).text, other, right)) for other in known), answer.text)
        yield answer
        yield from drawn(wrong, WRONG_CHOICES, seed_of(end, seed), len(answer.text))


def nerves(item: Innervate, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> list[Option]:
    """The muscle's nerves and others near by, none of them a branch or a trunk of a right one; ids are `<muscle>.<place in its list>`."""
    right = catalogue.muscles[item.subject]
    options = [Option(f"{right.id}.{index}", nerve) for index, nerve in enumerate(item.nerves)]
    wrong: dict[str, Option] = {}
    for other in wrong_muscles(right, catalogue, neighbours):
        for index, nerve in enumerate(other.innervation.nerves):
            if is_named(nerve) and not any(kindred(nerve, mine) for mine in (*item.nerves, *wrong)):
                wrong[nerve] = Option(f"{other.id}.{index}", nerve)
    return [*options, *drawn(list(wrong.values()), wrong_marks(len(options)), seed)]


def movements(item: Move, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> list[Option]:
    """What the muscle does, and what three others do that are no synergists of it; ids are muscles."""
    right = catalogue.muscles[item.subject]
    answer = Option(right.id, _bare(right.action.text, right))
    others = (other for other in wrong_muscles(right, catalogue, neighbours) if other.action.evidence != Evidence.E)
    wrong = unlike((Option(other.id, _bare(other.action.text, other, right)) for other in others), answer.text)
    return [answer, *drawn(wrong, WRONG_CHOICES, seed, len(answer.text))]


def sites(item: PointWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> list[Option]:
    """One of the muscle's trigger-point sites, and three of other muscles away from all of its own; ids are `<muscle>.<point>`."""
    right = catalogue.muscles[item.subject]
    own = [point for point in right.points if point.id in item.points]
    shown = shuffled(own, seed, "point")[0]
    answer = Option(f"{right.id}.{shown.id}", _bare(shown.text, right))
    others = (
        Option(f"{other.id}.{point.id}", _bare(point.text, other, right))
        for other in wrong_muscles(right, catalogue, neighbours)
        for point in other.points[:1]
        if all(_apart(point, mine) for mine in own)
    )
    return [answer, *drawn(unlike(others, answer.text), WRONG_CHOICES, seed, len(answer.text))]


def courses(item: CautionWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> list[Option]:
    """How the structure that is asked lies to this muscle, and how it or one of its kind lies to three others; ids are muscles."""
    right, target = catalogue.muscles[item.subject], target_of(item.structures, item.key, seed)
    answer = Option(right.id, _bare(_caution_text(right, target), right))
    kind = catalogue.structures[target].kind
    others = wrong_muscles(right, catalogue, neighbours)
    same = (_course(other, target, right) for other in others)
    likewise = (
        _course(other, caution.structure, right)
        for other in others
        for caution in other.cautions
        if caution.must and caution.structure not in item.structures and catalogue.structures[caution.structure].kind == kind
    )
    wrong = unlike((option for option in chain(same, likewise) if option), answer.text)
    by_muscle = {option.id: option for option in reversed(wrong)}
    return [answer, *drawn(list(reversed(by_muscle.values())), WRONG_CHOICES, seed, len(answer.text))]


def target_of(structures: tuple[str, ...], key: str, seed: int) -> str:
    """The structure that is asked at one showing; all get their turn."""
    return structures[seed_of("target", key, seed) % len(structures)]


def _course(other: Muscle, structure: str, right: Muscle) -> Option | None:
    text = _caution_text(other, structure)
    return Option(other.id, _bare(text, other, right)) if text else None


def _caution_text(muscle: Muscle, structure: str) -> str:
    return next((caution.text for caution in muscle.cautions if caution.structure == structure), "")


def _bare(text: str, *muscles: Muscle) -> str:
    for muscle in muscles:
        text = without_name(text, muscle)
    return text


def _apart(one: Point, other: Point) -> bool:
    """Whether two sites cannot be the same place: far apart on one view, or on views of different sides of the body."""
    if one.at is None or other.at is None or one.view != other.view:
        return True
    return dist(one.at, other.at) >= APART_MM
