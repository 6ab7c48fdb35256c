"""Every endpoint of the app as something that a test can knock at."""

from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

SAMPLES = {"token": "no-such-token", "version": "000000000000", "filename": "style.css"}
"""What stands in an address where a name is asked for; by default, something that does not exist."""


@dataclass(frozen=True)
class Door:
    """An endpoint, one method of it, and an address that leads there."""

    endpoint: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.endpoint})"


def doors(app: Flask) -> list[Door]:
    """All doors of the app."""
    return [
        Door(rule.endpoint, method, _path(app, rule))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def _path(app: Flask, rule: Rule) -> str:
    values = {name: SAMPLES.get(name, _sample(rule, name)) for name in rule.arguments}
    with app.test_request_context("/"):
        return (
            app.url_for(rule.endpoint, **values)
            if rule.endpoint != "static"
            else rule.rule.replace("<version>", "0").replace("<path:filename>", "x")
        )


def _sample(rule: Rule, name: str) -> str | int:
    converter = rule._converters[name]  # there is no public way to ask
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 987654321 if isinstance(converter, IntegerConverter) else "no-such-thing"
