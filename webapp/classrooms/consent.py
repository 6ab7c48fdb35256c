"""What a student agrees to when joining a class: the one place that says what instructors will see."""

VERSION = "1"
WITH_ANSWERS = f"{VERSION}+answers"
"""Version of the line in a class whose policy shows single answers."""

SEEN = (
    "your name and e-mail address",
    "for each region and muscle: how many questions you have met, how much of it you probably remember, with safety questions apart",
    "how often you pressed on something dangerous, and which muscles you mix up or miss most",
    "on which days you practised, how many answers and minutes; never at what time of day",
    "your assignments, how far you are, and your results in class tests",
)
"""What instructors of the class see of each student; practice from before joining is part of the figures."""

ANSWERS = "your single answers in practice, with your name"
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
    """Whether what a student agreed to lets instructors see single answers."""
    return consented_to.endswith("+answers")


def covers(consented_to: str, asked: str) -> bool:
    """Whether what a student agreed to covers what a class asks for now: the same, or less of it."""
    return consented_to == asked or (asked == VERSION and consented_to == WITH_ANSWERS)
