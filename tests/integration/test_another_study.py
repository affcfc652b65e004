"""A second, invented study is loaded and asked on a real server."""

from graph_loader.database.library import named, of_package
from graph_loader.database.load import load
from graph_loader.database.queries import run
from graph_loader.database.verify import verify
from tests.neo4j_servers import ON_ONE_VERSION, Database
from tests.test_second_study import ACCRA


@ON_ONE_VERSION
def test_a_second_study_is_loaded_and_asked_what_it_asks_by_default(database: Database) -> None:
    load(database.driver, "neo4j", ACCRA)
    assert verify(database.driver, "neo4j", ACCRA).differences == []
    query = named("contacts-of", of_package(ACCRA))
    assert query.defaults() == {"actor": "ama-quell"}
    run(database.driver, "neo4j", query, query.defaults())
