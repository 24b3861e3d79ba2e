"""The SPARQL editor: YASGUI where it was built, a plain form where it was not."""

from __future__ import annotations

from typing import Final

from zikg.errors import ZikgError
from zikg.namespaces import PREFIXES
from zikg.serve.pages.call import POLICY, Call, Json, View
from zikg.serve.yasgui import FILES, FOLDER

_FIRST: Final = """SELECT ?keputusan ?satker ?tanggal WHERE {
  ?keputusan a zikg:Decree ; zikg:issuedBy ?satker .
  OPTIONAL { ?keputusan zikg:datedEarliest ?tanggal }
}
ORDER BY DESC(?tanggal)
LIMIT 25"""
_TABS: Final = ("superseded-at-signing", "most-cited", "no-plan")
"""Saved queries that stand open as tabs; the others are one click away below."""
_NAME: Final = 34
_POLICY: Final = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""YASGUI's tables write style attributes; scripts stay those of this server."""


def show(call: Call) -> View:
    """Return the editor with the saved queries as examples."""
    built = all((FOLDER / name).is_file() for name in FILES)
    examples = [{"name": call.say("Keputusan terbaru", "Newest decrees"), "query": _headed(_FIRST)}]
    examples += _saved(call)
    data: Json = {
        "endpoint": call.absolute("sparql"),
        "prefixes": PREFIXES,
        "examples": examples,
        "built": built,
    }
    own = call.request.get("query")
    first = [{"name": call.say("Kueri Anda", "Your query"), "query": own}] if own else []
    tabs = [examples[0], *(each for each in examples if each.get("id") in _TABS)]
    shown = {
        "query": own or examples[0]["query"],
        "setting": {"endpoint": "/sparql", "examples": [_short(each) for each in (*first, *tabs)]},
    }
    title = call.say("Editor SPARQL", "SPARQL editor")
    headers = (("Content-Security-Policy", _POLICY),) if built else ()
    return View("editor.html", title, data, shown, headers=headers)


def _short(example: dict[str, str]) -> dict[str, str]:
    name = example["name"]
    return {"name": name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…",
            "query": example["query"]}  # fmt: skip


def _headed(text: str) -> str:
    """Return a query with the prefixes that it uses declared."""
    used = [name for name in PREFIXES if f"{name}:" in text]
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in used if f"PREFIX {name}:" not in text]
    return "\n".join((*lines, text))


def _saved(call: Call) -> list[dict[str, str]]:
    """Return the saved queries with the examples of their parameters filled in."""
    from zikg.query import bind, library

    found = []
    for query in library():
        try:
            text = bind(query, query.example, call.today)
        except ZikgError:
            continue  # it needs a value that no example stands for
        name = query.summary.get(call.lang) or query.summary.get("id") or query.name
        found.append({"id": query.name, "name": name, "query": _headed(text)})
    return found
