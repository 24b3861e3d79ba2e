"""A corpus made up: the same from its seed, its key right, and its verification not blind."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from zikg.bench import corpus_key
from zikg.bench.corpus import Made, Order, block
from zikg.bench.corpus_files import MARK
from zikg.bench.corpus_store import make
from zikg.bench.corpus_verify import Checked, Verified, examine, keys, verify
from zikg.bench.makers import roster
from zikg.cli import main
from zikg.errors import ReadError
from zikg.registry.issuers import name_of

if TYPE_CHECKING:
    from pathlib import Path

SEED = 5
COUNT = 240


@pytest.fixture(scope="module")
def made() -> list[Made]:
    """A corpus of several blocks, not written."""
    order = Order(COUNT, SEED, ("txt", "md", "html", "docx"))
    return [one for number in range(order.blocks) for one in block(order, number)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus on disk, half of it with faults."""
    target = tmp_path_factory.mktemp("korpus")
    assert sum(make(Order(8, SEED, ("txt", "md", "html", "docx"), 0.5), target)) == 8
    return target


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    """One process and two write the same files and the same key."""
    order = Order(150, SEED, ("txt", "docx"))
    for jobs in (1, 2):
        assert sum(make(order, tmp_path / str(jobs), jobs)) == 150
    one, two = (
        {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}
        for root in (tmp_path / "1", tmp_path / "2")
    )
    assert one == two
    assert len(one) == 150 + 2


def test_another_seed_is_another_corpus() -> None:
    """The seed decides what is drawn."""
    texts = {next(block(Order(100, seed), 0)).content for seed in (1, 2, 1)}
    assert len(texts) == 2


def test_no_decree_is_there_twice(made: list[Made]) -> None:
    """Office, year and number name one decree; offices have several, some in one year."""
    ids = [one.key.id for one in made if one.key.id]
    assert len(ids) == len(set(ids))
    years = [(one.key.satker, one.sample.day.year) for one in made]
    assert len({satker for satker, _ in years}) < COUNT / 2
    assert len(set(years)) < COUNT


def test_faults_and_copies_come_in_their_shares(made: list[Made]) -> None:
    """About two in five have faults, some of them several; copies name what they copy."""
    broken = [one for one in made if one.key.planted]
    assert 0.3 * COUNT < len(broken) < 0.5 * COUNT
    assert any(len(one.key.planted) > 1 for one in broken)
    by_file = {one.key.file: one for one in made}
    copies = [(one, one.key.copied) for one in made if one.key.copied]
    assert copies
    for copy, of in copies:
        assert of is not None
        assert by_file[of.file].key.satker != copy.key.satker
        assert of.share > 0.7


def test_the_key_of_an_order_without_faults_expects_nothing() -> None:
    """With a share of nothing nothing is planted, and every component is covered."""
    for one in block(Order(40, SEED, broken=0, copied=0), 0):
        assert not one.key.planted
        assert not one.key.missing
        assert one.key.copied is None


def test_every_file_says_that_it_is_made_up(made: list[Made]) -> None:
    """Text, Markdown and HTML carry the mark; the name of each file says it too."""
    assert {one.form for one in made} == {"txt", "md", "html", "docx"}
    for one in made:
        assert "/sintetis-" in one.key.file
        if one.form != "docx":
            assert MARK in one.content.decode()


def test_a_line_of_the_key_gives_the_entry_again(made: list[Made]) -> None:
    """What is written is what is read; anything else is refused."""
    for one in made:
        assert corpus_key.read(one.key.line()) == one.key
    for wrong in ("{}", "[]", "3", '{"file": 1}', made[0].key.line().replace('"date"', '"day"')):
        with pytest.raises(ValueError, match="no line of a key"):
            corpus_key.read(wrong)


def test_the_offices_are_all_of_the_country() -> None:
    """Every KPU and KIP of province, regency and city is there once, and others beside them."""
    makers = roster(Random(1))
    slugs = [maker.slug for maker in makers]
    assert len(slugs) == len(set(slugs))
    kinds = [maker.kind for maker in makers]
    assert kinds.count("kpu-kabkota") + kinds.count("kip-kabkota") == 514
    assert kinds.count("kpu-prov") + kinds.count("kip-prov") == 38
    assert sum(not maker.of_elections for maker in makers) > 100
    assert all(name_of(m.slug) == m.name for m in makers if m.kind == "kpu-kabkota")


def test_a_corpus_is_as_its_key_says(folder: Path) -> None:
    """The engine of the check finds every fault, nothing else, and reads the fields rightly."""
    counts = Verified()
    for one in verify(folder):
        counts.add(one)
    assert counts.files == 8
    assert not counts.examples, counts.as_json()["examples"]
    assert counts.expected.total() > 0


def test_verification_sees_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    """A file that is not what the key says is missed, noisy and misread, each by name."""
    entries = list(keys(folder))
    broken, right = next(
        (one, other)
        for one in entries
        for other in entries
        if any(each.severity != "info" for each in one.expected) and not other.planted
        if one.file.rpartition(".")[2] == other.file.rpartition(".")[2]
    )
    path = tmp_path / right.file
    path.parent.mkdir(parents=True)
    other = tmp_path / broken.file
    other.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((folder / broken.file).read_bytes())
    other.write_bytes((folder / right.file).read_bytes())
    noisy = examine(tmp_path, right)
    assert noisy.noise
    assert {"satker", "number"} <= {name for name, _ in noisy.misread}
    missed = examine(tmp_path, broken)
    assert missed.missed
    assert not missed.right


def test_a_file_that_is_gone_is_counted(folder: Path, tmp_path: Path) -> None:
    """A missing file is told with its name, and the others go on."""
    checked = examine(tmp_path, next(keys(folder)))
    assert checked.error is not None
    counts = Verified()
    counts.add(checked)
    counts.add(Checked("ada.txt"))
    assert (counts.files, counts.right, counts.failed) == (2, 1, 1)


def test_a_folder_without_key_is_refused(tmp_path: Path) -> None:
    """What is no corpus is refused in one sentence."""
    with pytest.raises(ReadError, match="tidak ada"):
        list(keys(tmp_path))
    (tmp_path / "kunci.jsonl").write_text("{}\n")
    with pytest.raises(ReadError, match="baris 1"):
        list(keys(tmp_path))


def test_the_command(tmp_path: Path) -> None:
    """It writes a corpus with key and README, and never over something else."""
    run = CliRunner().invoke
    target = tmp_path / "korpus"
    made = run(main, ["bench", "corpus", "3", "-o", str(target), "--jobs", "1", "--broken", "0"])
    assert made.exit_code == 0
    assert len((target / "kunci.jsonl").read_text().splitlines()) == 3
    assert "BUATAN" in (target / "README.md").read_text()
    again = run(main, ["bench", "corpus", "3", "-o", str(target)])
    assert again.exit_code == 2
    checked = run(
        main, ["bench", "corpus", "--verify", str(target), "--jobs", "1", "--format", "json"]
    )
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["right"] == 3


@pytest.mark.parametrize(
    "call",
    [[], ["3"], ["3", "-o", "x", "--formats", "pdf"], ["0", "-o", "x"], ["--verify", "x", "3"]],
)
def test_wrong_calls(call: list[str]) -> None:
    """A call that cannot be meant ends with 2."""
    assert CliRunner().invoke(main, ["bench", "corpus", *call]).exit_code == 2
