"""A regulation: how it stands at a date, what changed it, who cites it, how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zikg.errors import IdentityError
from zikg.iri import instrument_iri, parse_id
from zikg.model import Interval
from zikg.namespaces import BASE
from zikg.report.regulation import DOES, DONE, Asked, as_json
from zikg.report.regulation import status_words as standing_words
from zikg.report.words import STATUS
from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, Paged, Refusal, View, paged
from zikg.serve.pages.documents import heads, newest
from zikg.serve.pages.drawing import timeline
from zikg.validate.citing import amended
from zikg.validate.naming import full_name, gazette_words, short_name

if TYPE_CHECKING:
    from markupsafe import Markup

    from zikg.model import Regulation

_REALISED: Final = "SELECT ?d WHERE { GRAPH ?g { ?d zikg:realises ?w } }"
_CITING: Final = """SELECT DISTINCT ?d WHERE {
  GRAPH <{base}graph/inferred> { ?i eli:cites ?w } GRAPH ?g { ?d zikg:realises ?i } }"""
_RESTING: Final = "SELECT ?d WHERE { GRAPH <{base}graph/inferred> { ?d zikg:restsOn ?w } }"
_LEGAL_FORCE: Final = {
    "in-force": "InForce",
    "amended": "InForce",
    "partly-revoked": "PartiallyInForce",
    "revoked": "NotInForce",
    "not-yet": "NotInForce",
    "not-existing": "NotInForce",
}
"""schema.org's three values; a status not known has none."""


def show(call: Call, identifier: str) -> View:
    """Return the page of an instrument: of a decree that was read, its document.

    Raises:
        Refusal: neither the registry nor the store knows it.
    """
    try:
        parse_id(identifier)
    except IdentityError as error:
        raise Refusal(404, error.text("id"), error.text("en")) from error
    iri = instrument_iri(identifier)
    documents = [row["d"] for row in rows(call.reader, _REALISED, w=iri)]
    held = call.registry.get(identifier)
    if held is None and documents:
        return _of_documents(call, identifier, documents)
    if held is None:
        return _cited_only(call, identifier, iri)
    at = call.at()
    asked = Asked(identifier, call.registry, at, call.lang)
    citing, page = _citing(call, iri)
    full = amended(identifier, call.registry, at).text
    data: Json = {
        **as_json(asked),
        "iri": iri,
        "layer": _layer(call, identifier),
        "status_words": standing_words(asked),
        "advice": dict(zip(("heading", "id", "text"), asked.advice(), strict=True)),
        "full_name": full_name(identifier, call.registry),
        "documents": [document.rpartition("/")[2] for document in documents],
        "cited_by": {"paging": page.json(), "documents": citing},
        "dataset": call.reader.version,
        "permalink": call.absolute(f"eli/{identifier}"),
    }
    shown = {
        "held": held,
        "legal_bases": full,
        "gazettes": [gazette_words(gazette) for gazette in held.gazettes],
        "timeline": _timeline(call, held),
        "done": {kind: words[call.lang] for kind, words in DONE.items()},
        "does": {kind: words[call.lang] for kind, words in DOES.items()},
        "linked_data": _legislation(call, data),
    }
    return View("regulation.html", short_name(identifier, call.registry), data, shown)


def _layer(call: Call, identifier: str) -> str:
    return call.registry.layer_of(identifier) or ""


def _of_documents(call: Call, identifier: str, documents: list[str]) -> View:
    """An instrument that was read itself: one document leads on, several are listed."""
    if len(documents) == 1:
        from zikg.serve.pages import decree

        return decree.show(call, documents[0].rpartition("/")[2])
    data: Json = {"id": identifier, "documents": heads(call, sorted(documents))}
    return View("instrument.html", identifier, data)


def _cited_only(call: Call, identifier: str, iri: str) -> View:
    """A regulation that the registry does not hold: only what cites it can be told."""
    citing, page = _citing(call, iri)
    if not page.total:
        raise Refusal(
            404,
            f"{identifier} tidak ada dalam registri dan tidak dikutip keputusan mana pun di sini; "
            "itu tidak berarti peraturannya tidak ada. Coba cari menurut nomor atau judulnya.",
            f"{identifier} is not in the registry, and no decree here cites it; that does not mean "
            "that it does not exist. Try to search by its number or title.",
        )
    data: Json = {
        "id": identifier,
        "iri": iri,
        "name": short_name(identifier, call.registry),
        "status": {"code": "unknown", "label": "Status tidak diketahui"},
        "cited_by": {"paging": page.json(), "documents": citing},
    }
    return View("unheld.html", data["name"], data)


def _citing(call: Call, iri: str) -> tuple[list[Json], Paged]:
    """Return a page of the documents that cite an instrument, newest first."""

    def make() -> list[str]:
        found = {row["d"] for row in rows(call.reader, _RESTING, w=iri)}
        found |= {row["d"] for row in rows(call.reader, _CITING, w=iri)}
        return [document for document in newest(call) if document in found]

    every = kept(call.reader, make, "citing", iri)
    page = paged(call, len(every))
    return heads(call, every[page.first : page.first + page.size]), page


def _timeline(call: Call, held: Regulation) -> Markup:
    from zikg.serve.pages.rendering import printed_words

    events = [(held.exists, "made", call.say("ditetapkan", "enacted"))]
    if held.effective != held.exists:
        events.append((held.effective, "effective", call.say("mulai berlaku", "in effect")))
    events += [
        (
            change.effective,
            change.kind,
            f"{DONE[change.kind][call.lang]} {short_name(change.act, call.registry)}",
        )
        for change in call.registry.changes_to(held.id)
    ]
    events.sort(key=lambda event: (event[0].earliest, event[0].latest))
    return timeline(
        [
            (when.earliest, min(when.latest, max(call.today, when.earliest)), kind,
             f"{printed_words(when.printed, call.lang)}: {words}")
            for when, kind, words in events
        ],
        call.today,
        call.say("Riwayat peraturan; isinya ada pada tabel", "Its life; the table has the same"),
        call.say("hari ini", "today"),
    )  # fmt: skip


def _legislation(call: Call, data: Json) -> dict[str, Any]:
    """Return the regulation in schema.org's words (Legislation), for search engines."""
    changed: dict[str, list[dict[str, str]]] = {}
    names = {"amends": "legislationChanges", "revokes": "legislationRepeals"}
    for change in data["changes_by"]:
        if change["kind"] in names:
            changed.setdefault(names[change["kind"]], []).append(
                {"@id": instrument_iri(change["target"]), "@type": "Legislation"}
            )
    issuer = data["issuer"]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": data["iri"],
        "url": data["permalink"],
        "legislationIdentifier": data["id"],
        "name": data["title"] or data["name"],
        "legislationType": data["type"],
        "inLanguage": "id",
        "legislationJurisdiction": "ID",
        **changed,
    }
    if issuer:
        found["legislationPassedBy"] = {"@id": f"{BASE}org/{issuer}", "@type": "Organization"}
    if data["enacted"] and Interval.parse(data["enacted"].partition("/")[0]).exact:
        found["legislationDate"] = data["enacted"]
    force = _LEGAL_FORCE.get(data["status"]["code"])
    if force and data["as_of"] == call.today.isoformat():
        found["legislationLegalForce"] = f"https://schema.org/{force}"
    return found


def status_in(code: str, label: str, lang: str) -> str:
    """Return a status in the language of the page."""
    return label if lang == "id" else STATUS.get(code, label)
