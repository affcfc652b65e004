"""Under which ids others know an entity: the schemes whose form is known, and where their ids lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Scheme:
    """Who gives ids: the name, what an id looks like in words and as a pattern, and the address that it leads to."""

    name: str
    form: str
    pattern: re.Pattern[str]
    address: str


def _scheme(name: str, form: str, pattern: str, address: str) -> Scheme:
    return Scheme(name, form, re.compile(pattern, re.ASCII), address)


CITEKEY = "citekey"
"""The scheme of a source's key in a bibliography that is not its id."""
SCHEMES = {
    CITEKEY: _scheme("Citation key", "a key of a bibliography", ".+", ""),
    "cow": _scheme(
        "Correlates of War",
        "a country code without leading zeros (365)",
        "[1-9][0-9]{0,2}",
        "https://correlatesofwar.org/cow-country-codes/",
    ),
    "geonames": _scheme("GeoNames", "a number (3435910)", "[1-9][0-9]{0,9}", "https://www.geonames.org/{}"),
    "gnd": _scheme(
        "GND",
        "a number with its check digit (118634313, 4009176-0)",
        "1[0-9]{7,8}[0-9X]|[1-9][0-9]{0,7}-[0-9X]|3[0-9]{7}[0-9X]",
        "https://d-nb.info/gnd/{}",
    ),
    "historyatstate": _scheme(
        "HistoryAtState",
        "what follows history.state.gov/ (departmenthistory/people/kissinger-henry-a)",
        "[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*",
        "https://history.state.gov/{}",
    ),
    "isni": _scheme("ISNI", "sixteen signs without spaces", "0000[0-9]{11}[0-9X]", "https://isni.org/isni/{}"),
    "iso3166": _scheme(
        "ISO 3166",
        "two letters (CL), four for a former country (SUHH), or a subdivision (CL-RM)",
        "[A-Z]{2}(?:-[A-Z0-9]{1,3})?|[A-Z]{4}",
        "https://www.iso.org/obp/ui/#iso:code:3166:{}",
    ),
    "lcnaf": _scheme(
        "Library of Congress",
        "letters and a number without space (n79065033)",
        "n[bors]?[0-9]{8,10}",
        "https://id.loc.gov/authorities/names/{}",
    ),
    "orcid": _scheme(
        "ORCID",
        "sixteen signs in fours (0000-0002-1825-0097)",
        "[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
        "https://orcid.org/{}",
    ),
    "tgn": _scheme(
        "Getty TGN", "a number of seven digits (7006288)", "[1-9][0-9]{6}", "https://vocab.getty.edu/page/tgn/{}"
    ),
    "viaf": _scheme("VIAF", "a number (97104893)", "[1-9][0-9]{1,21}", "https://viaf.org/viaf/{}"),
    "wikidata": _scheme("Wikidata", "Q and a number (Q298)", "Q[1-9][0-9]{0,9}", "https://www.wikidata.org/wiki/{}"),
}
"""By the name that identifiers.csv gives them; others may be noted, and lead nowhere."""

THINGS = {
    "geonames": "https://sws.geonames.org/{}/",
    "gnd": "https://d-nb.info/gnd/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
}
"""Schemes that give the thing itself a URI for linked data, which is not always the page that `link` leads to."""
CONCEPTS = {"lcnaf": "http://id.loc.gov/authorities/names/{}", "tgn": "http://vocab.getty.edu/tgn/{}"}
"""Schemes whose URIs stand for an entry of an authority file. All others have pages or lists, and no URI of a thing."""
GAZETTEERS = frozenset({"geonames", "tgn"})
"""Schemes that know places: of a state they mean the territory, which does not act."""


def fault(scheme: str, value: str) -> str:
    """Say what was expected where an id is not of its scheme's form; empty where it is, or nobody knows the form.

    Examples
    --------
    >>> fault("wikidata", "Q298"), fault("wikidata", "298"), fault("house", "17")
    ('', 'Q and a number (Q298)', '')
    """
    known = SCHEMES.get(scheme)
    return "" if known is None or known.pattern.fullmatch(value) else known.form


def name(scheme: str) -> str:
    """Return what a scheme is called.

    Examples
    --------
    >>> name("geonames"), name("house")
    ('GeoNames', 'house')
    """
    return SCHEMES[scheme].name if scheme in SCHEMES else scheme


def link(scheme: str, value: str) -> str:
    """Return the address that an id leads to; empty where there is none.

    Examples
    --------
    >>> link("geonames", "3435910"), link("geonames", "../evil"), link("house", "17")
    ('https://www.geonames.org/3435910', '', '')
    """
    if scheme not in SCHEMES or fault(scheme, value):
        return ""
    return SCHEMES[scheme].address.format(quote(value, safe="/"))


def uri(scheme: str, value: str) -> str:
    """Return the URI that an id is in linked data; empty where there is none.

    Examples
    --------
    >>> uri("wikidata", "Q298"), uri("iso3166", "CL"), uri("wikidata", "298")
    ('http://www.wikidata.org/entity/Q298', '', '')
    """
    form = {**THINGS, **CONCEPTS}.get(scheme, "")
    return "" if fault(scheme, value) else form.format(value)


def written(scheme: str, value: str) -> str:
    """Return scheme and id as one text.

    Examples
    --------
    >>> written("geonames", "3435910")
    'geonames:3435910'
    """
    return f"{scheme}:{value}"
