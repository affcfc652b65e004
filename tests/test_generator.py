"""The packages of the benchmarks keep the rules, are the same each time, and have what real ones have."""

from collections import Counter
from pathlib import Path

from benchmarks.generate import Options, write
from graph_loader.package.dataset import Dataset


def test_a_made_up_package_is_valid_repeatable_and_like_a_real_one(tmp_path: Path) -> None:
    for name in ("one", "same"):
        write(tmp_path / name, Options(claims=3000, seed=7))
    for file in (file for file in (tmp_path / "one").rglob("*") if file.is_file()):
        assert file.read_bytes() == (tmp_path / "same" / file.relative_to(tmp_path / "one")).read_bytes()
    made = Dataset.load(tmp_path / "one")  # which raises where a rule is broken
    real = Dataset.load()

    def parallel(dataset: Dataset) -> float:
        pairs = Counter(map(frozenset, dataset.relationships[["from_id", "to_id"]].to_numpy()))
        return sum(times for times in pairs.values() if times > 1) / len(dataset.relationships)

    def hubs(dataset: Dataset) -> float:
        ends = Counter([*dataset.relationships["from_id"], *dataset.relationships["to_id"]])
        return sum(times for _, times in ends.most_common(6)) / ends.total()

    def places(dataset: Dataset) -> float:
        return len(dataset.evidence) / len(dataset.relationships)

    for share in (parallel, hubs, places):
        assert 0.6 < share(made) / share(real) < 1.6, share.__name__
    for column in ("polarity", "date_certainty", "standing"):
        assert set(made.relationships[column]) >= set(real.relationships[column]), column
    assert made.evidence.groupby("relationship_id")["source_id"].nunique().max() > 1
    assert {"contradiction", "ambiguity"} <= set(made.annotations["kind"])
    assert len(made.mentions) > len(made.passages)
