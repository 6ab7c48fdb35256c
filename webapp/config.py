"""Every setting, read once from the environment and checked strictly."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent.parent


class ConfigError(ValueError):
    """A setting that cannot be used; the message names it and says what would be right."""


class SignUp(StrEnum):
    """Who may make an account."""

    OPEN = "open"
    INVITATION = "invitation"
    CLOSED = "closed"


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError("a port number from 1 to 65535")
    return int(text)


def _text(text: str) -> str:
    return text


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _sign_up(text: str) -> SignUp:
    if text not in {mode.value for mode in SignUp}:
        raise ValueError("open, invitation or closed")
    return SignUp(text)


def _database_url(text: str) -> str:
    if text and not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///… or postgresql+psycopg://…")
    return text


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise ValueError("an address such as https://school.example or https://school.example/palpate")
    return text.rstrip("/")


def _mail(text: str) -> str:
    parts = urlsplit(text)
    if text != "console" and (parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname):
        raise ValueError("console, or smtp://, smtp+starttls:// or smtps:// with a host")
    return text


def _secret(text: str) -> str:
    if text and len(text) < 32:
        raise ValueError("at least 32 characters, made by chance")
    return text


def _secrets(text: str) -> tuple[str, ...]:
    return tuple(_secret(part) for part in text.split(",") if part)


def _setting(convert: Callable[[str], Any], default: str, doc: str) -> Any:
    return field(metadata={"convert": convert, "default": default, "doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one installation; `doc` of each field is what the README says."""

    host: str = _setting(_text, "127.0.0.1", "address to listen on")
    port: int = _setting(_port, "8000", "port to listen on")
    instance: Path = _setting(_path, str(ROOT / "instance"), "folder of the database and the secret")
    content: Path = _setting(_path, str(ROOT / "content"), "folder of the material")
    database_url: str = _setting(_database_url, "", "`postgresql+psycopg://…`, or `sqlite:///…`; default: a file in INSTANCE")
    base_url: str = _setting(_base_url, "", "address that people use, with the path behind a proxy; https makes cookies Secure")
    secret_key: str = _setting(_secret, "", "signs cookies and links; default: made on the first start and kept in INSTANCE")
    secret_key_fallbacks: tuple[str, ...] = _setting(_secrets, "", "older secrets, with commas between, still accepted")
    sign_up: SignUp = _setting(_sign_up, "open", "who may make an account: `open`, `invitation` or `closed`")
    mail: str = _setting(_mail, "console", "`console`, or `smtp://user:password@host:port` (also `smtp+starttls://`, `smtps://`)")
    mail_from: str = _setting(_text, "Palpate <palpate@localhost>", "sender of mails")
    test_clock: str = _setting(_text, "", "tests only: a file with the number of seconds to add to the real time")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        """Reads all settings; raises ConfigError, makes the instance folder and the secret where needed."""
        values: dict[str, Any] = {}
        for each in fields(cls):
            name = each.name.upper()
            try:
                values[each.name] = each.metadata["convert"](environ.get(name, each.metadata["default"]))
            except ValueError as wrong:
                raise ConfigError(f"{name} should be {wrong}.") from None
        instance: Path = values["instance"]
        _make_folder(instance)
        values["secret_key"] = values["secret_key"] or _kept_secret(instance / "secret_key")
        values["database_url"] = values["database_url"] or f"sqlite:///{instance / 'palpate.sqlite3'}"
        values["base_url"] = values["base_url"] or f"http://{_reachable(values['host'])}:{values['port']}"
        if values["test_clock"] and values["base_url"].startswith("https:"):
            raise ConfigError("TEST_CLOCK should be left out: it is for tests, and BASE_URL is an https address.")
        return cls(**values)

    @property
    def base(self) -> SplitResult:
        """BASE_URL in its parts."""
        return urlsplit(self.base_url)

    @property
    def secrets(self) -> list[str]:
        """Every accepted secret, the present one last."""
        return [*self.secret_key_fallbacks, self.secret_key]

    @property
    def is_https(self) -> bool:
        """Whether people reach this installation by https."""
        return self.base.scheme == "https"


def _reachable(host: str) -> str:
    named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104  only compared with
    return f"[{named}]" if ":" in named and not named.startswith("[") else named


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        raise ConfigError(f"INSTANCE cannot be made: {wrong.strerror}: {folder}") from None


def _kept_secret(file: Path) -> str:
    """The secret of this installation; whoever makes the file first wins."""
    try:
        with open(file, "x", opener=_private, encoding="ascii") as made:
            made.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as wrong:
        raise ConfigError(f"The secret cannot be kept: {wrong.strerror}: {file}") from None
    kept = file.read_text(encoding="ascii").strip()
    if len(kept) < 32:
        raise ConfigError(f"{file} is damaged: delete it (all sign-ins end) or set SECRET_KEY.")
    return kept


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
