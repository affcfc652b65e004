"""Words of dates in English, Spanish, German, French and Russian."""

from __future__ import annotations

import re
from functools import cache

_MONTHS = (
    "january enero januar jänner janvier январь января",
    "february febrero februar feber février fevrier февраль февраля",
    "march marzo märz maerz mars март марта",
    "april abril avril апрель апреля",
    "may mayo mai май мая",
    "june junio juni juin июнь июня",
    "july julio juli juillet июль июля",
    "august agosto août aout август августа",
    "september septiembre setiembre septembre сентябрь сентября",
    "october octubre oktober octobre октябрь октября",
    "november noviembre novembre ноябрь ноября",
    "december diciembre dezember décembre decembre декабрь декабря",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SHORT = (3, 4)

UNKNOWN = re.compile(
    r"n\.? ?d\.?|s\.? ?d\.?|s\.? ?f\.?|o\. ?[dj]\.?|undated|unknown|no date|sans date|sin fecha|ohne datum|undatiert"
    r"|без даты|б\. ?д\.?|n/a|[?\-–—]+|unbekannt|desconocid[ao]",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^(?:(?:circa|about|approximately|around|hacia|alrededor de|vers|environ|um|etwa|ungefähr|около)\s+"
    r"|(?:ca|c|approx|aprox|env|ок)(?:\.\s*|\s+)|~\s*|c(?=[0-9]))",
    re.IGNORECASE,
)
PERHAPS = re.compile(
    r"^(?:perhaps|probably|possibly|vermutlich|wohl|vielleicht|probablemente|quizás?|probablement|peut-être|prob\.)\s+",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"^(?:(?:le|am|el|on|den)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lunes|martes|miércoles|miercoles|jueves"
    r"|viernes|sábado|sabado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\.?,?\s+(?:the\s+|den\s+)?"
    r"(?=[0-9]|[^\W\d_]{3,}\.?\s+[0-9])",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|till|bis|a|al|hasta|à|au|and|und|y|et|по)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:le|am|el|on|den|the)\s+(?=[0-9])", re.IGNORECASE)
OPENING = re.compile(r"^(?:from|between|vom|von|zwischen|del?|desde|entre|du|с)\s+(?:el\s+)?", re.IGNORECASE)
SINCE = re.compile(r"^(?:since|seit|desde|depuis|from)\s+|\s+(?:on|onwards?|an)$", re.IGNORECASE)
UNTIL = re.compile(r"^(?:until|till|up to|by|bis|hasta|jusqu'en|до)\s+(?:zum\s+|the end of\s+)?", re.IGNORECASE)
LINKS = re.compile(r"\b(?:of|de|del|du|the|den|г\.?|года)\b|,", re.IGNORECASE)
DECADE = re.compile(
    r"(?:the\s+|die\s+|los\s+|les\s+)?(?:(?:años|années|anni)\s+)?([0-9]{3})0(?:['’]?s|er|er jahre|-?е|-?х|er-jahre)",
    re.IGNORECASE,
)
SEASON = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst|primavera|verano|otoño|invierno|printemps"
    r"|été|automne|hiver|весна|лето|осень|зима)\b",
    re.IGNORECASE,
)
_PARTS = {
    "early": r"(?:in the )?early|beginning of|start of|anfang|principios de|comienzos de|début|начало",
    "mid": r"mid|middle of|mitte|mediados de|milieu",
    "late": r"late|(?:the )?end of|ende|fines de|finales de|fin|конец",
}
PART = {
    part: re.compile(rf"^(?:the\s+)?(?:{words})(?:\s+|-\s*)(?:of\s+)?", re.IGNORECASE) for part, words in _PARTS.items()
}


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name, and by three or four first letters where they are one month's."""
    short: dict[str, set[int]] = {}
    full: dict[str, int] = {}
    for number, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            full[name] = number
            for length in _SHORT:
                short.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in short.items() if len(numbers) == 1} | full


def month_of(word: str) -> int:
    """Return the number of a month that is written as a word; 0 for other words.

    Examples
    --------
    >>> [month_of(word) for word in ("Sept.", "ene", "März", "juil", "IX", "Santiago")]
    [9, 1, 3, 7, 0, 0]
    """
    return months().get(word.rstrip(".").lower(), 0)


def roman(word: str) -> int:
    """Return the number of a month that is written in Roman numerals; 0 for other words."""
    lower = word.rstrip(".").lower()
    return _ROMAN.index(lower) + 1 if lower in _ROMAN else 0
