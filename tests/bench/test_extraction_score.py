"""How marks are compared: what counts as found, what counts as read, tables cell for cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zikg.bench.extraction import marks
from zikg.bench.extraction_baseline import find
from zikg.bench.extraction_gold import Grid, Mark, Passage, load
from zikg.bench.extraction_match import align, name
from zikg.bench.extraction_plan import Tables, compare
from zikg.bench.extraction_score import Found, errors, score
from zikg.extract import extract
from zikg.read.source import read_bytes
from zikg.registry import open_registry

LN = ("LN", 2014, "6")
GOLD = (
    Mark(0, 60, "uu", "5", 2014, "ri", gazettes=(LN,)),
    Mark(
        80, 150, "permen", "PM 57", 2020, "perhubungan", role="amending", of=0, relation="amended"
    ),
    Mark(110, 150, "uu", "5", 2014, "ri", role="title", of=1),
)


def passage(*marks: Mark, decree: bool = False) -> Passage:
    return Passage("p", "dev", "s", "modern", "x" * 200, decree, marks, None)


def test_the_gold_set_read_as_it_stands_scores_full() -> None:
    every = load("all")
    total = score((one, one.marks) for one in every)
    assert {found.f1 for ways in total.groups.values() for found in ways.values()} == {1.0}
    assert {share.rate for share in total.reading.values()} == {1.0}
    assert total.silent.rate == 1.0
    assert all(errors(one, one.marks) == [] for one in every)


def test_a_shorter_span_overlaps_but_is_not_exact() -> None:
    total = score([(passage(*GOLD), (replace(GOLD[0], end=50), *GOLD[1:]))])
    ways = total.groups["all"]
    assert (ways["exact"].right, ways["overlap"].right, ways["free"].right) == (2, 3, 3)
    assert total.groups["type:uu"]["exact"].f1 == 0.5


def test_another_number_is_met_but_not_the_same_instrument() -> None:
    total = score([(passage(*GOLD), (replace(GOLD[0], number="6"), *GOLD[1:]))])
    assert total.groups["all"]["exact"].right == 3
    assert total.groups["all"]["free"].right == 2
    assert (total.reading["number"].right, total.reading["number"].judged) == (2, 3)


def test_a_mention_not_read_and_one_invented_cost_recall_and_precision() -> None:
    extra = Mark(160, 170, "pp", "1", 2000, "ri")
    read = (GOLD[0], replace(GOLD[1], of=0), extra)
    total = score([(passage(*GOLD), read)])
    free = total.groups["all"]["free"]
    assert (free.gold, free.read, free.right) == (3, 3, 2)
    assert free.precision == pytest.approx(2 / 3)
    assert total.groups["type:pp"]["free"].precision == 0.0
    assert [kind for kind, _, _ in errors(passage(*GOLD), read)] == ["missed", "extra"]


def test_the_title_within_is_not_taken_for_the_instrument_around_it() -> None:
    assert align(GOLD, (GOLD[2],)) == {2: 0}
    assert align(GOLD, (GOLD[1],)) == {1: 0}


def test_a_relation_needs_the_right_target_and_kind() -> None:
    for wrong in (
        {"relation": "last-amended"},
        {"of": None, "role": "base", "relation": None},
        {"of": 2},
    ):
        total = score([(passage(*GOLD), (GOLD[0], replace(GOLD[1], **wrong), GOLD[2]))])
        assert (total.reading["relation"].right, total.reading["relation"].judged) == (1, 2)


def test_issuers_of_the_state_and_open_ones_are_not_judged() -> None:
    open_ = replace(GOLD[1], judged=False, issuer=None)
    judged = score([(passage(*GOLD), GOLD)]).reading["issuer"].judged
    assert judged == 1
    assert "issuer" not in score([(passage(GOLD[0], open_, GOLD[2]), GOLD)]).reading


def test_gazettes_count_one_by_one_and_as_a_whole() -> None:
    both = replace(GOLD[0], gazettes=(LN, ("TLN", None, "5494")))
    total = score([(passage(both), (GOLD[0],))])
    assert (total.reading["gazette"].right, total.reading["gazette"].judged) == (0, 1)
    assert (total.gazettes.right, total.gazettes.gold, total.gazettes.read) == (1, 2, 1)


def test_section_and_item_count_in_whole_decrees_only() -> None:
    placed = replace(GOLD[0], section="mengingat", item="1")
    other = replace(placed, item="2")
    assert "section" not in score([(passage(placed), (other,))]).reading
    reading = score([(passage(placed, decree=True), (other,))]).reading
    assert (reading["section"].right, reading["item"].right) == (1, 0)


def test_a_text_without_mentions_must_stay_silent() -> None:
    assert score([(passage(), ())]).silent.rate == 1.0
    assert score([(passage(), GOLD[:1])]).silent.rate == 0.0


def test_blanks_and_case_of_a_number_do_not_count() -> None:
    assert name(GOLD[1]) == name(replace(GOLD[1], number="pm57"))
    assert name(GOLD[1]) != name(replace(GOLD[1], number="57"))


def test_nothing_there_and_nothing_read_is_right() -> None:
    assert Found(0, 0, 0).f1 == 1.0
    assert Found(2, 0, 0).f1 == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Undang-Undang Nomor 5 Tahun 2014", [("uu", "5", 2014)]),
        ("Peraturan Menteri Agama Nomor 19 Tahun 2019 ...", [("permen", "19", 2019)]),
        ("UU 5/2014", []),
        ("Undang-Undang Nornor 5 Tahun 2014", []),
    ],
)
def test_the_simple_pattern_knows_one_form(text: str, found: list[tuple[str, str, int]]) -> None:
    assert [(one.type, one.number, one.year) for one in find(text)] == found


TABLE = Grid(
    ("component", "target"),
    (("I", "SATU", (("1", "Tim Kerja", "Mei"), ("2", "Rencana", "Juni"))), ("II", "DUA", ())),
)


def test_a_table_read_whole() -> None:
    into = Tables()
    compare(into, "p", TABLE, Grid(TABLE.columns, TABLE.areas))
    assert (into.tables.rate, into.rows.rate, into.cells.rate, into.areas.rate) == (1, 1, 1, 1)
    assert (into.cells.judged, into.wrong) == (4, [])


def test_a_wrong_cell_spoils_its_row_and_a_surplus_row_the_table() -> None:
    other = (
        ("I", "SATU", (("1", "Tim  Kerja", "Mei"), ("2", "Rencana", "Juli"))),
        ("II", "DUA", ()),
    )
    into = Tables()
    compare(into, "p", TABLE, Grid(TABLE.columns, other))
    assert (into.rows.right, into.cells.right, into.tables.right) == (1, 3, 0)
    more = (("I", "SATU", (*TABLE.areas[0][2], ("3", "Lain", ""))), ("II", "DUA", ()))
    into = Tables()
    compare(into, "p", TABLE, Grid(TABLE.columns, more))
    assert (into.rows.right, into.surplus, into.tables.right) == (2, 1, 0)


def test_a_table_not_read_is_all_wrong() -> None:
    into = Tables()
    compare(into, "p", TABLE, None)
    assert (into.rows.right, into.cells.right, into.tables.right, into.areas.right) == (0, 0, 0, 0)


def test_columns_may_stand_in_another_order() -> None:
    turned = (
        ("I", "SATU", (("1", "Mei", "Tim Kerja"), ("2", "Juni", "Rencana"))),
        ("II", "DUA", ()),
    )
    into = Tables()
    compare(into, "p", TABLE, Grid(("target", "component"), turned))
    assert into.tables.rate == 1.0


def test_citations_become_marks_with_their_targets() -> None:
    text = "Undang-Undang Nomor 5 Tahun 2014 sebagaimana telah diubah dengan Undang-Undang Nomor 6 Tahun 2015;"
    found = marks(extract(read_bytes(text.encode(), "a.txt"), open_registry()))
    assert [(one.number, one.role, one.of) for one in found] == [
        ("5", "base", None),
        ("6", "amending", 0),
    ]
    assert text[found[0].start : found[0].end] == "Undang-Undang Nomor 5 Tahun 2014"
