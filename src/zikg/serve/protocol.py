"""A request of the SPARQL 1.1 Protocol, read from its HTTP form.

https://www.w3.org/TR/sparql11-protocol/, section 2.1: GET, POST with a form, POST with the query
as body. The service is read-only, so the update operation (section 2.2) is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_MOST_FIELDS: Final = 1000
_TRUE: Final = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset it is asked of.

    ``text`` is empty on a bare endpoint. ``default`` and ``named`` are the graphs that the protocol
    names; where ``scoped`` holds they replace the dataset of the query. ``form`` is what
    ``format=`` says, ``exact`` whether CSV cells stay as they are, ``version`` the version of the
    data that is wanted.
    """

    text: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str = ""
    version: str = ""
    exact: bool = False

    @property
    def scoped(self) -> bool:
        """Whether the request names its dataset."""
        return bool(self.default or self.named)


def read(method: str, query: bytes, headers: Mapping[str, str], body: bytes) -> Asked:
    """Return what a request asks.

    Args:
        method: the HTTP method; HEAD counts as GET.
        query: the query string, still encoded.
        headers: by lower-case name.
        body: the whole body.

    Raises:
        Problem: the request is not one of the protocol's, or wants an update.

    Example:
        >>> read("GET", b"query=ASK%20%7B%7D&format=json", {}, b"")
        Asked(text='ASK {}', default=(), named=(), form='json', version='', exact=False)
    """
    pairs = _pairs(query)
    if method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in pairs):
            raise _no_update()
        return _asked(pairs, required=False)
    if method != "POST":
        raise Problem(
            "wrong-method",
            f"{method} tidak dilayani di sini; pakai GET atau POST.",
            f"{method} is not allowed here; use GET or POST.",
            (("allow", "GET, HEAD, OPTIONS, POST"),),
        )
    media, charset = _content_type(headers.get("content-type", ""))
    if media == UPDATE or (media in (FORM, DIRECT) and charset not in ("", "utf-8", "utf8")):
        if media == UPDATE:
            raise _no_update()
        raise Problem(
            "wrong-media",
            f"Kueri harus dalam UTF-8, bukan {charset}.",
            f"A query is sent in UTF-8, not in {charset}.",
        )
    if media == FORM:
        return _asked(pairs + _pairs(body), required=True)
    if media == DIRECT:
        if any(name in ("query", "update") for name, _ in pairs):
            raise Problem(
                "bad-request",
                "Kueri dikirim dua kali, di alamat dan di isi; kirim satu saja.",
                "The query came twice, in the address and in the body; send one.",
            )
        return _asked([*pairs, ("query", _text(body))], required=True)
    raise Problem(
        "wrong-media",
        f"POST memerlukan Content-Type {DIRECT} atau {FORM}, bukan {media or 'kosong'}.",
        f"POST needs the Content-Type {DIRECT} or {FORM}, not {media or 'none'}.",
    )


def _asked(pairs: list[tuple[str, str]], *, required: bool) -> Asked:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    if "update" in fields:
        raise _no_update()
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise Problem(
            "bad-request",
            f"Ada {len(queries)} kueri dalam satu permintaan; kirim satu saja.",
            f"There are {len(queries)} queries in one request; send one.",
        )
    if required and not queries:
        raise Problem(
            "bad-request",
            "Permintaan tidak memuat kueri (parameter query).",
            "The request holds no query (parameter query).",
        )
    last = {name: values[-1] for name, values in fields.items()}
    return Asked(
        queries[0] if queries else "",
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
        # Of several the first: some clients name a form, and then its media types.
        (fields.get("format") or fields.get("output") or [""])[0],
        last.get("version", "") if not last.get("version", "").startswith(("1.1", "1.2")) else "",
        last.get("exact", "").lower() in _TRUE,
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    if not encoded:
        return []
    try:
        return parse_qsl(
            encoded.decode("ascii", "strict") if encoded.isascii() else encoded.decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise _not_utf8() from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _content_type(header: str) -> tuple[str, str]:
    media, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charset = next((each[8:].strip("\"'") for each in parameters if each[:8] == "charset="), "")
    return media, charset


def _no_update() -> Problem:
    return Problem(
        "update-refused",
        "Layanan ini hanya menjawab kueri; data diubah dengan zikg ingest.",
        "This service only answers queries; data are changed with zikg ingest.",
    )


def _not_utf8() -> Problem:
    return Problem(
        "bad-request",
        "Permintaan tidak dalam UTF-8 yang benar.",
        "The request is not valid UTF-8.",
    )
