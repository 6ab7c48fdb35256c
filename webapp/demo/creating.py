"""The use case: the demo school is told day by day, from the past to now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from webapp.assignments.settling import settle_due
from webapp.db import transaction
from webapp.demo.cast import BERLIN, pupils
from webapp.demo.events import events
from webapp.demo.founding import make_classes, make_people
from webapp.demo.practising import practise
from webapp.demo.school import School


def create_school(school: School) -> int:
    """Makes all of it, a transaction for each student between two events; gives the number of answers."""
    with transaction() as session:
        make_people(session, school)
        make_classes(session, school)
    day = school.first_day
    for until, happens in events(school):
        _practise_all(school, range(day, until), until=school.moment(until))
        with transaction() as session:
            happens(session, school)
            settle_due(session, school.answers.shelf, at=school.moment(until))
        day = until
    _practise_all(school, range(day, school.today + 1), until=school.now)
    with transaction() as session:
        settle_due(session, school.answers.shelf, at=school.now)
    return school.done


def _practise_all(school: School, days: range, *, until: datetime) -> None:
    for pupil in pupils(school.scale):
        with transaction() as session:
            practise(session, school.answers, school.pretenders[pupil.name], days, until=until)
    school.say(f"Practised until {until.astimezone(ZoneInfo(BERLIN)):%d %B}: {school.done} answers.")
