"""Links that end mails say whose and which, and nobody can write one."""

import pytest
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer

from webapp.messages.tokens import Claim, Kind, make_token, read_token

SECRET, SALT = "a secret of the school", "palpate unsubscribe"
TOKEN = make_token(SECRET, 7, Kind.DIGEST)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("number", [1, 7, 2**31 - 1])
def test_a_link_says_whose_mails_and_which(number: int, kind: Kind) -> None:
    assert read_token([SECRET], make_token(SECRET, number, kind)) == Claim(number, kind)


def test_the_payload_of_another_does_not_go_with_ones_own_signature() -> None:
    other = make_token(SECRET, 8, Kind.DIGEST)
    payload, _, signature = other.rpartition(".")
    mine = TOKEN.rpartition(".")[2]
    assert read_token([SECRET], f"{payload}.{mine}") is None
    assert read_token([SECRET], f"{payload}.{signature}") == Claim(8, Kind.DIGEST)


@pytest.mark.parametrize("place", range(len(TOKEN) - 1))
def test_no_letter_can_be_changed(place: int) -> None:
    changed = f"{TOKEN[:place]}{'x' if TOKEN[place] != 'x' else 'y'}{TOKEN[place + 1 :]}"
    assert read_token([SECRET], changed) is None


@pytest.mark.parametrize("token", ["", ".", "..", "é.è", "=", "7.digest", TOKEN[:-3], TOKEN + TOKEN, "\x00", "A" * 10_000])
def test_what_is_no_link_is_none(token: str) -> None:
    assert read_token([SECRET], token) is None


@pytest.mark.parametrize(
    "payload", [None, 7, "digest", [], [7], [7, "digest", 1], [7, "everything"], ["x", "digest"], {"a": 1}, [None, "digest"]]
)
def test_what_is_signed_and_says_something_else_is_none(payload: object) -> None:
    assert read_token([SECRET], str(URLSafeSerializer(SECRET, SALT).dumps(payload))) is None


def test_a_signature_made_for_another_purpose_is_none() -> None:
    for serializer in (URLSafeSerializer(SECRET, "reset"), URLSafeTimedSerializer(SECRET, "reset")):
        assert read_token([SECRET], str(serializer.dumps([7, "digest"]))) is None


def test_without_any_secret_but_others_it_is_none() -> None:
    assert read_token(["another", "and another"], TOKEN) is None
