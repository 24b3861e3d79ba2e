"""Identity: ids and IRIs are inverse of each other, and numbers become what section 4 says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zikg.errors import IdentityError
from zikg.iri import (
    NATIONAL,
    TYPES,
    change_id,
    instrument_id,
    instrument_iri,
    iri_of,
    number_slug,
    parse_id,
    short_id,
)
from zikg.namespaces import BASE
from zikg.registry.tables import rows

SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
NUMBERS = st.one_of(
    st.integers(1, 9999).map(str),
    st.text(st.sampled_from("0123456789ABCkptXVI/.- "), min_size=1, max_size=30).filter(
        lambda text: re.search(r"[0-9A-Za-z]", text)
    ),
)


@pytest.mark.parametrize(
    ("type_", "issuer", "number", "year", "expected"),
    [
        ("uu", None, "5", 2014, "uu/ri/2014/5"),
        ("uu", "ri", "05", 2014, "uu/ri/2014/5"),
        ("uu", None, "56 Prp", 1960, "perppu/ri/1960/56"),
        ("uu", None, "56/PRP/1960", 1960, "perppu/ri/1960/56"),
        ("uud", None, None, None, "uud/ri/1945/0"),
        ("tap-mpr", None, "XI/MPR/1998", 1998, "tap-mpr/ri/1998/xi"),
        ("tap-mpr", None, "11", 1998, "tap-mpr/ri/1998/xi"),
        ("permen", "keuangan", "169/PMK.01/2012", 2012, "permen/keuangan/2012/169"),
        ("permen", "panrb", "PER/02/M.PAN/3/2009", 2009, "permen/panrb/2009/2"),
        ("permen", "perhubungan", "PM 45", 2020, "permen/perhubungan/2020/45"),
        ("permen", "lhk", "P.34/MENLHK-II/2015", 2015, "permen/lhk/2015/34"),
        (
            "peraturan",
            "dirjen-perbendaharaan",
            "PER-30/PB/2013",
            2013,
            "peraturan/dirjen-perbendaharaan/2013/30",
        ),
        (
            "keputusan",
            "kpu",
            "314/ORT.07-Kpt/01/KPU/V/2021",
            2021,
            "keputusan/kpu/2021/314-ort-07-kpt-01-kpu-v-2021",
        ),
        (
            "keputusan",
            "kpu",
            "314 / ORT.07-Kpt / 01 / KPU / V / 2021",
            2021,
            "keputusan/kpu/2021/314-ort-07-kpt-01-kpu-v-2021",
        ),
        (
            "surat",
            "kpu",
            "1766/PW.02-SD/11/2025",
            2025,
            "surat/kpu/2025/1766-pw-02-sd-11-2025",
        ),
        ("putusan-mk", None, "90/PUU-XXI/2023", 2023, "putusan-mk/mk/2023/90-puu-xxi-2023"),
        ("kepmen", "kesehatan", "HK.02.02/MENKES/068/I/2010", 2010, None),
    ],
)
def test_the_number_of_an_instrument_becomes_its_id(
    type_: str, issuer: str | None, number: str | None, year: int | None, expected: str | None
) -> None:
    # A code before the number (HK.02.02/...) has no leading integer: it is slugged whole.
    wanted = expected or "kepmen/kesehatan/2010/hk-02-02-menkes-068-i-2010"
    assert instrument_id(type_, issuer, number, year) == wanted


def test_the_slug_of_a_coded_number_stays_as_it_is() -> None:
    once = number_slug("kepmen", "kesehatan", "HK.02.02/MENKES/068/I/2010")
    assert number_slug("kepmen", "kesehatan", once) == once


def test_an_unknown_issuer_is_told_apart_by_number_year_and_title() -> None:
    one = instrument_id("peraturan", None, "5", 2014, title="Tata Kerja")
    assert re.fullmatch(r"peraturan/x-[0-9a-f]{8}/2014/5", one)
    assert one == instrument_id("peraturan", None, "5", 2014, title=" TATA  KERJA")
    assert one != instrument_id("peraturan", None, "5", 2014, title="Tata Naskah")


def test_a_draft_without_number_is_named_by_its_digest() -> None:
    made = instrument_id("keputusan", "kpu-kab-bintan", None, 2026, draft="0123456789abcdef")
    assert made == "keputusan/kpu-kab-bintan/2026/draf-01234567"
    blank = instrument_id("keputusan", "kpu-kab-bintan", None, None, draft="0123456789abcdef")
    assert parse_id(blank).year == 0


@pytest.mark.parametrize("number", [None, "...", " / "])
def test_an_instrument_without_number_has_no_id(number: str | None) -> None:
    with pytest.raises(IdentityError):
        instrument_id("keputusan", "kpu", number, 2025)


@given(st.sampled_from(sorted(TYPES)), SLUGS, NUMBERS, st.integers(1945, 2045))
def test_ids_and_iris_of_instruments_are_inverse(
    type_: str, issuer: str, number: str, year: int
) -> None:
    if type_ not in NATIONAL and issuer == "ri":
        issuer = "x-ri"
    id_ = instrument_id(type_, issuer, number, year)
    assert str(parse_id(id_)) == id_
    assert short_id(instrument_iri(id_)) == id_
    assert short_id(iri_of(id_)) == id_
    # What has become part of an id stays as it is, so that look-ups take either form.
    pieces = parse_id(id_)
    assert number_slug(pieces.type, pieces.issuer, pieces.number) == pieces.number


@pytest.mark.parametrize(
    "id_",
    [
        "dokumen/119183f82d33",
        "dokumen/119183f82d33/mengingat/3/cite/1",
        "dokumen/119183f82d33/lampiran/IV/2",
        "dokumen/119183f82d33/run",
        "zi/2021/6/p3",
        "zi/2014/4",
        "ontology#Decree",
        "rule/ZI208-info",
        "query/superseded-citations",
        "graph/registry",
        "graph/dokumen/119183f82d33",
        "org/kpu-kab-bintan",
        "type/uu",
        change_id("uu/ri/2023/20", "revokes", "uu/ri/2014/5"),
    ],
)
def test_every_other_id_is_its_iri_without_the_base(id_: str) -> None:
    assert iri_of(id_) == BASE + id_
    assert short_id(iri_of(id_)) == id_


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/eli/uu/ri/2014/5",
        BASE + "uu/ri/2014/5",
        BASE + "eli/uu/kpu/2014/5",
        BASE + "eli/peraturan/ri/2014/5",
        BASE + "eli/uu/ri/2014",
        BASE + "eli/hukum/ri/2014/5",
        BASE,
    ],
)
def test_what_is_outside_the_scheme_is_refused(iri: str) -> None:
    with pytest.raises(IdentityError):
        short_id(iri)


def test_types_of_the_scheme_and_of_the_data_are_the_same() -> None:
    table = {row["type"]: row["national"] == "yes" for row in rows("data/types.csv")}
    assert set(table) == TYPES
    assert {type_ for type_, national in table.items() if national} == NATIONAL
