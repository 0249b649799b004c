"""HEAD, which link checkers and feed readers ask, is answered like GET, without the body."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

from tests.faces.web.site import Site


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/api/v1/pairs", "/api/v1/watches/feed.atom", "/static/site.css"]
)
def test_head_is_get_without_the_body(site: Site, path: str) -> None:
    place = urlsplit(site.address)
    asked = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)
    try:
        told = {}
        for method in (
            "GET",
            "HEAD",
            "GET",
        ):  # on one connection: a body sent after all would break the next answer
            asked.request(method, path)
            got = asked.getresponse()
            body, kept = got.read(), ("content-type", "content-length", "content-security-policy", "etag")
            told[method] = (got.status, [got.headers[name] for name in kept])
            assert bool(body) == (method == "GET")
        assert told["HEAD"] == told["GET"]
    finally:
        asked.close()
