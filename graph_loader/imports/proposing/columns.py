"""Which column of somebody's table says what: by the words in its header, in five languages, and by what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_loader.imports.written import dates as written_dates
from graph_loader.imports.written.questions import CellError, Question
from graph_loader.imports.written.single_dates import Custom
from graph_loader.package.names import fold

ENDS = (
    ("source label", "target label"),
    ("source name", "target name"),
    ("source", "target"),
    ("from name", "to name"),
    ("from", "to"),
    ("sender", "receiver"),
    ("sender", "recipient"),
    ("sender", "addressee"),
    ("author", "recipient"),
    ("author", "addressee"),
    ("node 1", "node 2"),
    ("person 1", "person 2"),
    ("person a", "person b"),
    ("actor 1", "actor 2"),
    ("actor a", "actor b"),
    ("origin", "destination"),
    ("von", "an"),
    ("von", "nach"),
    ("von", "zu"),
    ("absender", "empfanger"),
    ("absender", "adressat"),
    ("quelle", "ziel"),
    ("de", "a"),
    ("de", "para"),
    ("desde", "hacia"),
    ("remitente", "destinatario"),
    ("emisor", "receptor"),
    ("origen", "destino"),
    ("fuente", "destino"),
    ("expediteur", "destinataire"),
    ("origine", "destination"),
    ("von wem", "an wen"),
    ("who", "whom"),
)
"""Words for the two ends of a tie; the first pair that a table has is taken."""

WORDS = {
    "start": (
        "start", "start date", "begin", "from date", "beginn", "anfang", "inicio", "debut", "date start", "seit",
    ),
    "end": (
        "end", "end date", "to date", "until", "ende", "fin", "date end", "bis", "fecha final",
    ),
    "date": (
        "date", "when", "day", "year", "time", "timestamp", "fecha", "ano", "dia", "datum", "tag", "jahr", "annee",
        "jour", "date sent", "letter date",
    ),
    "type": (
        "type", "relationship", "relation", "relation type", "relationship type", "edge type", "interaction",
        "kind", "tie", "beziehung", "art", "typ", "tipo", "relacion", "lien", "nature", "label",
    ),
    "page": (
        "page", "pages", "p", "pp", "locator", "folio", "seite", "seiten", "s", "pagina", "paginas", "pag",
        "blatt", "feuillet",
    ),
    "citation": (
        "citation", "reference", "ref", "bibliography", "work", "document", "source", "sources", "quelle", "beleg",
        "fundstelle", "fuente", "cita", "referencia", "archivo", "archive", "title", "book",
    ),
    "amount": (
        "amount", "sum", "quantity", "betrag", "summe", "menge", "monto", "importe", "cantidad",
        "montant", "somme", "quantite", "tons", "tonnes", "tonnen", "toneladas",
    ),
    "unit": (
        "unit", "currency", "einheit", "wahrung", "unidad", "moneda", "unite", "devise",
    ),
    "place": (
        "place", "location", "where", "city", "ort", "stadt", "lugar", "ciudad", "lieu", "ville",
    ),
    "role": (
        "role", "capacity", "office", "rolle", "rol", "cargo", "amt", "funktion", "fonction",
    ),
    "summary": (
        "summary", "description", "note", "notes", "comment", "comments", "remarks", "zusammenfassung",
        "bemerkung", "bemerkungen", "notiz", "resumen", "nota", "notas", "resume", "remarque",
    ),
}  # fmt: skip
"""Words for what else a row says."""

UNITS = {"tons": "tonne", "tonnes": "tonne", "tonnen": "tonne", "toneladas": "tonne"}
_DIRECTIONS = frozenset({"directed", "undirected"})
_ENOUGH = 0.8


def roles_of(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return which column has which role: `from`, `to` and those of `WORDS`; what is not known is missing.

    Parameters
    ----------
    columns : mapping of str to sequence of str
        The cells of every column.

    Examples
    --------
    >>> roles_of({"Von": ["A"], "An": ["B"], "Quelle": ["C"], "Wann?": ["11. Mai 1973"]})
    {'from': 'Von', 'to': 'An', 'citation': 'Quelle', 'date': 'Wann?'}
    """
    by_word: dict[str, str] = {}
    for column in columns:
        by_word.setdefault(fold(column), column)
    roles: dict[str, str] = {}
    for first, second in ENDS:
        if first in by_word and second in by_word:
            roles = {"from": by_word[first], "to": by_word[second]}
            break
    taken = set(roles.values())
    if roles:  # Gephi's ids beside the names of the same ends
        taken |= {
            by_word[word]
            for word in ("source", "target", "from", "to", "id")
            if word in by_word and _is_id(by_word, word)
        }
    for role, words in WORDS.items():
        for word in words:
            column = by_word.get(word, "")
            if column and column not in taken and _holds(role, columns[column]):
                roles[role] = column
                taken.add(column)
                break
    if not {"date", "start"} & set(roles):
        dated = [column for column, cells in columns.items() if column not in taken and _are_dates(cells)]
        if len(dated) == 1:
            roles["date"] = dated[0]
    return roles


def _is_id(by_word: Mapping[str, str], word: str) -> bool:
    return word == "id" or f"{word} label" in by_word or f"{word} name" in by_word


def _holds(role: str, cells: Sequence[str]) -> bool:
    """Tell whether a column can have a role by what it holds: something, and no more than directions for a type."""
    filled = {cell for cell in cells if cell}
    if role in {"start", "end"}:
        return _are_dates(cells, enough=0)
    return bool(filled) and not (role == "type" and {cell.lower() for cell in filled} <= _DIRECTIONS)


def _are_dates(cells: Sequence[str], enough: float = _ENOUGH) -> bool:
    """Tell whether a column holds dates, not mere numbers."""
    filled = list(dict.fromkeys(cell for cell in cells if cell))[:500]
    dates = sum(_is_date(cell) for cell in filled)
    return (
        bool(filled)
        and dates > 0
        and dates >= len(filled) * enough
        and (not enough or not all(map(str.isdecimal, filled)))
    )


def _is_date(text: str) -> bool:
    try:
        found = written_dates.read(text, Custom())
    except CellError:
        return False
    return isinstance(found, Question) or bool(found)
