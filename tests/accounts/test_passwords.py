"""Which passwords will do, and how they are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.accounts import passwords


@pytest.mark.parametrize(
    "password", ["seven quiet herons", "x9#kq2Lm", "пароль-и-ёж", "日本語の長いパスワード", "a" * 7 + "bc", "pass phrase " * 60]
)
def test_good_ones_need_no_rule_of_composition(password: str) -> None:
    assert passwords.fault_of(password, email="ada@school.example", name="Ada Student") is None


@pytest.mark.parametrize(
    "password",
    ["short", "", "x" * 1025, "password", "PASSWORD", "Password2026!", "qwertyuiop", "11111111", "abababab", "Ada Student", "ada student1"],
)
def test_poor_ones_are_refused(password: str) -> None:
    assert passwords.fault_of(password, email="ada@school.example", name="Ada Student")


def test_the_lengths_are_8_to_1024() -> None:
    assert passwords.fault_of("zq7rt2w") is not None
    assert passwords.fault_of("zq7rt2wx") is None
    assert passwords.fault_of("zq7r" * 256) is None
    assert passwords.fault_of("zq7r" * 256 + "x") is not None


def test_nothing_is_cut_off() -> None:
    kept = passwords.hash_password("zq7r" * 256)
    assert passwords.is_password("zq7r" * 256, kept)
    assert not passwords.is_password("zq7r" * 255 + "zq7x", kept)


def test_one_look_is_one_password() -> None:
    assert passwords.is_password("cafe\u0301 au lait", passwords.hash_password("caf\u00e9 au lait"))


def test_nobody_has_no_password() -> None:
    assert not passwords.is_password("a password that nobody has", None)


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$v=19$broken"])
def test_a_damaged_hash_is_no_password(kept: str) -> None:
    assert not passwords.is_password("anything", kept)


def test_only_old_parameters_need_renewal() -> None:
    assert not passwords.needs_renewal(passwords.hash_password("seven quiet herons"))
    assert passwords.needs_renewal("$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHRzb21l$kQ0Wb3Wq2rLh0n7fG1v9kQ")


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_judged_without_breaking(text: str) -> None:
    assert isinstance(passwords.fault_of(text, email=text, name=text), str | None)


def test_the_list_of_common_ones_holds_only_what_would_pass_otherwise() -> None:
    assert len(passwords.common_passwords()) > 200
    assert all(each == each.casefold() for each in passwords.common_passwords())
