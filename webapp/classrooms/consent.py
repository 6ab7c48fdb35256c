"""What a student agrees to when joining a class: the one place that says what instructors will see."""

VERSION = "2"
"""Rises whenever what is said to be seen becomes more: whoever agreed to a former line is asked again."""
WITH_ANSWERS = f"{VERSION}+answers"
"""Version of the line in a class whose policy shows single answers."""

SEEN = (
    "your name and e-mail address, and since when you are in the class",
    "in all and for each region: how many questions you have met, and what share of your answers was right",
    "how much of it you probably remember, today and on a later day such as that of the exam, with safety questions apart",
    "how often you pressed on something dangerous; what you miss most, how often, and which muscle you gave instead",
    "when you practised last, on how many days, how many answers and minutes; never at what time of day",
    "whether you may need help, and why: days without practice, much of a deck not met soon before it is due, a low forecast",
    "your assignments, and in each how far you are and your points",
    "of class tests: whether you have begun or handed in, how many of your answers were right, and more time that you were given",
    "what was odd in a class test: another browser, a clock that was wrong, an answer just after the end",
)
"""What instructors of the class see of each student; practice from before joining is part of the figures."""

ANSWERS = "your single answers in practice, with your name and their days"
NOT_ANSWERS = "your single answers in practice"
NEVER = ("what you practise in private", "your self-tests", "answers that you brought in from a file", "your own notes and settings")
"""What they do not see."""


def version(*, shows_answers: bool) -> str:
    """Version of the consent line under a policy of the class."""
    return WITH_ANSWERS if shows_answers else VERSION


def seen(*, shows_answers: bool) -> tuple[str, ...]:
    """What instructors see of a student, in words."""
    return (*SEEN, ANSWERS) if shows_answers else SEEN


def unseen(*, shows_answers: bool) -> tuple[str, ...]:
    """What they do not see, in words."""
    return NEVER if shows_answers else (NOT_ANSWERS, *NEVER)


def covers_answers(consented_to: str) -> bool:
    """Whether what a student agreed to lets instructors see single answers; a former line does not, until the present one is agreed to."""
    return consented_to == WITH_ANSWERS


def covers(consented_to: str, asked: str) -> bool:
    """Whether what a student agreed to covers what a class asks for now: the same, or less of it."""
    return consented_to == asked or (asked == VERSION and consented_to == WITH_ANSWERS)
