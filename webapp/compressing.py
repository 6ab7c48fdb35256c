"""Compresses pages, styles and scripts on their way out, where the browser takes it.

Outlines are text and shrink to a third, which is what a phone waits for. That a page holds secrets as well as words from the address
(the BREACH attack) is met by cookies with SameSite=Lax: no other site can make a browser load such a page again and again as its user.
"""

import gzip

from flask import Flask, Response, request

TEXT = frozenset({"text/html", "text/css", "text/javascript", "application/json", "application/problem+json"})
LEAST_BYTES = 1000
LEVEL = 5


def init(app: Flask) -> None:
    """Compresses every answer of an app that gains by it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.status_code == 304 or response.mimetype not in TEXT or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or "Content-Range" in response.headers:
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) >= LEAST_BYTES:
        response.set_data(gzip.compress(whole, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        if etag:
            # The same address also answers uncompressed: equal in meaning, not in bytes.
            response.set_etag(etag, weak=True)
    return response
