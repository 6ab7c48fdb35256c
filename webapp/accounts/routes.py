"""Pages to make an account, sign in and out, and get a new password."""

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from webapp.accounts import queries, resetting, service, signing_in
from webapp.accounts.forms import ForgottenForm, NewPasswordForm, SignInForm, SignUpForm
from webapp.accounts.models import User
from webapp.clock import now
from webapp.config import Config
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.web import local, safe_next, show_faults

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")
AFTER_SIGN_UP = "/practice/start"
AFTER_SIGN_IN = "/practice"


@blueprint.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    """Makes a student's account, signs in, and goes on to where the person wanted to be."""
    form, target = SignUpForm(), safe_next(request.args.get("next"), AFTER_SIGN_UP)
    if form.validate_on_submit():
        try:
            user = service.sign_up(current_session(), _new_person(form), mode=_config().sign_up, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            _open(user)
            return redirect(target, 303)
    return _page("accounts/sign_up.html", form, mode=_config().sign_up)


@blueprint.route("/join/<token>", methods=["GET", "POST"])
def join(token: str) -> ResponseReturnValue:
    """Makes the account of an invitation, signs in, and goes on to where the link says."""
    form, target = SignUpForm(), safe_next(request.args.get("next"), AFTER_SIGN_UP)
    if form.validate_on_submit():
        try:
            user = service.join(current_session(), token, _new_person(form), at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            _open(user)
            return redirect(target, 303)
    return _page("accounts/join.html", form, invitation=queries.get_invitation(current_session(), token, now()))


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Asks for e-mail address and password, and goes on to where the person wanted to be."""
    form = SignInForm()
    target = safe_next(request.args.get("next"), AFTER_SIGN_IN)
    if form.validate_on_submit():
        try:
            token = signing_in.sign_in(current_session(), form.email.data, form.password.data, device=_device(), at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            _remember(token, for_long=form.remember.data)
            return redirect(target, 303)
    return _page("accounts/sign_in.html", form, mode=_config().sign_up)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Ends this browser's session, on the server too."""
    if current_user.is_authenticated:
        signing_in.sign_out(current_session(), current_user.token)
    cookie.clear()
    response = redirect(local("/"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.route("/forgotten", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Mails a link for a new password; says the same for every address."""
    form = ForgottenForm()
    if form.validate_on_submit():
        config = _config()
        resetting.ask_for_reset(current_session(), form.email.data, secret=config.secret_key, link_to=_reset_link, at=now())
        return render_template("accounts/forgotten_sent.html")
    return _page("accounts/forgotten.html", form)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> ResponseReturnValue:
    """Sets a new password by a mailed link."""
    form, secrets = NewPasswordForm(), _config().secrets
    resetting.get_user_of_link(current_session(), token, secrets=secrets, at=now())
    if form.validate_on_submit():
        try:
            resetting.reset_password(current_session(), token, form.password.data, secrets=secrets, at=now())
        except Invalid as wrong:
            show_faults(form, wrong)
        else:
            flash("Your new password is set. Sign in with it.")
            return redirect(local("/accounts/sign-in"), 303)
    return _page("accounts/reset.html", form)


def _page(template: str, form: FlaskForm, **values: object) -> ResponseReturnValue:
    return render_template(template, form=form, **values), 422 if form.errors else 200


def _config() -> Config:
    config: Config = current_app.extensions["config"]
    return config


def _new_person(form: SignUpForm) -> service.NewPerson:
    return service.NewPerson(form.email.data, form.password.data, form.name.data, form.time_zone.data or "UTC")


def _open(user: User) -> None:
    _remember(signing_in.open_session(current_session(), user, device=_device(), at=now()), for_long=True)


def _remember(token: str, *, for_long: bool) -> None:
    """Puts the token into a fresh cookie: nothing of the time before the sign-in stays in it."""
    cookie.clear()
    cookie.permanent = for_long
    cookie["_user_id"] = token


def _reset_link(token: str) -> str:
    return f"{_config().base_url}/accounts/reset/{token}"


def _device() -> str:
    """Browser and system in two words; the rest of what browsers say about themselves is not kept."""
    agent = request.user_agent.string
    browser = next((name for name in ("Edg", "Firefox", "Chrome", "Safari") if name in agent), "A browser").replace("Edg", "Edge")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if name in agent), "")
    return f"{browser} on {system}" if system else browser
