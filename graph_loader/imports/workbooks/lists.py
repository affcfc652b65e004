"""The choices of columns: lists on a hidden sheet, for a rule itself may hold 255 characters only.

Lists of ids grow while one types: their cells are formulas, the only ones of the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_loader.imports.reading.archives import extra
from graph_loader.imports.workbooks.form import LISTS
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field, Table

MOST_CHOICES, _SPARE = 32_767, 300
"""The choices that Excel shows, and those that may be typed before the workbook is written again."""
_UNKNOWN = {
    "information": "No sheet has this id. Keep it if you are about to add it.",
    "warning": "This is none of the choices of the list, and coldwar validate will find fault with it.",
}


class Lists:
    """The lists that the columns of a workbook need, and the sheet that holds them."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._words: dict[tuple[str, ...], int] = {}
        self._ids: dict[tuple[str, ...], int] = {}

    def choices(self, table: Table, field: Field) -> dict[str, Any] | None:
        """Return the rule that offers what a column may hold; None where it may hold anything."""
        for key in table.foreign_keys:
            if key.fields == (field.name,):
                return _offer(self._of_sheet(key.table, key.table_fields[0]), "information")
        if field.references:
            place = self._ids.setdefault(self._tables(field.references), self._width)
            cell = f"'{LISTS}'!${_letter(place + 1)}"
            return _offer(f"=OFFSET({cell}$2,0,0,MAX(1,{cell}$1),1)", "information")
        words = tuple(getattr(self._content.vocabulary, field.vocabulary)) if field.vocabulary else field.enum
        if not words:
            return None
        letter = _letter(self._words.setdefault(words, self._width))
        return _offer(f"='{LISTS}'!${letter}$2:${letter}${len(words) + 1}", "warning")

    @property
    def _width(self) -> int:
        """The next free column; before a list of ids stands one that tells where the ids of each sheet end."""
        return len(self._words) + 2 * len(self._ids)

    def _of_sheet(self, name: str, column: str) -> str:
        """Return the filled cells of a column of a sheet."""
        letter = _letter(self._content.tables[name].table.columns.index(column))
        cells = f"'{name}'!${letter}"
        return f"=OFFSET({cells}$2,0,0,MAX(1,COUNTA({cells}:${letter})-1),1)"

    def _tables(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """Return the tables that have the ids of some kinds."""
        labels = {label for kind in kinds for label in (ACTOR_LABELS if kind == "Actor" else (kind,))}
        return tuple(
            name
            for name, raw in self._content.tables.items()
            if (raw.table.label and labels & {raw.table.label, "Node"})
            or (name == "relationships" and "Relationship" in labels)
        )

    def write(self, sheet: Any) -> None:
        """Write the lists that were asked for, and hide them."""
        for words, place in self._words.items():
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, place, word)
        for names, place in self._ids.items():
            self._write_ids(sheet, names, place)
        sheet.hide()

    def _write_ids(self, sheet: Any, names: Sequence[str], place: int) -> None:
        """Write a list of the ids of several sheets, those of one below those of another."""
        ids: list[str] = []
        ends = [f"${_letter(place)}${row}" for row in range(1, len(names) + 1)]
        formula = '""'
        for row, name in enumerate(names):
            ids += [id_ for record in self._content.records(name) if (id_ := record.cells["id"])]
            before = f"{ends[row - 1]}-1+" if row else ""
            sheet.write_formula(row, place, f"={before}COUNTA('{name}'!$A:$A)", None, len(ids) + 1)
        for row, name in reversed(list(enumerate(names))):
            before = f"-{ends[row - 1]}+1" if row else ""
            formula = f"IF(ROW()<={ends[row]},INDEX('{name}'!$A:$A,ROW(){before}),{formula})"
        size = min(len(ids) + _SPARE, MOST_CHOICES)
        sheet.write_formula(0, place + 1, f"=MIN({size},{ends[-1]}-1)", None, min(len(ids), size))
        for row in range(1, size + 1):
            sheet.write_formula(row, place + 1, f"={formula}", None, ids[row - 1] if row <= len(ids) else "")


def _offer(source: str, strictness: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": strictness,
        "error_title": "Not in the list",
        "error_message": _UNKNOWN[strictness],
    }


def _letter(place: int) -> str:
    return str(extra("xlsxwriter.utility").xl_col_to_name(place))
