"""How a workbook shows a value that is no text: what a number format leaves out of a date, per cents, errors."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import Any

from graph_loader.imports.reading.archives import elements

NUMBER, DAY, BOOLEAN = "number", "day", "boolean"
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "0", 6: "0", 7: "0", 8: "0", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "0", 38: "0", 39: "0",
    40: "0", 41: "0", 42: "0", 43: "0", 44: "0", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats of XLSX that a workbook names by number only (ECMA-376, 18.8.30)."""
_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT = (_NAMESPACE % part for part in ("office", "table", "text"))
_STYLE, _DATA_STYLE = (_NAMESPACE % part for part in ("style", "datastyle"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_UNFINISHED = "a formula without its result: open the workbook in a spreadsheet program and save it"
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"general|standard|@|[0#?.,e+\-() ]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The number format of a value, or what stands there in place of one.

    Examples
    --------
    >>> [Shown(code).kind for code in ("#,##0 [$€-407]", "0%", "dd/mm/yyyy", "mmm-yy", "d-mmm", "[h]:mm:ss")]
    ['number', 'percentage', 'day', 'month', 'other', 'other']
    >>> Shown("mmm-yy").is_short, Shown("mmm-yyyy").is_short
    (True, False)
    """

    code: str = ""
    error: str = ""

    @property
    def kind(self) -> str:
        """What a value is when it is shown so."""
        bare = _UNSHOWN.sub("", self.code).split(";", maxsplit=1)[0].strip().lower()
        parts = {sign for sign in "ymdhs" if sign in bare}
        if self.code == BOOLEAN:
            return BOOLEAN
        if _DIGITS.fullmatch(bare):
            return NUMBER
        if "%" in bare:
            return "percentage"
        if parts >= set("ymd"):
            return DAY  # and perhaps a time, which is seen from the value
        return {"ym": "month", "y": "year"}.get("".join(sign for sign in "ymdhs" if sign in parts), "other")

    @property
    def is_short(self) -> bool:
        """Whether a year is shown by its last two digits."""
        return "y" in self.code.lower() and "yyy" not in self.code.lower()


class XlsxFormats:
    """The number formats of the styles of XLSX."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        codes: dict[int, str] = dict(_BUILT_IN)
        self._styles: list[str] = []
        if "xl/styles.xml" in archive.namelist():
            for element in elements(archive, "xl/styles.xml", "{*}numFmt", "{*}cellXfs"):
                if element.tag.endswith("}numFmt"):
                    codes[int(element.get("numFmtId"))] = element.get("formatCode") or ""
                else:
                    ids = [int(style.get("numFmtId") or 0) for style in element.iterchildren("{*}xf")]
                    self._styles = [codes.get(id_, f"format {id_}") for id_ in ids]

    def of(self, cell: Any) -> Shown | None:
        """Return how a cell is shown; None for a text or an empty cell."""
        kind, value = cell.get("t") or "n", cell.findtext("{*}v")
        if kind == "e":
            return Shown(error=f"the error {value}")
        if kind not in {"n", "d", "b"}:
            return None
        if not value:
            return None if cell.find("{*}f") is None else Shown(error=_UNFINISHED)
        style = int(cell.get("s") or 0)
        return Shown(BOOLEAN if kind == "b" else self._styles[style] if style < len(self._styles) else "General")


class OdsFormats:
    """The date formats of the styles of ODS; other values tell their kind themselves."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        dates: dict[str, str] = {}
        styles: dict[str, str] = {}
        for part in {"styles.xml", "content.xml"}.intersection(archive.namelist()):
            for element in elements(archive, part, f"{_DATA_STYLE}date-style", f"{_STYLE}style"):
                name = element.get(f"{_STYLE}name")
                if element.tag == f"{_STYLE}style":
                    styles[name] = element.get(f"{_STYLE}data-style-name") or ""
                else:
                    dates[name] = "-".join(filter(None, map(_sign, element)))
        self._codes = {name: dates[data] for name, data in styles.items() if data in dates}

    def of(self, cell: Any) -> Shown | None:
        """Return how a cell is shown; None for a text or an empty cell."""
        kind = cell.get(f"{OFFICE}value-type")
        text = "".join("".join(each.itertext()) for each in cell.iterchildren(f"{TEXT}p"))
        is_formula = cell.get(f"{TABLE}formula") is not None
        if cell.get(f"{_CALC}value-type") == "error" or (is_formula and text.startswith(("#", "Err:"))):
            return Shown(error=f"the error {text}")
        if kind is None and is_formula:
            return Shown(error=_UNFINISHED)
        if kind == "date":
            return Shown(self._codes.get(cell.get(f"{TABLE}style-name") or "", "yyyy-mm-dd"))
        return {
            "float": Shown("0"),
            "currency": Shown("0"),
            "percentage": Shown("0%"),
            "time": Shown("h:mm"),
            "boolean": Shown(BOOLEAN),
        }.get(kind or "")


def _sign(part: Any) -> str:
    """Return the sign of XLSX for a part of a date format of ODS."""
    name = str(part.tag).rpartition("}")[2]
    if name == "year":
        return "yyyy" if part.get(f"{_DATA_STYLE}style") == "long" else "yy"
    return {"month": "m", "day": "d", "hours": "h", "minutes": "m", "seconds": "s"}.get(name, "")
