"""The vocabulary: what it holds, what it refuses, and colours that everybody can tell apart."""

from __future__ import annotations

import itertools
import math
import re
import shutil
from pathlib import Path

import pytest

from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from graph_loader.model.vocabulary_file import VocabularyError

MINI = Path(__file__).parent / "fixtures" / "mini"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_theatres_stand_in_their_order(vocabulary: Vocabulary) -> None:
    assert ", ".join(vocabulary.theatres) == (
        "moscow, eastern-europe, santiago, buenos-aires, washington, havana, western-europe, latin-america, elsewhere"
    )


def test_every_type_belongs_to_a_family_and_every_family_has_types(vocabulary: Vocabulary) -> None:
    assert {type_.family for type_ in vocabulary.types.values()} == set(vocabulary.families)


def test_a_type_joins_labels_that_exist(vocabulary: Vocabulary) -> None:
    for type_ in vocabulary.types.values():
        assert type_.from_labels
        assert type_.to_labels
        assert set(type_.from_labels + type_.to_labels) <= set(vocabulary.labels) - {"Source"}


def test_actor_stands_for_the_labels_that_act(vocabulary: Vocabulary) -> None:
    assert vocabulary.types["INTERVENED_IN"].from_labels == ACTOR_LABELS


def test_symmetric_types_join_the_same_labels_both_ways(vocabulary: Vocabulary) -> None:
    symmetric = [type_ for type_ in vocabulary.types.values() if type_.symmetric and type_.name != "TRADED_WITH"]
    assert symmetric
    assert all(type_.from_labels == type_.to_labels for type_ in symmetric)


def test_a_cameo_code_gives_the_goldstein_value(vocabulary: Vocabulary) -> None:
    assert vocabulary.types["FOUGHT"].goldstein == -10
    assert (vocabulary.types["ASSESSED"].cameo, vocabulary.types["ASSESSED"].goldstein) == (None, None)
    assert all(-10 <= code.goldstein <= 10 for code in vocabulary.cameo.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("family: contact", "family: contacts", r"types\.MET_WITH\.family: expected one of contact, .*'contacts'"),
        ("aspect: event", "aspect: process", r"types\.MET_WITH\.aspect: expected one of event, state"),
        ('cameo: "040"', 'cameo: "049"', r"types\.MET_WITH\.cameo: expected one of"),
        ('cameo: "040"', "cameo: 40", r"types\.MET_WITH\.cameo: expected str, found 40"),
        ("from: [Actor]", "from: [Actors]", r"types\.MET_WITH\.from: expected one of Actor, Person"),
        ("symmetric: true", "symmetric: maybe", r"types\.MET_WITH\.symmetric: expected bool"),
        ("    aspect: event\n", "", r"types\.MET_WITH\.aspect: expected str, found None"),
        ("symmetric: true", "symetric: true", r"types\.MET_WITH: unknown key 'symetric'"),
        ("centre: [37.62, 55.76]", "centre: [37.62]", r"theatres\.moscow\.centre: expected \[longitude, latitude\]"),
        ("names: {es: Moscú}", "names: Moscú", r"theatres\.moscow\.names: expected dict, found 'Moscú'"),
        ("names: {es: Moscú}", "names: {Spanish: Moscú}", r"theatres\.moscow\.names: expected the code of a language"),
        ("names: {es: OTAN}", "names: {es: }", r"blocs\.nato\.names\.es: expected a name, found None"),
        ("theatres:", "theaters:", r"unknown section 'theaters', did you mean 'theatres'?"),
        ("moscow: {name: Moscow,", "moscow: {name: [Moscow],", r"theatres\.moscow\.name: expected str"),
    ],
)
def test_a_slip_in_the_vocabulary_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    for file in ("vocabulary.yaml", "cameo-goldstein.csv"):
        shutil.copy(MINI / file, tmp_path)
    file = tmp_path / "vocabulary.yaml"
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(VocabularyError, match=message):
        Vocabulary.load(tmp_path)


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"vocabulary\.yaml: expected a readable UTF-8 file"):
        Vocabulary.load(tmp_path)


# How the colour blind see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
#: The luminance of the paper of the pages (#fdfcf9), plus what the eye adds (WCAG 2.2).
PAPER = 0.9734 + 0.05


def linear(colour: str) -> list[float]:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(share * value for share, value in zip(row, linear(colour), strict=True))))
        for row in SIGHTS[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("palette", ["theatres", "families", "labels"])
def test_colours_are_told_apart_by_everybody_and_show_on_paper(vocabulary: Vocabulary, palette: str) -> None:
    colours = [entry.colour for entry in getattr(vocabulary, palette).values()]
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)
    for sight in SIGHTS:
        seen = [lab(colour, sight) for colour in colours]
        assert min(math.dist(*pair) for pair in itertools.combinations(seen, 2)) > 20
    for colour in colours:
        luminance = sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        assert PAPER / (luminance + 0.05) >= 3, f"{colour} is too pale for paper"
