"""What a request looks like behind a proxy: BASE_URL decides address and path, forged headers nothing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from webapp.config import Config

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class BehindProxy:
    """Corrects scheme, host and path before the app sees them; X-Forwarded headers are not read."""

    def __init__(self, inner: "WSGIApplication", config: Config) -> None:
        self.inner = inner
        self.config = config
        self.prefix = unquote(config.base.path)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self.config.is_https:
            environ["wsgi.url_scheme"] = "https"
            environ["HTTP_HOST"] = self.config.base.netloc
        if self.prefix:
            environ["SCRIPT_NAME"] = self.prefix
            path = environ.get("PATH_INFO", "")
            if path == self.prefix or path.startswith(self.prefix + "/"):
                environ["PATH_INFO"] = path[len(self.prefix) :] or "/"
        return self.inner(environ, start_response)
