"""Who is asking: the signed-in person, and the doors that only some may use."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response as AnyResponse

from webapp.accounts.models import Role, User, UserSession
from webapp.accounts.queries import find_signed_in
from webapp.clock import now
from webapp.constraints import explain
from webapp.db import SAFE_METHODS, current_session, reading
from webapp.errors import Forbidden, SignInNeeded, wants_json, wants_partial
from webapp.web import local

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)


class Visitor(UserMixin):
    """A signed-in browser. `seen` is the account as read at the start of the request, for showing only."""

    def __init__(self, token: str, row: UserSession) -> None:
        self.token = token
        self.seen = row.user

    def get_id(self) -> str:
        """What the cookie holds: a token that the server can revoke."""
        return self.token

    @property
    def person(self) -> User:
        """The account in the session of this request, to be read and changed."""
        user = current_session().get(User, self.seen.id)
        if user is None or user.disabled_at is not None:
            raise SignInNeeded("This account is no longer in use.")
        return user


class Nobody(AnonymousUserMixin):
    """A browser that is not signed in."""

    @property
    def person(self) -> User:
        """There is none."""
        raise SignInNeeded("Your session has ended. Please sign in again.")


def init(app: Flask) -> None:
    """Teaches the app who is signed in."""
    manager = LoginManager()
    manager.session_protection = None  # phones change their address; the token can be revoked instead
    manager.anonymous_user = Nobody
    manager.user_loader(_find_visitor)
    # Without the context processor: an error page must not ask the database who is there.
    manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user
    explain(app, {"uq_users_email": "There is an account with this e-mail address already."})


def person() -> User:
    """The signed-in person; raises SignInNeeded."""
    return cast("User", current_user.person)


def signed_in(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
    """Lets only signed-in people in; others are sent to the sign-in page and back."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | AnyResponse:
        return view(*args, **kwargs) if current_user.is_authenticated else _ask_to_sign_in()

    return guarded


def only(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R | AnyResponse]]:
    """Lets only people with one of the roles in."""

    return _who(lambda user: user.role in roles)


def only_reviewers(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
    """Lets only people in who may sign facts."""
    let: Callable[[Callable[P, R]], Callable[P, R | AnyResponse]] = _who(lambda user: user.may_review)
    return let(view)


def _who(may: Callable[[User], bool]) -> Callable[[Callable[P, R]], Callable[P, R | AnyResponse]]:
    def guard(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | AnyResponse:
            if not current_user.is_authenticated:
                return _ask_to_sign_in()
            if not may(current_user.seen):
                raise Forbidden("This page is for other people of the school.")
            return view(*args, **kwargs)

        return guarded

    return guard


def _find_visitor(token: str) -> Visitor | None:
    if request.method in SAFE_METHODS:
        row = find_signed_in(current_session(), token, now())
    else:
        # A short look first: who is refused never takes the only writer.
        with reading() as session:
            row = find_signed_in(session, token, now())
    return Visitor(token, row) if row else None


def _ask_to_sign_in() -> Response | AnyResponse:
    if request.method not in SAFE_METHODS or wants_partial() or wants_json():
        raise SignInNeeded("Your session has ended. Please sign in again; nothing that was confirmed is lost.")
    target = request.full_path if request.query_string else request.path
    return redirect(local("/accounts/sign-in") + "?" + urlencode({"next": local(target)}))
