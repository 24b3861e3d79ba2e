"""What is judged at the date of a decree: each fact, where it holds and where it must not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from handmade import DOCUMENT, TITLE, Maker, gazette
from zikg.model import Cell, Interval, Run, TitleMention
from zikg.namespaces import BASE, ZIKG
from zikg.reason.judge import inferred_quads
from zikg.registry import Registry, open_registry

if TYPE_CHECKING:
    from zikg.model import Decree

Facts = dict[tuple[str, str], set[str]]
UU7, UU7_2023, PERPPU = "uu/ri/2017/7", "uu/ri/2023/7", "perppu/ri/2022/1"
OLD, OLD_AMENDED, NEW = "permen/panrb/2014/52", "permen/panrb/2019/10", "permen/panrb/2021/90"
AMENDS_52 = (
    "Perubahan atas Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi "
    "Nomor 52 Tahun 2014 tentang Pedoman Pembangunan Zona Integritas"
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def judged(decree: Decree, registry: Registry, as_of: str = "2026-11-21") -> Facts:
    """Return the inferred facts by (subject below the document, property)."""
    when = decree.when or Interval.parse(as_of)
    run = Run(when, "decree", date.fromisoformat(as_of))
    facts: Facts = {}
    for quad in inferred_quads(decree, run, registry):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        subject = quad.subject.value.removeprefix(f"{BASE}{DOCUMENT}").lstrip("/")
        name = quad.predicate.value.removeprefix(ZIKG)
        value = quad.object.value.removeprefix(f"{BASE}{DOCUMENT}/").removeprefix(f"{BASE}eli/")
        facts.setdefault((subject, name), set()).add(value.removeprefix(BASE))
    return facts


def cite(item: int | str, ordinal: int = 1, section: str = "mengingat") -> str:
    return f"{section}/{item}/cite/{ordinal}"


# --- standing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "when", "standing"),
    [
        ("uu/ri/2014/5", "2025-02-07", "revoked"),
        ("uu/ri/2014/5", "2023-10-31", "revoked"),  # in effect on the day itself
        ("uu/ri/2014/5", "2023-10-30", "stands"),
        ("uu/ri/2014/5", "2023-10", "stands"),  # undecided within the month: not said
        ("uu/ri/2023/1", "2025-02-07", "not-yet"),
        ("uu/ri/2023/1", "2022-05-01", "not-existing"),
        ("perpres/ri/2025/46", "2025-02-07", "not-existing"),
        ("perpres/ri/2031/9", "2025-02-07", "not-existing"),
        ("perpres/ri/2019/9999", "2025-02-07", "unheld"),
        (UU7, "2025-02-07", "stands"),
        (OLD, "2025-02-07", "revoked"),
        (OLD, "2021-12-15", "stands"),  # revoked some day in December 2021
    ],
)
def test_standing(registry: Registry, work: str, when: str, standing: str) -> None:
    """Each cited instrument stands as it did over the whole of the judged date."""
    made = Maker()
    made.cite(work)
    assert judged(made.decree(when), registry)[cite(1), "standing"] == {standing}


def test_unresolved(registry: Registry) -> None:
    """What has no number is incomplete, what fits several is ambiguous; none of them stands."""
    made = Maker()
    made.cite(None)
    made.cite(None, candidates=("permen/panrb/2021/90", "permen/keuangan/2021/90"))
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "standing"] == {"incomplete"}
    assert facts[cite(2), "standing"] == {"ambiguous"}
    assert (cite(1), "judgedWork") not in facts


def test_a_doubtful_reading_is_no_law_of_the_future(registry: Registry) -> None:
    """A year that had to be repaired is not held against the drafter."""
    made = Maker()
    made.cite("perpres/ri/2031/9", confidence=0.7)
    assert judged(made.decree(), registry)[cite(1), "standing"] == {"incomplete"}


def test_a_day_cited_tells_the_future_within_a_year(registry: Registry) -> None:
    """A letter dated after the decree did not exist; the year alone would not tell."""
    made = Maker()
    later = Interval.parse("2025-10-17")
    made.cite("surat/kpu/2025/1766", section="menimbang", item="a", dated=later)
    made.cite("surat/kpu/2025/1767", section="menimbang", item="b")
    facts = judged(made.decree(), registry)
    assert facts[cite("a", section="menimbang"), "standing"] == {"not-existing"}
    assert facts[cite("b", section="menimbang"), "standing"] == {"unheld"}


def test_changes_by_kind(registry: Registry) -> None:
    """Amendments, revocations and partial revocations in effect are told apart."""
    made = Maker()
    for work in ("uu/ri/2014/5", UU7, "uu/ri/1999/31"):
        made.cite(work)
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "revokedBy"] == {"change/uu-ri-2023-20--revokes--uu-ri-2014-5"}
    assert len(facts[cite(2), "amendedBy"]) == 2
    assert facts[cite(3), "partlyRevokedBy"] == {
        "change/uu-ri-2002-30--partly_revokes--uu-ri-1999-31"
    }


def test_an_undecided_change_neither_counts_nor_is_forgotten(registry: Registry) -> None:
    """PermenPANRB 5/2024: some day of 2024."""
    made = Maker()
    made.cite(NEW)
    facts = judged(made.decree("2024-03-01"), registry)
    change = "change/permen-panrb-2024-5--amends--permen-panrb-2021-90"
    assert facts[cite(1), "undecidedChange"] == {change}
    assert (cite(1), "amendedBy") not in facts


@pytest.mark.parametrize(
    ("as_of", "changed"), [("2025-04-29", 0), ("2025-04-30", 1), ("2026-11-21", 1)]
)
def test_changed_since(registry: Registry, as_of: str, changed: int) -> None:
    """Perpres 46/2025 changed Perpres 16/2018 on 30 April 2025: said from that day on."""
    made = Maker()
    made.cite("perpres/ri/2018/16")
    facts = judged(made.decree(), registry, as_of)
    assert len(facts.get((cite(1), "changedSince"), ())) == changed


def test_establishing_a_perppu_changes_nothing_anew(registry: Registry) -> None:
    """Perppu 1/2022 was in effect at signing; UU 7/2023 made it a law later."""
    made = Maker()
    made.cite(UU7)
    facts = judged(made.decree("2023-01-05"), registry)
    assert (cite(1), "changedSince") not in facts
    assert facts[cite(1), "amendedBy"] == {"change/perppu-ri-2022-1--amends--uu-ri-2017-7"}


def test_the_diktum_is_not_judged(registry: Registry) -> None:
    """Scope of the legal rules: Menimbang, Mengingat, Memperhatikan."""
    made = Maker()
    made.cite("uu/ri/2014/5", section="diktum", item="kedua")
    assert (cite("kedua", section="diktum"), "standing") not in judged(made.decree(), registry)


# --- acts cited alone ---------------------------------------------------------------------------


def test_an_amending_act_alone_is_judged_on_its_base(registry: Registry) -> None:
    """PermenPANRB 10/2019 tentang Perubahan atas 52/2014: 52/2014 was revoked."""
    made = Maker()
    alone = made.cite(OLD_AMENDED, AMENDS_52, section="menimbang", item="a")
    made.mention(alone, OLD)
    facts = judged(made.decree(), registry)
    here = cite("a", section="menimbang")
    assert facts[here, "judgedWork"] == {OLD}
    assert facts[here, "standing"] == {"revoked"}


def test_the_base_named_in_the_title_serves_where_the_act_is_not_held(registry: Registry) -> None:
    """An act that the registry does not hold names a base that was revoked."""
    made = Maker()
    alone = made.cite("permen/panrb/2018/77", AMENDS_52)
    made.mention(alone, OLD)
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "standing"] == {"revoked"}
    assert facts[cite(1), "judgedWork"] == {OLD}


def test_a_law_that_establishes_a_perppu_is_judged_on_the_law_amended(registry: Registry) -> None:
    """UU 7/2023 alone is a legitimate basis: it leads to UU 7/2017, amended and named so."""
    made = Maker()
    made.cite(UU7_2023)
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "judgedWork"] == {UU7}
    assert facts[cite(1), "standing"] == {"stands"}
    assert facts[cite(1), "namesChanger"] == {cite(1)}
    assert (cite(1), "laterAmendment") not in facts
    assert {UU7, UU7_2023} <= facts["", "restsOn"]


def test_a_law_of_its_own_stands_for_itself(registry: Registry) -> None:
    """UU 1/2026 (Penyesuaian Pidana) amends UU 1/2023 but is no "Perubahan atas"."""
    made = Maker()
    made.cite("uu/ri/2026/1")
    facts = judged(made.decree("2026-03-01"), registry)
    assert facts[cite(1), "judgedWork"] == {"uu/ri/2026/1"}


# --- amendments ---------------------------------------------------------------------------------


def test_no_amendment_named(registry: Registry) -> None:
    """UU 7/2017 bare: amended, none named; that is not "a later one"."""
    made = Maker()
    made.cite(UU7)
    facts = judged(made.decree(), registry)
    assert (cite(1), "namesChanger") not in facts
    assert (cite(1), "laterAmendment") not in facts


@pytest.mark.parametrize("act", [UU7_2023, PERPPU])
def test_perppu_and_its_law_are_one_amendment(registry: Registry, act: str) -> None:
    """Naming either is naming it."""
    made = Maker()
    made.amend(made.cite(UU7), act)
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "namesChanger"] == {cite(1, 2)}
    assert (cite(1), "laterAmendment") not in facts


@pytest.mark.parametrize(
    ("named", "later"),
    [
        ("peraturan/kpu/2021/4", {"2022-5", "2023-12"}),
        ("peraturan/kpu/2023/12", set()),
        ("peraturan/kpu/2024/9", set()),  # unknown to the registry: counts by its year
        ("peraturan/kpu/2021/99", {"2022-5", "2023-12"}),
        ("peraturan/kpu/2022/99", {"2023-12"}),  # order against 5/2022 undecided
    ],
)
def test_later_amendment(registry: Registry, named: str, later: set[str]) -> None:
    """Only an amendment certainly later than every one named."""
    made = Maker()
    base = made.cite("peraturan/kpu/2019/8")
    made.amend(base, named, relation="last-amended")
    facts = judged(made.decree(), registry)
    expected = {f"change/peraturan-kpu-{act}--amends--peraturan-kpu-2019-8" for act in later}
    assert facts.get((cite(1), "laterAmendment"), set()) == expected


def test_the_ordinal_in_a_title_orders_what_the_registry_does_not_know(registry: Registry) -> None:
    """A "Perubahan Keenam" of 2023 is later than the fifth, whatever its day."""
    made = Maker()
    title = "Perubahan Keenam atas Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019"
    made.amend(made.cite("peraturan/kpu/2019/8"), "peraturan/kpu/2023/30", title)
    assert (cite(1), "laterAmendment") not in judged(made.decree(), registry)


def test_an_amendment_as_an_item_of_its_own_is_named(registry: Registry) -> None:
    """Mengingat lists base and amendment as two items."""
    made = Maker()
    made.cite(UU7)
    made.cite(UU7_2023)
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "namesChanger"] == {cite(2)}


def test_one_finding_for_a_group(registry: Registry) -> None:
    """Naming UU 19/2019 only... and naming nothing of Perppu 1/2015: ordinals decide."""
    made = Maker()
    made.amend(made.cite("uu/ri/2002/30"), "uu/ri/2015/10")
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "laterAmendment"] == {"change/uu-ri-2019-19--amends--uu-ri-2002-30"}


def test_an_amendment_after_the_judged_date_is_not_missed(registry: Registry) -> None:
    """Perpres 16/2018 with 12/2021 is right until 46/2025."""
    made = Maker()
    made.amend(made.cite("perpres/ri/2018/16"), "perpres/ri/2021/12")
    assert (cite(1), "laterAmendment") not in judged(made.decree(), registry)
    assert (cite(1), "laterAmendment") in judged(made.decree("2025-04-30"), registry)


# --- relations ----------------------------------------------------------------------------------


def test_a_revocation_called_an_amendment(registry: Registry) -> None:
    """PP 94/2021 revokes PP 53/2010 (but for a rest); it does not amend it."""
    made = Maker()
    made.amend(made.cite("pp/ri/2010/53"), "pp/ri/2021/94", "Disiplin Pegawai Negeri Sipil")
    facts = judged(made.decree(), registry)
    change = "change/pp-ri-2021-94--partly_revokes--pp-ri-2010-53"
    assert facts[cite(1, 2), "contradictedBy"] == {change}
    assert facts[cite(1), "hasMisdescribedChange"] == {cite(1, 2)}
    assert (cite(1), "namesChanger") not in facts
    assert facts[cite(1, 2), "changesWork"] == {"pp/ri/2010/53"}


def test_an_amendment_called_a_revocation(registry: Registry) -> None:
    """ "dicabut dengan" where the registry knows amendments only."""
    made = Maker()
    made.amend(made.cite(UU7), UU7_2023, relation="revoked")
    facts = judged(made.decree(), registry)
    assert facts[cite(1, 2), "contradictedBy"] == {"change/uu-ri-2023-7--amends--uu-ri-2017-7"}


def test_the_title_of_the_act_names_another_base(registry: Registry) -> None:
    """UU 28/1999 "terakhir diubah dengan" UU 19/2019 tentang Perubahan Kedua atas UU 30/2002."""
    made = Maker()
    base = made.cite("uu/ri/1999/28")
    made.amend(base, "uu/ri/2002/30", "Komisi Pemberantasan Tindak Pidana Korupsi")
    last = made.amend(base, "uu/ri/2019/19", relation="last-amended")
    made.mention(last, "uu/ri/2002/30")
    facts = judged(made.decree(), registry)
    assert (cite(1, 2), "contradictedBy") in facts
    assert facts[cite(1, 3), "titleNamesOther"] == {"uu/ri/2002/30"}
    assert (cite(1, 2), "titleNamesOther") not in facts
    assert (cite(1, 3), "contradictedBy") not in facts


def test_the_title_as_cited_serves_where_the_act_is_not_held(registry: Registry) -> None:
    """An unknown act whose title names another work as changed."""
    made = Maker()
    act = made.amend(made.cite(NEW), "permen/panrb/2022/77", AMENDS_52)
    made.mention(act, OLD)
    facts = judged(made.decree(), registry)
    assert facts[cite(1, 2), "titleNamesOther"] == {OLD}


def test_a_relation_the_registry_does_not_know_is_no_contradiction(registry: Registry) -> None:
    """Nothing positive to the contrary: an omnibus law may amend any work."""
    made = Maker()
    omnibus = "Cipta Kerja"
    made.amend(made.cite("uu/ri/2008/14"), "uu/ri/2023/6", omnibus)
    act = made.amend(made.cite("uu/ri/2009/25"), "uu/ri/2020/99")
    made.mention(act, "uu/ri/2009/25")
    facts = judged(made.decree(), registry)
    assert not [key for key in facts if key[1] in ("contradictedBy", "titleNamesOther")]
    assert facts[cite(1), "namesChanger"] == {cite(1, 2)}


def test_the_base_under_another_type_is_not_another_base(registry: Registry) -> None:
    """A title that calls the base a Keputusan names the same number and year."""
    made = Maker()
    act = made.amend(made.cite(NEW), "permen/panrb/2023/77", "Perubahan atas Keputusan Nomor 90")
    made.mention(act, "kepmen/panrb/2021/90")
    assert (cite(1, 2), "titleNamesOther") not in judged(made.decree(), registry)


# --- gazettes -----------------------------------------------------------------------------------


def test_gazette_conflict(registry: Registry) -> None:
    """Another number or year of the same kind conflicts; leading zeros and a lost year do not."""
    made = Maker()
    right = (gazette("LN", "112", 2009), gazette("TLN", "5038"))
    made.cite("uu/ri/2009/25", gazettes=right)
    made.cite("uu/ri/2009/25", gazettes=(gazette("LN", "121", 2009),))
    made.cite("uu/ri/2009/25", gazettes=(gazette("LN", "112", 2008),))
    made.cite("uu/ri/2009/25", gazettes=(gazette("LN", "0112"), gazette("BN", "9", 2009)))
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "citesGazetteKind"] == {"LN", "TLN"}
    assert (cite(1), "gazetteConflict") not in facts
    assert facts[cite(2), "gazetteConflict"] == {"gazette/ln/2009/112"}
    assert (cite(3), "gazetteConflict") in facts
    assert (cite(4), "gazetteConflict") not in facts


def test_others_of_the_class_give_their_gazette(registry: Registry) -> None:
    """Berita Negara given for one regulation of ministers and commissions shows the others up."""
    made = Maker()
    made.cite(NEW, gazettes=(gazette("BN", "1571", 2021),))
    made.cite("peraturan/kpu/2023/22")
    made.cite("uu/ri/2008/14")
    facts = judged(made.decree(), registry)
    assert facts[cite(2), "classGazetteGiven"] == {"BN"}
    assert (cite(1), "classGazetteGiven") not in facts
    assert (cite(3), "classGazetteGiven") not in facts


# --- order --------------------------------------------------------------------------------------

RIGHT = ["uu/ri/1999/28", "uu/ri/2008/14", UU7, "pp/ri/2008/60", "perpres/ri/2018/54"]


def order(registry: Registry, works: list[str]) -> Facts:
    made = Maker()
    for work in works:
        made.cite(work)
    facts = judged(made.decree(), registry)
    return {key: value for key, value in facts.items() if key[1].startswith("misplaced")}


@pytest.mark.parametrize(
    "works",
    [
        RIGHT,
        [*RIGHT, "peraturan/kpu/2019/8", "peraturan/kpu/2020/14", OLD, NEW],  # grouped by issuer
        [*RIGHT, NEW, "peraturan/kpu/2023/22"],
        [*RIGHT, OLD, "permen/panrb/2014/14"],  # same year, days unknown
        [*RIGHT, "keputusan/kpu/2021/314", NEW],  # a keputusan has no place in the hierarchy
    ],
)
def test_order_that_is_right(registry: Registry, works: list[str]) -> None:
    """Hierarchy, then date inside one type and issuer; the undecidable is in order."""
    assert order(registry, works) == {}


def test_two_items_swapped_are_one_misplaced(registry: Registry) -> None:
    """One fact, at the one that stands later."""
    works = [RIGHT[0], UU7, RIGHT[1], *RIGHT[3:]]
    assert order(registry, works) == {(cite(3), "misplacedAfter"): {cite(2)}}


def test_one_item_moved_to_the_end_is_one_misplaced(registry: Registry) -> None:
    """UU 28/1999 after the Perpres: it is misplaced, not all the others."""
    works = [*RIGHT[1:], RIGHT[0]]
    facts = order(registry, works)
    assert list(facts) == [(cite(5), "misplacedAfter")]


def test_one_item_moved_to_the_front_is_one_misplaced(registry: Registry) -> None:
    """A Peraturan KPU before the laws: the next item stands wrongly after it."""
    facts = order(registry, ["peraturan/kpu/2019/8", *RIGHT])
    assert facts == {(cite(2), "misplacedAfter"): {cite(1)}}


def test_a_year_that_cannot_be_is_not_out_of_order(registry: Registry) -> None:
    """UU 20/2031 among the laws: the year is wrong (ZI222), not its place, nor its neighbour's."""
    assert order(registry, ["uu/ri/1999/28", "uu/ri/2031/20", *RIGHT[1:]]) == {}
    assert order(registry, [*RIGHT, "peraturan/kpu/2031/1", "peraturan/kpu/2019/8"]) == {}


def test_dates_across_issuers_only_where_the_list_is_mixed(registry: Registry) -> None:
    """KPU 2019, PANRB 2014, KPU 2020: by date PANRB belongs first."""
    works = ["peraturan/kpu/2019/8", OLD, "peraturan/kpu/2020/14"]
    assert order(registry, works) == {(cite(2), "misplacedInClass"): {cite(1)}}


# --- what the decree rests on ---------------------------------------------------------------------


def test_authority_and_guideline(registry: Registry) -> None:
    """A KPU rests on UU 7/2017; the guideline in force in 2025 is 90/2021."""
    made = Maker()
    made.cite(OLD)
    made.cite("permen/panrb/2024/5", section="menimbang", item="a")
    facts = judged(made.decree(), registry)
    assert facts["", "requiresBasis"] == {UU7}
    assert facts["", "restsOn"] == {OLD}
    assert ("", "restsOnGuideline") not in facts
    assert facts["", "considersGuideline"] == {NEW}
    assert facts["", "aboutZonaIntegritas"] == facts["", "setsPlan"] == {"true"}


def test_no_authority_before_it_existed(registry: Registry) -> None:
    """UU 7/2017 is no basis that a decree of 2016 lacks."""
    assert ("", "requiresBasis") not in judged(Maker().decree("2016-05-01"), registry)


def test_guideline_undecided(registry: Registry) -> None:
    """In December 2021 it is not decided which guideline is in force: nothing is required."""
    made = Maker()
    made.cite(NEW)
    made.area("I", "MANAJEMEN PERUBAHAN", r2021="zi/2021/1")
    made.row("Tim Kerja", elements={"2021": "zi/2021/1/p1"})
    facts = judged(made.decree("2021-12-15"), registry)
    assert ("", "restsOnGuideline") not in facts
    assert ("", "mustCover") not in facts
    assert facts["", "covers"] == {"zi/2021/1/p1"}


@pytest.mark.parametrize(
    ("title", "about", "plan"),
    [
        ("Rencana Kerja Pembangunan ZI menuju WBK", True, True),
        ("Pembentukan Tim Pembangunan Zona Integritas", True, False),
        ("RENCANA  AKSI PEMBANGUNAN ZONA\nINTEGRITAS", True, True),
        ("Rencana Aksi Reformasi Birokrasi", False, True),
        ("Penetapan Agen Perubahan", False, False),
    ],
)
def test_what_the_title_is_about(registry: Registry, title: str, about: bool, plan: bool) -> None:
    """Zona Integritas, WBK or WBBM; an action, work or building plan."""
    facts = judged(Maker().decree(title=title), registry)
    assert (("", "aboutZonaIntegritas") in facts, ("", "setsPlan") in facts) == (about, plan)


# --- identity -----------------------------------------------------------------------------------

OWN = "keputusan/kpu-kab-bintan/2025/12"


def test_own_number_under_another_title(registry: Registry) -> None:
    """Another decision of the same office, number and year; its standing is not judged."""
    made = Maker()
    made.cite(OWN, "Pembentukan Tim Pembangunan Zona Integritas di Lingkungan KPU Kabupaten Bintan")
    facts = judged(made.decree(), registry)
    assert facts[cite(1), "sameNumberAs"] == {f"{DOCUMENT}"}
    assert (cite(1), "standing") not in facts


@pytest.mark.parametrize(
    "title",
    [
        TITLE.upper(),
        f"Penetapan {TITLE}",
        "Rencana Aksi Pembangunan ZI Menuju WBK dan WBBM di Lingkungan KPU Kabupaten Bintan",
        "Rencana Aksi Pembangunan Zona Intergitas",  # cut short and misspelt
        None,
    ],
)
def test_own_name_repeated(registry: Registry, title: str | None) -> None:
    """The decree's own name, in another form, is no other decree."""
    made = Maker()
    made.cite(OWN, title, section="menimbang", item="c")
    made.titles.append(TitleMention("memutuskan", None, f"Penetapan {TITLE}", made.write("x")))
    facts = judged(made.decree(), registry)
    assert not [key for key in facts if key[1] in ("sameNumberAs", "standing")]


def test_peer_units(registry: Registry) -> None:
    """Another satker of the same kind is a peer; the own one and its superior are not."""
    made = Maker()
    for slug in ("kpu-kota-tangerang", "kpu-kab-bintan", "kpu", "kpu-prov-kepulauan-riau"):
        made.unit(slug)
    facts = judged(made.decree(), registry)
    peers = {value for key, values in facts.items() if key[1] == "namesPeer" for value in values}
    assert peers == {"org/kpu-kota-tangerang"}


# --- plan ---------------------------------------------------------------------------------------


def plan(made: Maker) -> Maker:
    made.area("IV", "PENGUATAN AKUNTABILITAS", r2014="zi/2014/4", r2021="zi/2021/4")
    made.row("Keterlibatan Pimpinan", elements={"2014": "zi/2014/4/1", "2021": "zi/2021/4/p1"})
    made.row("Pemberian Reward and punishment", elements={"2021": "zi/2021/4/r2"})
    made.row("Lama", elements={"2014": "zi/2014/4/2"})
    return made


def test_coverage(registry: Registry) -> None:
    """Mandatory are the 25 of 2021 and the six areas; rows cover what they are mapped to."""
    made = plan(Maker())
    made.cite(OLD)
    facts = judged(made.decree(), registry)
    assert len(facts["", "mustCover"]) == 25
    assert len(facts["", "mustCoverArea"]) == 6
    assert "zi/2021/4/p1" in facts["", "covers"]
    assert {"zi/2014/4", "zi/2021/4"} == facts["", "coversArea"]
    assert facts["lampiran/IV", "inForceArea"] == {"zi/2021/4"}
    assert facts["lampiran/IV/2", "plansBeyondCited"] == {"zi/2021/4/r2"}
    assert facts["lampiran/IV/3", "plansOnlyIn"] == {"zi/2014/4/2"}
    assert ("lampiran/IV/1", "plansBeyondCited") not in facts


def test_the_old_regime_asks_for_its_own(registry: Registry) -> None:
    """In 2020 all 23 of 52/2014 are mandatory."""
    facts = judged(plan(Maker()).decree("2020-02-07"), registry)
    assert len(facts["", "mustCover"]) == 23
    assert facts["lampiran/IV/2", "plansOnlyIn"] == {"zi/2021/4/r2"}


def test_the_guideline_in_force_cited_is_not_exceeded(registry: Registry) -> None:
    """Where Mengingat rests on the guideline in force no row goes beyond it."""
    made = plan(Maker())
    made.cite(NEW)
    made.cite(OLD)
    facts = judged(made.decree(), registry)
    assert ("lampiran/IV/2", "plansBeyondCited") not in facts


def test_only_a_plan_must_cover(registry: Registry) -> None:
    """A decree on a team has no components to cover."""
    facts = judged(plan(Maker()).decree(title="Pembentukan Tim Zona Integritas"), registry)
    assert ("", "mustCover") not in facts


def test_repeated_indicator(registry: Registry) -> None:
    """The row whose component the words do not fit is the one that repeats them."""
    made = Maker()
    made.area("V", "PENGUATAN PENGAWASAN", r2021="zi/2021/5")
    words = "Whistle- Blowing System telah diterapkan"
    made.row("Benturan Kepentingan", elements={"2021": "zi/2021/5/p5"}, indicator=words)
    made.row("Whistle-Blowing System", elements={"2021": "zi/2021/5/p4"}, indicator=words.upper())
    made.row("Pengaduan", elements={"2021": "zi/2021/5/p3"}, indicator="Rapat evaluasi")
    made.row("SPIP", elements={"2021": "zi/2021/5/p2"}, indicator="Rapat evaluasi")
    facts = judged(made.decree(), registry)
    repeats = {key[0]: value for key, value in facts.items() if key[1] == "repeatsIndicatorOf"}
    assert repeats == {"lampiran/V/1": {"lampiran/V/2"}}


def test_one_component_over_several_rows_repeats_nothing(registry: Registry) -> None:
    """Rows of one component, and a merged cell over several, carry the same words by right."""
    made = Maker()
    made.area("V", "PENGUATAN PENGAWASAN", r2021="zi/2021/5")
    words = "Monitoring dan evaluasi penggunaan teknologi informasi"
    made.row("SPIP", elements={"2021": "zi/2021/5/p2"}, action=words)
    made.row("SPIP", elements={"2021": "zi/2021/5/p2"}, action=words)
    made.row("WBS", elements={"2021": "zi/2021/5/p4"}, action=Cell(words, (), inherited=True))
    facts = judged(made.decree(), registry)
    assert not [key for key in facts if key[1] == "repeatsActionOf"]


def test_retroaction_and_team(registry: Registry) -> None:
    """A retroactive diktum covers a target that ends on or after its day."""
    made = Maker()
    made.area("I", "MANAJEMEN PERUBAHAN", r2021="zi/2021/1")
    end = date(2025, 1, 31)
    made.row("Tim Kerja", elements={"2021": "zi/2021/1/p1"}, start=date(2025, 1, 1), end=end)
    made.row("Lama", start=date(2024, 11, 1), end=date(2024, 12, 31))
    facts = judged(made.decree(retroactive=date(2025, 1, 2)), registry)
    assert ("lampiran/I/1", "coveredByRetroaction") in facts
    assert ("lampiran/I/2", "coveredByRetroaction") not in facts
    assert ("lampiran/I/1", "formsTeam") in facts
    assert ("lampiran/I/2", "formsTeam") not in facts


# --- signing ------------------------------------------------------------------------------------


def differences(made: Maker, registry: Registry) -> list[str]:
    facts = judged(made.decree(), registry)
    return sorted(value for key, v in facts.items() if key[1] == "of" for value in v)


def test_one_name_two_ways(registry: Registry) -> None:
    """A letter in the certifier's name, a word in his office; each one inconsistency."""
    made = Maker()
    office = "Kepala Sub Bagian Teknis Penyelenggaraan {} Partisipasi dan Hubungan Masyarakat"
    made.sign("salinan", name="DONI ROMANTO BATUBARA", office=office.format("Pemilihan"))
    made.sign("salinan", name="DONI ROMALTO BATUBARA", office=office.format("Pemilu"))
    facts = judged(made.decree(), registry)
    assert differences(made, registry) == ["name", "office"]
    assert {"DONI ROMALTO BATUBARA"} in facts.values()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "HARIS DAULAY"}, {"name": "Haris  Daulay, S.H., M.Si."}),
        ({"name": "Dr. H. HARIS DAULAY"}, {"name": "HARIS DAULAY"}),
        ({"name": "HARIS DAULAY"}, {}),
        ({"date": "7 Februari 2025"}, {"date": "7 FEBRUARI 2025"}),
        ({"place": "Bintan"}, {"place": "BINTAN"}),
    ],
)
def test_the_same_person_place_and_day(
    registry: Registry, one: dict[str, str], other: dict[str, str]
) -> None:
    """Capitals, spaces, academic titles and a missing name are no inconsistency."""
    made = Maker()
    made.sign("penutup", **one)
    made.sign("lampiran", **other)
    assert differences(made, registry) == []


def test_signatory_and_date_of_the_annex(registry: Registry) -> None:
    """The maker signs body and annex: another name, and 6 against 06."""
    made = Maker()
    made.sign("penutup", name="MUHAMAD NASEHUDIN", date="6 Januari 2025")
    made.sign("lampiran", name="MUHAMMAD NASEHUDIN", date="06 Januari 2025")
    made.sign("salinan", name="Nurul Jannah")
    assert differences(made, registry) == ["date", "name"]


def test_no_decree_no_gaps(registry: Registry) -> None:
    """A legal text with no decree around it: its citations stand, nothing else is said."""
    made = Maker()
    made.cite("uu/ri/2014/5", section=None)
    facts = judged(made.decree(None, is_decree=False), registry, "2025-02-07")
    assert facts["cite/1", "standing"] == {"revoked"}
    assert not [key for key in facts if key[0] == ""]
