"""What the database holds, in a few bytes for each row."""

from hypothesis import given
from hypothesis import strategies as st

from graph_loader.database.catalogue import Catalogue, Entry, Verdict

IDS = st.text(min_size=1, max_size=5)
DIGESTS = st.sampled_from(["00000000000000aa", "00000000000000bb", "ffffffffffffffff"])


@given(st.dictionaries(IDS, DIGESTS), st.dictionaries(IDS, DIGESTS))
def test_it_judges_as_a_dictionary_would(there: dict[str, str], wanted: dict[str, str]) -> None:
    catalogue = Catalogue(Entry("State", id_, digest) for id_, digest in there.items())
    rows = [Entry("State", id_, digest) for id_, digest in wanted.items()]
    expected = [
        Verdict.NEW if row.id not in there else Verdict.SAME if there[row.id] == row.digest else Verdict.CHANGED
        for row in rows
    ]
    assert [Verdict(verdict) for verdict in catalogue.judge(rows)] == expected
    assert catalogue.left == len(there.keys() - wanted.keys())
    if there:
        entries = [Entry("State", id_, digest) for id_, digest in there.items()]
        assert {entry.id for entry in catalogue.unseen(entries)} == there.keys() - wanted.keys()


def test_an_id_of_another_kind_is_another_row() -> None:
    catalogue = Catalogue([Entry("VISITED", "a01-01", "0a")])
    assert list(catalogue.judge([Entry("MET_WITH", "a01-01", "0a")])) == [Verdict.NEW]


def test_a_digest_that_somebody_overwrote_equals_none_of_ours() -> None:
    catalogue = Catalogue([Entry("State", "ussr", "by hand")])
    assert list(catalogue.judge([Entry("State", "ussr", "0a")])) == [Verdict.CHANGED]
