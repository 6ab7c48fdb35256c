"""The health page and the way through the app, on both engines."""

from flask import Flask

from tests.clients import PageClient
from tests.make import PASSWORD
from webapp.migrating import head_revision


def test_the_health_page_tells_versions_and_counts(client: PageClient, both_engines: str) -> None:
    health = client.get("/healthz").json
    assert health is not None
    assert health["status"] == "ok"
    assert health["schema"] == head_revision()
    assert health[both_engines][0].isdigit()
    assert set(health["content"]) == {"muscles", "regions", "zones", "structures", "sources", "rules", "scenarios"}


def test_a_person_signs_up_changes_settings_and_comes_back(app: Flask, client: PageClient, both_engines: str) -> None:
    client.post("/accounts/sign-up", data={"email": "ada@school.example", "password": PASSWORD, "name": "Ada"})
    client.post("/accounts/settings/display", data={"theme": "dark", "name_language": "latin"})
    client.post("/accounts/sign-out")
    assert client.get("/accounts/settings").status_code == 302
    client.post("/accounts/sign-in", data={"email": "ADA@school.example", "password": PASSWORD})
    assert 'data-theme="dark"' in client.get("/accounts/settings").text
