"""The JSON API of the pages, as data: what the OpenAPI document is made from.

Every page answers with its data for ``.json``, ``?format=json`` or ``Accept: application/json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``where`` is ``path``, ``query`` or ``form``, ``type`` that of JSON Schema."""

    name: str
    where: str
    type: str
    about: Words
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """A method on a path (in the manner of OpenAPI) and the words that say what it gives."""

    method: str
    path: str
    summary: Words
    parameters: tuple[Parameter, ...] = ()


def _p(name: str, where: str, type_: str, indonesian: str, english: str) -> Parameter:
    about = {"id": indonesian, "en": english}
    return Parameter(name, where, type_, about, required=where == "path")


def _get(path: str, indonesian: str, english: str, *parameters: Parameter) -> Operation:
    return Operation("GET", path, {"id": indonesian, "en": english}, (*parameters, _LANG))


_LANG: Final = _p("lang", "query", "string", "bahasa: id atau en", "language: id or en")
_PAGE: Final = _p(
    "page", "query", "integer", "halaman daftar, mulai dari 1", "page of the list, from 1"
)
_PROVINCE: Final = _p(
    "province", "query", "string", "kode provinsi, mis. 36", "code of a province, such as 36"
)
_REGIME: Final = _p("regime", "path", "string", "2014 atau 2021", "2014 or 2021")

API: Final = (
    _get(
        "/index.json",
        "Ringkasan: jumlah keputusan dan satker, yang usang, menurut sebab, provinsi, dan waktu",
        "Summary: decrees and offices, what is stale, by cause, province and time",
        _p("by", "query", "string", "year atau quarter", "year or quarter"),
    ),
    _get("/dokumen.json", "Daftar keputusan, terbaru dahulu", "All decrees, newest first", _PAGE),
    _get(
        "/dokumen/{document}.json",
        "Satu keputusan: kepala, naskah, hasil pemeriksaan, kutipan dengan statusnya, rencana",
        "A decree: head, text, findings, citations with their status, plan",
        _p("document", "path", "string", "12 digit heksadesimal", "12 hexadecimal digits"),
    ),
    _get(
        "/satker.json",
        "Daftar satuan kerja",
        "Offices",
        _p("q", "query", "string", "kata dalam namanya", "words of the name"),
        _PROVINCE,
        _p(
            "only",
            "query",
            "string",
            "with: punya keputusan; without: tidak",
            "with or without decrees",
        ),
        _PAGE,
    ),
    _get(
        "/org/{slug}.json",
        "Satu satuan kerja: keputusan, hasil pemeriksaan, tahun tanpa rencana, cakupan",
        "An office: decrees, findings, years without a plan, coverage",
        _p("slug", "path", "string", "mis. kpu-kab-serang", "such as kpu-kab-serang"),
        _PAGE,
    ),
    _get(
        "/eli/{type}/{issuer}/{year}/{number}.json",
        "Satu peraturan: status pada suatu tanggal, perubahan, sumber, siapa yang mengutip",
        "A regulation: status at a date, changes, sources, who cites it",
        _p("type", "path", "string", "mis. permen", "such as permen"),
        _p("issuer", "path", "string", "mis. panrb", "such as panrb"),
        _p("year", "path", "string", "tahun", "year"),
        _p("number", "path", "string", "nomor", "number"),
        _p("at", "query", "string", "tanggal, mis. 2025-02-07", "a date, such as 2025-02-07"),
        _PAGE,
    ),
    _get("/zi.json", "Komponen kedua pedoman", "Components of both guidelines"),
    _get(
        "/zi/{regime}.json",
        "Matriks cakupan komponen menurut satker",
        "Coverage of components by office",
        _REGIME,
        _PROVINCE,
        _PAGE,
    ),
    _get(
        "/zi/{regime}/{component}.json",
        "Satu komponen dan baris rencana untuknya",
        "A component and the rows that plan it",
        _REGIME,
        _p("component", "path", "string", "mis. 6/p3", "such as 6/p3"),
        _PAGE,
    ),
    _get("/rule.json", "Katalog aturan", "The catalogue of rules"),
    _get(
        "/rule/{code}.json",
        "Satu aturan, dan keputusan tempatnya muncul",
        "A rule, and the decrees that it was raised on",
        _p("code", "path", "string", "mis. ZI201", "such as ZI201"),
        _PAGE,
    ),
    _get(
        "/cari.json",
        "Pencarian peraturan, satker, dokumen, komponen, aturan",
        "Search for regulations, offices, documents, components, rules",
        _p("q", "query", "string", "kata, nama, atau nomor", "words, a name or a number"),
    ),
    _get("/kueri.json", "Daftar kueri tersimpan", "The saved queries"),
    _get(
        "/kueri/{name}.json",
        "Kueri tersimpan dan jawabannya; parameternya sendiri sebagai parameter alamat",
        "A saved query and its answer; its own parameters as parameters of the address",
        _p("name", "path", "string", "mis. who-cites", "such as who-cites"),
        _p("format", "query", "string", "json, csv, atau xlsx", "json, csv or xlsx"),
    ),
    _get("/gambar.json", "Gambar yang ada", "The pictures there are"),
    _get(
        "/gambar/{kind}.json",
        "Angka di balik sebuah gambar",
        "The figures behind a picture",
        _p("kind", "path", "string", "citations, coverage, adoption, timeline", "the same"),
        _p("regulation", "query", "string", "peraturan untuk timeline", "regulation of a timeline"),
    ),
    _get("/data.json", "Dataset, registri, dan API ini", "The dataset, the registry and this API"),
    Operation(
        "POST",
        "/periksa.json",
        {
            "id": "Periksa naskah yang dikirim; tidak ada yang disimpan",
            "en": "Check the drafts that are sent; nothing is stored",
        },
        (
            Parameter(
                "naskah",
                "form",
                "string",
                {
                    "id": "berkas naskah, satu atau beberapa",
                    "en": "the drafts, one or several files",
                },
                required=True,
            ),
            _p(
                "lampiran",
                "form",
                "string",
                "berkas lampiran, bila terpisah",
                "the annex, if apart",
            ),
            _p(
                "as_of", "form", "string", "tanggal penilaian rancangan", "date to judge a draft at"
            ),
            _p("final", "form", "string", "1: siap ditandatangani", "1: ready to be signed"),
            _p(
                "format",
                "form",
                "string",
                "json, html, docx, xlsx, atau pdf",
                "json, html, docx, xlsx or pdf",
            ),
            _LANG,
        ),
    ),
)
"""The operations; the paths end in ``.json``, without it they are pages."""
