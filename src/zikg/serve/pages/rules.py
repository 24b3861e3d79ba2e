"""The rules: what each looks for, why, what to do, and how often it occurs in the store."""

from __future__ import annotations

from typing import Final

from zikg.namespaces import BASE
from zikg.rules import catalogue, rule
from zikg.rules.explain import levels
from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, Refusal, View, paged
from zikg.serve.pages.census import audited, codes
from zikg.serve.pages.documents import heads, newest

_WHERE: Final = (
    """SELECT DISTINCT ?f WHERE { GRAPH <{base}graph/findings> { ?f zikg:code ?code } }"""
)


def listed(call: Call) -> View:
    """Return the catalogue."""
    found = codes(call)
    data: Json = {
        "audited": audited(call),
        "rules": [
            {
                "code": each.code,
                "name": each.name,
                "family": each.family,
                "severity": each.severity,
                "label": each.label[call.lang],
                "what": each.what[call.lang],
                "occurs": sum(found.get(each.code, {}).values()),
            }
            for each in catalogue()
        ],
    }
    return View("rules.html", call.say("Aturan pemeriksaan", "Rules of the check"), data)


def show(call: Call, code: str) -> View:
    """Return the page of one rule.

    Raises:
        Refusal: there is none with this code.
    """
    try:
        each = rule(code)
    except KeyError as error:
        raise Refusal(
            404,
            f"Tidak ada aturan {code}; lihat daftar aturan.",
            f"There is no rule {code}; see the list of rules.",
        ) from error
    lang = call.lang

    def make() -> list[str]:
        found = rows(call.reader, _WHERE, code=each.code)
        raised = {row["f"].partition("/hasil")[0] for row in found}
        return [document for document in newest(call) if document in raised]

    documents = kept(call.reader, make, "raised", each.code)
    page = paged(call, len(documents))
    data: Json = {
        "code": each.code,
        "iri": f"{BASE}rule/{each.code}",
        "name": each.name,
        "family": each.family,
        "severity": each.severity,
        "severities": levels(each, lang),
        **{
            key: getattr(each, key)[lang]
            for key in ("label", "what", "why", "remedy", "source", "example", "counter_example")
        },
        "shapes": [
            {"iri": s.iri, "severity": s.severity, "message": s.message[lang], "select": s.select}
            for s in each.shapes
        ],
        "audited": audited(call),
        "occurs": codes(call).get(each.code, {}),
        "documents": heads(call, documents[page.first : page.first + page.size]),
        "paging": page.json(),
    }
    return View("rule.html", f"{each.code} {each.label[lang]}", data)
