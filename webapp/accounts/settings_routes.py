"""The settings page and what its sections do."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from webapp.accounts import queries, resetting, settings, signing_in
from webapp.accounts.access import person, signed_in
from webapp.accounts.forms import ChangePasswordForm, DisplayForm, ProfileForm, StudyForm
from webapp.accounts.models import NameLanguage, Theme, User
from webapp.clock import now
from webapp.db import current_session
from webapp.errors import Invalid
from webapp.web import local, show_faults

blueprint = Blueprint("settings", __name__, url_prefix="/accounts/settings")


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """All settings of the signed-in person."""
    return _page()


@blueprint.post("/profile")
@signed_in
def profile() -> ResponseReturnValue:
    """Saves name and time."""
    form = ProfileForm()
    if not form.validate():
        return _page(profile=form)
    name, zone, hour = form.name.data, form.time_zone.data, form.rollover_hour.data
    try:
        settings.change_profile(current_session(), person(), name=name, time_zone=zone, rollover_hour=hour)
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(profile=form)
    return _saved()


@blueprint.post("/study")
@signed_in
def study() -> ResponseReturnValue:
    """Saves how much and how sure."""
    form = StudyForm()
    if not form.validate():
        return _page(study=form)
    wanted = settings.Study(
        form.new_per_day.data, form.minutes_per_day.data, float(form.desired_retention.data), form.in_words.data, form.confirm_tap.data
    )
    settings.change_study(current_session(), person(), wanted)
    return _saved()


@blueprint.post("/display")
@signed_in
def display() -> ResponseReturnValue:
    """Saves how things look."""
    form = DisplayForm()
    if not form.validate():
        return _page(display=form)
    wanted = settings.Display(NameLanguage(form.name_language.data), Theme(form.theme.data), form.shortcuts.data)
    settings.change_display(current_session(), person(), wanted)
    return _saved()


@blueprint.post("/password")
@signed_in
def password() -> ResponseReturnValue:
    """Sets a new password for whoever knows the present one."""
    form = ChangePasswordForm()
    if not form.validate():
        return _page(password=form)
    try:
        signing_in.check_password(current_user.seen, form.present_password.data, now())
        resetting.change_password(current_session(), person(), form.password.data, keep=current_user.token)
    except Invalid as wrong:
        show_faults(form, wrong)
        return _page(password=form)
    return _saved("Your new password is set, and every other browser is signed out.")


@blueprint.post("/sessions/end")
@signed_in
def end_sessions() -> ResponseReturnValue:
    """Signs the person out everywhere else."""
    signing_in.end_sessions(current_session(), person(), but=current_user.token)
    return _saved("Every other browser is signed out.")


def _saved(message: str = "Saved.") -> ResponseReturnValue:
    flash(message)
    return redirect(local("/accounts/settings"), 303)


def _page(**filled: FlaskForm) -> ResponseReturnValue:
    user: User = current_user.seen
    forms = {
        "profile": filled.get("profile") or ProfileForm(formdata=None, obj=user),
        "study": filled.get("study") or StudyForm(formdata=None, obj=user),
        "display": filled.get("display") or DisplayForm(formdata=None, obj=user),
        "password": filled.get("password") or ChangePasswordForm(formdata=None),
    }
    sessions = queries.list_sessions(current_session(), user, now())
    page = render_template("accounts/settings.html", forms=forms, user=user, sessions=sessions, zones=settings.zone_names())
    return page, 422 if filled else 200
