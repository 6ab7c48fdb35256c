"""An installation whose material has mistakes says so, and its commands still work."""

from pathlib import Path

from webapp.app import create_app
from webapp.config import Config


def test_without_material_every_page_says_so(tmp_path: Path) -> None:
    environ = {"INSTANCE": str(tmp_path), "CONTENT": str(tmp_path / "nothing")}
    app = create_app(Config.from_environment(environ))
    assert app.extensions["content_mistakes"]
    for path in ("/", "/healthz", "/practice", "/library"):
        page = app.test_client().get(path)
        assert page.status_code == 503
        assert "has mistakes" in page.text
        assert "Traceback" not in page.text
    assert app.test_cli_runner().invoke(args=["db", "upgrade"]).exit_code == 0
