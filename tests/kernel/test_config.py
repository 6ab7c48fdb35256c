"""Settings are read strictly."""

from dataclasses import fields
from pathlib import Path

import pytest

from webapp.config import ROOT, Config, ConfigError


def read(folder: Path, **environ: str) -> Config:
    return Config.from_environment({"INSTANCE": str(folder / "instance")} | environ)


def test_without_settings_everything_has_a_sensible_value(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert (config.host, config.port, config.base_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert config.database_url == f"sqlite:///{tmp_path}/instance/palpate.sqlite3"
    assert (config.sign_up, config.mail, config.test_clock, config.is_https) == ("open", "console", "", False)


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 64
    assert (tmp_path / "instance" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "instance").stat().st_mode & 0o777 == 0o700


def test_a_given_secret_is_not_written_down(tmp_path: Path) -> None:
    assert read(tmp_path, SECRET_KEY="k" * 32).secret_key == "k" * 32
    assert not (tmp_path / "instance" / "secret_key").exists()


def test_older_secrets_are_still_accepted(tmp_path: Path) -> None:
    config = read(tmp_path, SECRET_KEY="k" * 32, SECRET_KEY_FALLBACKS=f"{'a' * 32},{'b' * 32}")
    assert config.secrets == ["a" * 32, "b" * 32, "k" * 32]


def test_a_damaged_secret_file_is_said(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "instance" / "secret_key").write_text("short")
    with pytest.raises(ConfigError, match="damaged"):
        read(tmp_path)


def test_an_instance_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file")
    with pytest.raises(ConfigError, match="INSTANCE cannot be made"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "８０"),
        ("PORT", ""),
        ("SIGN_UP", "Open"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "postgresql://x"),
        ("BASE_URL", "school.example"),
        ("BASE_URL", "ftp://school.example"),
        ("BASE_URL", "https://school.example/?x=1"),
        ("MAIL", "smtp:"),
        ("MAIL", "off"),
        ("SECRET_KEY", "dev"),
        ("SECRET_KEY_FALLBACKS", "dev"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"^{name} should be "):
        read(tmp_path, **{name: value})


def test_the_address_shown_can_be_reached(tmp_path: Path) -> None:
    assert read(tmp_path, HOST="0.0.0.0", PORT="81").base_url == "http://127.0.0.1:81"
    assert read(tmp_path, HOST="::").base_url == "http://[::1]:8000"
    assert read(tmp_path, BASE_URL="https://school.example/palpate/").base_url == "https://school.example/palpate"


def test_nobody_moves_the_clock_of_a_real_installation(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="TEST_CLOCK should be left out"):
        read(tmp_path, TEST_CLOCK="/tmp/clock", BASE_URL="https://school.example")


def test_settings_cannot_be_changed_later(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read(tmp_path).port = 1  # type: ignore[misc]


@pytest.mark.parametrize("name", [each.name.upper() for each in fields(Config)])
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")
