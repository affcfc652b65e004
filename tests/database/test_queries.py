"""The query library without a server: every file explains itself, and what a person types becomes the right value."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph_loader.database.library import Query, library, named, of_package
from graph_loader.database.literals import escape_lucene, literal
from graph_loader.database.parameters import TYPES, Meaning, Parameter, values
from graph_loader.model.errors import AmbiguousNameError, ColdWarError, UnknownNameError, UsageError
from graph_loader.model.resources import cypher_dir, data_dir
from graph_loader.model.vocabulary import Vocabulary
from tests.conftest import Run
from tests.neo4j_servers import MINI

THEMES = {
    "brokerage",
    "contact",
    "contradictions",
    "diplomacy",
    "evidence",
    "influence",
    "paths",
    "quality",
    "repression",
    "time",
    "trade",
}
QUERIES = list(library().values())
WRITING = re.compile(r"\b(CREATE|MERGE|DELETE|DETACH|SET|REMOVE|LOAD CSV|DROP)\b")

each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


@pytest.fixture
def meaning() -> Meaning:
    return Meaning(MINI)


def test_every_theme_has_queries_under_names_of_their_own() -> None:
    files = list((cypher_dir() / "queries").glob("*/*.cypher"))
    assert len(files) == len(QUERIES) >= 35
    assert {query.theme for query in QUERIES} == THEMES


@each_query
def test_the_header_says_what_the_query_takes_and_gives(query: Query) -> None:
    assert query.title
    assert "?" in query.question
    taken = {parameter.name for parameter in query.parameters}
    # What is loaded is asked of the whole database, all else of one package.
    assert set(re.findall(r"\$(\w+)", query.text)) == taken | ({"package"} if query.name != "what-is-loaded" else set())
    returned = query.text.rpartition("RETURN")[2]
    assert all(re.search(rf"\b{column}\b", returned) for column in query.columns)
    assert all(query.columns.values())


@each_query
def test_the_query_only_reads(query: Query) -> None:
    assert not WRITING.search(query.text)


@each_query
def test_every_lookup_by_id_names_a_label(query: Query) -> None:
    assert not re.search(r"\(\w*\s*\{id:", query.text)


@each_query
def test_the_types_it_names_are_in_the_vocabulary(query: Query) -> None:
    own = {"FROM", "TO", "ABOUT", "AT", "STATED_IN", "IN", "CITES", "ON", "MENTIONS"}
    named_types = {type_ for group in re.findall(r"\[\w*:([A-Z_|]+)", query.text) for type_ in group.split("|")}
    assert named_types <= own | set(Vocabulary.load().types)


def test_headers_have_defaults_for_numbers_only_and_the_study_for_all_else() -> None:
    assert {each.type for query in QUERIES for each in query.parameters if each.default is not None} == {"number"}
    meaning = Meaning(data_dir())
    for query in of_package(data_dir()).values():
        for parameter in query.parameters:
            assert parameter.default is not None
            assert parameter.value(parameter.default, meaning) == parameter.default_value()


@pytest.fixture
def package(tmp_path: Path) -> Callable[[str], Path]:
    """Give a package with a study's default parameters of named queries."""

    def package_(queries: str) -> Path:
        folder = tmp_path / "package"
        shutil.copytree(MINI, folder)
        (folder / "study.yaml").write_text(f"queries: {queries}\n", encoding="utf-8")
        return folder

    return package_


def test_defaults_are_those_of_the_package(package: Callable[[str], Path], coldwar: Run) -> None:
    data = str(package("{contacts-of: {actor: fidel-castro}}"))
    asked = coldwar("query", "contacts-of", "--cypher", "--data", data).stdout
    assert asked == named("contacts-of", of_package(Path(data))).with_values({"actor": "fidel-castro"}) + "\n"
    listed = {
        query["name"]: query["parameters"] for query in json.loads(coldwar("queries", "--data", data, "--json").stdout)
    }
    assert listed["contacts-of"] == {"actor": {"type": "actor", "default": "fidel-castro"}}
    assert listed["trade-of"] == {"actor": {"type": "actor", "default": None}}
    rows = list(csv.DictReader(io.StringIO(coldwar("queries", "--data", data, "--csv").stdout)))
    shown = {row["query"]: row["parameters"] for row in rows}
    assert shown["contacts-of"] == "actor: actor = fidel-castro"
    assert shown["brokered-pairs"] == "theatre: theatre, other: theatre, limit: number = 25"


def test_a_parameter_without_default_is_asked_for_by_name_and_type(coldwar: Run) -> None:
    outcome = coldwar("query", "contacts-of", "--cypher", "--data", str(MINI))
    assert outcome.returncode == 2
    assert outcome.stderr == (
        "coldwar: expected --param actor=VALUE of type 'actor': the study has no default for it\n"
    )


@pytest.mark.parametrize(
    ("queries", "line"),
    [
        ("{contatcs-of: {actor: ussr}}", "queries.contatcs-of: expected a named query, found 'contatcs-of'"),
        ("{contacts-of: {who: ussr}}", "queries.contacts-of.who: expected a parameter of actor, found 'who'"),
        ("{visits: {from: soon}}", "queries.visits.from: expected a value of type 'first day', found 'soon'"),
    ],
)
def test_defaults_that_no_query_takes_are_told_in_a_line(
    queries: str, line: str, package: Callable[[str], Path], coldwar: Run
) -> None:
    data = str(package(queries))
    for arguments in (("queries", "--data", data), ("query", "visits", "--data", data)):
        outcome = coldwar(*arguments)
        assert outcome.returncode == 1
        assert outcome.stderr.startswith(f"coldwar: study.yaml: {line}")
        assert outcome.stderr.count("\n") == 1
    warned = coldwar("validate", data)
    assert warned.returncode == 0
    assert f"study.yaml: query-default: {line}" in warned.stdout


def test_the_list_of_queries_can_be_read_by_people_and_programs(coldwar: Run) -> None:
    assert "contacts-of" in coldwar("queries", "contact").stdout
    listed = json.loads(coldwar("queries", "--json").stdout)
    assert [query["name"] for query in listed] == list(library())
    assert coldwar("queries", "trade", "--csv").stdout.startswith("theme,query,question,parameters\ntrade,commodities,")


def test_the_cypher_of_a_query_can_be_had_without_a_server(coldwar: Run) -> None:
    outcome = coldwar("query", "neighbourhood", "-p", "actor=Corvalan", "--cypher")
    expected = named("neighbourhood", of_package(data_dir())).with_values({"actor": "luis-corvalan"})
    assert outcome.stdout == expected + "\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("queries", "love"), "coldwar: expected a theme of brokerage, contact"),
        (("queries", "--json", "--csv"), "coldwar: expected --json or --csv, found both\n"),
        (("query", "contatcs"), "coldwar: there is no query 'contatcs'"),
        (("query", "contacts-of", "--param", "actor"), "coldwar: expected --param NAME=VALUE, found 'actor'\n"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], line: str, coldwar: Run) -> None:
    outcome = coldwar(*arguments)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(line)
    assert outcome.stderr.count("\n") == 1


def test_contact_queries_cover_the_family_of_contact() -> None:
    family = {type_.name for type_ in Vocabulary.load().types.values() if type_.family == "contact"}
    assert set(re.search(r"\[r:([A-Z_|]+)", named("contacts-of").text)[1].split("|")) == family


def test_names_are_accepted_in_any_spelling(meaning: Meaning) -> None:
    actor = Parameter("actor", "actor")
    assert [actor.value(text, meaning) for text in ("CASTRO, Fidel", "fidel castro", "fidel-castro")] == [
        "fidel-castro"
    ] * 3


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("first day", "1973", date(1973, 1, 1)),
        ("last day", "1973", date(1973, 12, 31)),
        ("last day", "1972-02", date(1972, 2, 29)),
        ("first day", "1973-09-11", date(1973, 9, 11)),
        ("number", "12", 12),
        ("theatre", "moscow", "moscow"),
        ("family", "trade", "trade"),
        ("theatres", "moscow; havana", ["moscow", "havana"]),
        ("actors", "Castro, Fidel;USSR", ["fidel-castro", "ussr"]),
        ("standing", "disputed", "disputed"),
        ("words", "a:b", r"a\:b"),
    ],
)
def test_a_text_becomes_a_value_of_the_parameters_type(
    type_: str, text: str, expected: object, meaning: Meaning
) -> None:
    assert Parameter("x", type_).value(text, meaning) == expected


@pytest.mark.parametrize(
    ("type_", "text", "message"),
    [
        ("first day", "yesterday", "--param x: expected a value of type 'first day', found 'yesterday'"),
        ("last day", "1973/..", "--param x: expected a value of type 'last day', found '1973/..'"),
        ("words", " ", "--param x: expected a value of type 'words', found ' '"),
        ("number", "many", "--param x: expected a value of type 'number', found 'many'"),
        ("standing", "true", "--param x: expected one of stated, reported, inferred, disputed, found 'true'"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_line(type_: str, text: str, message: str, meaning: Meaning) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        Parameter("x", type_).value(text, meaning)


def test_an_unknown_name_gets_suggestions(meaning: Meaning) -> None:
    with pytest.raises((UnknownNameError, AmbiguousNameError)) as failure:
        Parameter("actor", "actor").value("Fidel Castrro", meaning)
    assert failure.value.suggestions == ("Fidel Castro",)


def test_an_entity_of_another_kind_is_called_by_it(meaning: Meaning) -> None:
    message = "^--param state: expected State, found the Person 'Fidel Castro'$"
    with pytest.raises(UsageError, match=message):
        Parameter("state", "state").value("Castro, Fidel", meaning)


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        (
            "visits",
            {"from": "1974", "to": "1973"},
            "--param from: expected a day that is not after 'to', found from=1974-01-01 and to=1973-12-31",
        ),
        ("claim-and-its-evidence", {"claim": "z99-99"}, "--param claim: expected the id of a claim, found 'z99-99'"),
        (
            "claims-in-a-passage",
            {"source": "mini-2001", "locator": "p99"},
            "--param locator: expected a passage of mini-2001, such as n01 or p06, found mini-2001, p99",
        ),
    ],
)
def test_what_can_find_nothing_is_refused_in_a_line(
    query: str, given: dict[str, str], message: str, meaning: Meaning
) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}"):
        values(named(query).parameters, given, meaning)


def test_an_unknown_parameter_is_refused(meaning: Meaning) -> None:
    with pytest.raises(UsageError, match="expected a parameter of actor, found 'who'"):
        values(named("contacts-of").parameters, {"who": "Castro"}, meaning)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a type of actor"):
        Parameter.of("x", {"type": "colour"})
    assert "colour" not in TYPES


def test_an_unknown_query_is_refused() -> None:
    with pytest.raises(UsageError, match="no query 'contatcs'"):
        named("contatcs")


@pytest.mark.parametrize("text", ["MATCH (n:State) RETURN n", "// title: x: y\nRETURN 1", "// title: x\nRETURN 1"])
def test_a_file_without_a_proper_header_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "theme" / "broken.cypher"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ColdWarError, match=r"theme/broken\.cypher"):
        library(tmp_path)


def test_values_in_the_text_cannot_break_out_of_it() -> None:
    hostile = "'}) DETACH DELETE n //\\"
    text = named("neighbourhood").with_values({"actor": hostile})
    assert r"{id: '\'}) DETACH DELETE n //\\'}" in text
    assert literal("\\'") == r"'\\\''"


def test_signs_and_words_of_lucene_lose_their_meaning() -> None:
    assert escape_lucene('a AND b OR NOT "c" && (d)*?') == r"a and b or not \"c\" \&& \(d\)\*\?"
