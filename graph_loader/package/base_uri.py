"""What the addresses of a package's entities and claims begin with, wherever they need one of their own."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from graph_loader.model.problems import quoted

BASE_URI = "baseUri"
_LONGEST = 200
_PLAIN = r"[A-Za-z0-9._~:/@!$&'()*+,;=%-]"
_FORM = re.compile(
    rf"(?:https?://[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?/(?:{_PLAIN})*|urn:[a-z0-9][a-z0-9-]+:{_PLAIN}+)#?"
)


def fault(document: dict[str, Any]) -> str:
    """Say what is wrong with the base that a descriptor names; empty where it is well-formed, or none is named.

    Examples
    --------
    >>> fault({"baseUri": "https://example.org/cold-war/"}), fault({})
    ('', '')
    >>> fault({"baseUri": "example.org"})
    "expected a baseUri such as https://example.org/cold-war/, ending in / # or :, found 'example.org'"
    """
    said = document.get(BASE_URI)
    if said is None:
        return ""
    if isinstance(said, str) and len(said) <= _LONGEST and _FORM.fullmatch(said) and said.endswith(("/", "#", ":")):
        return ""
    expected = f"expected a {BASE_URI} such as https://example.org/cold-war/, ending in / # or :"
    return f"{expected}, found {quoted(str(said))}"


def base_uri(document: dict[str, Any]) -> str:
    """Return the base that a descriptor names, else one made of the package's name, which leads nowhere.

    Examples
    --------
    >>> base_uri({"name": "two shores"}), base_uri({"name": "shores", "baseUri": "https://example.org/shores#"})
    ('urn:coldwar:two%20shores/', 'https://example.org/shores#')
    """
    return str(document.get(BASE_URI) or f"urn:coldwar:{quote(str(document['name']), safe='')}/")
