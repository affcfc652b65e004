"""How the columns of a table write their dates, numbers and pages: decided from all their cells, else asked."""

from __future__ import annotations

from graph_loader.imports.proposing.asking import Asker
from graph_loader.imports.proposing.columns import UNITS
from graph_loader.imports.written import cells
from graph_loader.imports.written import dates as written_dates
from graph_loader.imports.written import numbers as written_numbers
from graph_loader.imports.written.questions import CellError, Question, few
from graph_loader.imports.written.single_dates import Custom
from graph_loader.model.errors import UsageError
from graph_loader.model.problems import quoted
from graph_loader.package.names import fold

_SHOWN = 3


def date_custom(asker: Asker, column: str, filled: list[str]) -> str:
    """Return the custom of a column of dates, and say which of its cells are none."""
    order = _custom(asker, column, "date-order", cells.order_of(filled))
    custom = Custom(order or "ymd", asker.answers.get("century", ""), asker.answers.get("serial", ""))
    for key in ("century", "serial"):
        asked = next((found for text in filled if (found := _question(text, custom)) and found.key == key), None)
        if asked:
            custom = custom._replace(**{key: asker.settle(asked, column)})
    faults = [text for text in dict.fromkeys(filled) if not _is_date(text, custom)]
    if faults:
        asker.understood.append(f"{quoted(column)}: rows with what is no certain date are left out: {few(faults)}")
    return " ".join(filter(None, (custom.order, custom.century, custom.serial and f"serial-{custom.serial}")))


def _custom(asker: Asker, column: str, key: str, found: str | Question) -> str:
    """Return the custom that a column makes certain, or that is answered; refuse an answer that the column excludes."""
    if isinstance(found, Question):
        return asker.settle(found, column)
    told = asker.answers.get(key, "")
    if told and found and told != found:
        raise UsageError(f"--{key} {told}: the cells of {quoted(column)} can only be {found}")
    return told or found


def _question(text: str, custom: Custom) -> Question | None:
    try:
        found = written_dates.read(text, custom)
    except CellError:
        return None
    return found if isinstance(found, Question) else None


def _is_date(text: str, custom: Custom) -> bool:
    try:
        return isinstance(written_dates.read(text, custom), str)
    except CellError:
        return False


def number_custom(asker: Asker, column: str, filled: list[str]) -> str:
    """Return the custom of a column of numbers: its decimal sign, and the sign beside them."""
    custom = _custom(asker, column, "number", cells.number_of(filled))
    sign = next((found for text in filled if (found := written_numbers.sign_of(text))), "")
    return " ".join(filter(None, (custom or "point", sign)))


def unit_of(asker: Asker, column: str, filled: list[str]) -> str:
    """Return the unit of amounts: that of their sign or of the word above them, or what is answered."""
    if "unit" not in asker.answers:
        signs = {written_numbers.sign_of(text) for text in filled}
        told = written_numbers.SIGNS.get(min(signs), "") if len(signs) == 1 else ""
        question = f"{quoted(column)}: the unit of its amounts (USD, tonne, persons, …)"
        asker.answers["unit"] = (
            told or UNITS.get(fold(column), "") or asker.choose(question, (), "say which with --unit")
        )
    return asker.answers["unit"]


def spoilt_pages(asker: Asker, column: str, filled: list[str]) -> str:
    """Say which pages a spreadsheet spoilt, and which of them cannot be undone."""
    read = {text: cells.read_page(text) for text in dict.fromkeys(filled)}
    lost = [text for text, page in read.items() if isinstance(page, Question)]
    if lost:
        asker.understood.append(f"{quoted(column)}: rows whose page a spreadsheet spoilt are left out: {few(lost)}")
    undone = [f"{text!r} is {page}" for text, page in read.items() if isinstance(page, str) and cells.is_spoilt(text)]
    return f" (a spreadsheet made dates of pages: {', '.join(undone[:_SHOWN])})" if undone else ""
