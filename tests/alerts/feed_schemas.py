"""What the three formats of feeds ask for, written from their standards for the tests of what we write.

Atom: RFC 4287, sections 4.1.1, 4.1.2 and 4.2. RSS: the specification 2.0.11 of the RSS Advisory Board.
JSON Feed: version 1.1.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
from lxml import etree

_DATE = '<data type="dateTime"><param name="pattern">[0-9]{4}-[0-9]{2}-[0-9]{2}T.*(Z|[+-][0-9]{2}:[0-9]{2})</param></data>'
_LINK = (
    '<element name="link"><attribute name="href"><data type="anyURI"/></attribute>'
    '<optional><attribute name="rel"><choice><value>alternate</value><value>self</value></choice></attribute></optional>'
    "</element>"
)
_TEXT = '<optional><attribute name="type"><choice><value>text</value><value>html</value></choice></attribute></optional><text/>'

ATOM = f"""<element name="feed" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><interleave>
<element name="id"><data type="anyURI"><param name="pattern">[a-z]+:.+</param></data></element>
<element name="title">{_TEXT}</element>
<element name="updated">{_DATE}</element>
<element name="author"><element name="name"><text/></element></element>
<optional><element name="subtitle">{_TEXT}</element></optional>
<optional><element name="rights">{_TEXT}</element></optional>
<zeroOrMore>{_LINK}</zeroOrMore>
<zeroOrMore><element name="entry"><interleave>
 <element name="id"><data type="anyURI"><param name="pattern">[a-z]+:.+</param></data></element>
 <element name="title">{_TEXT}</element>
 <element name="updated">{_DATE}</element>
 <optional><element name="published">{_DATE}</element></optional>
 <zeroOrMore><element name="category"><attribute name="term"/></element></zeroOrMore>
 <zeroOrMore>{_LINK}</zeroOrMore>
 <optional><element name="content">{_TEXT}</element></optional>
</interleave></element></zeroOrMore>
</interleave></element>"""

_MAILED = (
    '<data type="string"><param name="pattern">(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} '
    "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT</param></data>"
)
RSS = f"""<element name="rss" xmlns="http://relaxng.org/ns/structure/1.0" xmlns:a="http://www.w3.org/2005/Atom"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<attribute name="version"><value>2.0</value></attribute><element name="channel"><interleave>
<element name="title"><text/></element>
<element name="link"><data type="anyURI"/></element>
<element name="description"><text/></element>
<optional><element name="language"><value>en</value></element></optional>
<optional><element name="copyright"><text/></element></optional>
<optional><element name="lastBuildDate">{_MAILED}</element></optional>
<optional><element name="a:link"><attribute name="rel"><value>self</value></attribute><attribute name="type"/>
 <attribute name="href"><data type="anyURI"/></attribute></element></optional>
<zeroOrMore><element name="item"><interleave>
 <element name="title"><text/></element>
 <optional><element name="link"><data type="anyURI"/></element></optional>
 <element name="description"><text/></element>
 <zeroOrMore><element name="category"><text/></element></zeroOrMore>
 <element name="guid"><attribute name="isPermaLink"><value>false</value></attribute><text/></element>
 <element name="pubDate">{_MAILED}</element>
</interleave></element></zeroOrMore>
</interleave></element></element>"""

_WEB = {"type": "string", "pattern": "^https?://"}
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": _WEB,
        "feed_url": _WEB,
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": _WEB,
                    "title": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "patternProperties": {"^_[A-Za-z]": {"type": "object"}},
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^_[A-Za-z]": {"type": "object"}},
    "additionalProperties": False,
}


def check(form: str, content: bytes) -> None:
    """Fails where a feed is not what its standard asks for."""
    if form == "json":
        jsonschema.validate(json.loads(content), JSON_FEED)
        return
    schema = etree.RelaxNG(etree.fromstring(ATOM if form == "atom" else RSS))
    tree = etree.fromstring(content)
    if not schema.validate(tree):
        raise AssertionError(str(schema.error_log)[:800])
