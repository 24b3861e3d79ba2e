"""Saved queries as forms: the parameters in the address, the answer as a table and as files."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import QueryError
from zikg.namespaces import BASE
from zikg.query import answer, find, library
from zikg.registry.offices import name_of
from zikg.report.answer import Told, data_cell, is_number, status_words, write_workbook
from zikg.report.cells import neutral
from zikg.serve.pages.call import Call, Json, Refusal, View
from zikg.serve.pages.census import provinces
from zikg.serve.pages.components import component_name
from zikg.serve.pages.downloads import MEDIA
from zikg.serve.pages.rendering import printed_words
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zikg.query import Answered, Column, Query

SHOWN: Final = 500
"""Rows of the table on the page."""
WRITTEN: Final = 100_000
"""Rows of a file; more are cut, and the answer says so."""
_OWN: Final = frozenset({"lang", "format", "run"})
_FORMS: Final = ("csv", "xlsx", "json")
_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d-\d\d)?")
_KINDS: Final = {"date": "date", "year": "number", "integer": "number"}


def listed(call: Call) -> View:
    """Return the library, by tag."""
    lang = call.lang
    every = [
        {
            "name": query.name,
            "summary": _said(query.summary, lang),
            "description": _said(query.description, lang),
            "tags": list(query.tags),
            "parameters": [p.name for p in query.parameters],
        }
        for query in library()
    ]
    return View("queries.html", call.say("Kueri tersimpan", "Saved queries"), {"queries": every})


def _said(words: Mapping[str, str], lang: str) -> str:
    return words.get(lang) or words.get("id") or ""


def show(call: Call, name: str) -> View:
    """Return a query with its form and, where all it needs is given, its answer.

    Raises:
        Refusal: there is no such query, or a parameter is wrong.
    """
    try:
        query = find(name)
    except QueryError as error:
        raise Refusal(404, error.text("id"), error.text("en")) from error
    given = {key: value for key, value in call.request.query if key not in _OWN}
    form = call.request.get("format")
    asked = bool(given) or call.request.get("run") == "1" or bool(form)
    ready = all(given.get(p.name, "").strip() or p.default for p in query.parameters if p.required)
    data: Json = {**_described(call, query, given), "answer": None, "error": None}
    if asked and not ready:
        data["error"] = call.say(
            "Isi dahulu kolom yang wajib.", "Fill in the fields that are required first."
        )
    if (asked or not query.parameters) and ready:
        try:
            answered = answer(query, given, call.reader, call.today)
        except QueryError as error:
            if form:
                raise Refusal(400, error.text("id"), error.text("en")) from error
            data["error"] = error.text(call.lang)
        else:
            if form in {"csv", "xlsx"}:
                return _file(call, query, answered, form)
            data["answer"] = _table(call, answered, WRITTEN if form == "json" else SHOWN)
            data["sparql"] = answered.text
    status = 400 if data["error"] and asked else 200
    data["dataset"] = call.reader.version
    shown = {"given": given, "kinds": _KINDS, "provinces": provinces(call), "files": _FORMS}
    return View("query.html", _said(query.summary, call.lang), data, shown, status=status)


def _described(call: Call, query: Query, given: dict[str, str]) -> Json:
    lang = call.lang
    return {
        "name": query.name,
        "iri": f"{BASE}query/{query.name}",
        "summary": _said(query.summary, lang),
        "description": _said(query.description, lang),
        "tags": list(query.tags),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "required": p.required,
                "default": p.default,
                "example": p.example,
                "help": _said(p.help, lang),
                "value": given.get(p.name) or None,
            }
            for p in query.parameters
        ],
        "sparql": query.text,
    }


def _label(column: Column, lang: str) -> str:
    return _said(column.label, lang) or column.name.replace("_", " ")


def _cell(term: Any) -> str:
    """Return a term as words: an IRI of ours below the base, a literal as it is written."""
    return "" if term is None else str(getattr(term, "value", term)).removeprefix(BASE)


def _iri(term: Any) -> str | None:
    value = str(getattr(term, "value", ""))
    is_node = type(term).__name__ == "NamedNode"
    return value if is_node and value.startswith(("http://", "https://")) else None


def _named(call: Call, text: str) -> str | None:
    """Return how people call what a cell names: a regulation, an office, a component, a day."""
    if text.startswith("eli/"):
        return short_name(text.removeprefix("eli/"), call.registry)
    if text.startswith("org/"):
        return name_of(text.removeprefix("org/"))
    if text.startswith("zi/"):
        return component_name(call, text)
    if said := status_words(text, call.lang):
        return said
    if _DAY.fullmatch(text):
        return printed_words(text, call.lang)
    return None


def _table(call: Call, answered: Answered, most: int) -> Json:
    found = list(islice(answered.rows, most + 1))
    lang = call.lang
    lines = []
    numbers = [bool(found)] * len(answered.columns)
    for row in found[:most]:
        line = []
        for place, (column, term) in enumerate(zip(answered.columns, row, strict=False)):
            text = _cell(term)
            numbers[place] &= term is None or is_number(term)
            words = column.values.get(text)
            said = _said(words, lang) if words else _named(call, text)
            line.append({"value": text, "iri": _iri(term), "words": said})
        lines.append(line)
    return {
        "columns": [
            {"name": c.name, "label": _label(c, lang), "numeric": number}
            for c, number in zip(answered.columns, numbers, strict=True)
        ],
        "rows": lines,
        "truth": answered.truth,
        "truncated": len(found) > most,
        "limit": most,
    }


def _file(call: Call, query: Query, answered: Answered, form: str) -> View:
    """Return the answer as a file; text that begins like a formula is made plain text."""
    told = Told(answered, call.lang, WRITTEN)
    if form == "csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow([neutral(_label(column, call.lang)) for column in answered.columns])
        table.writerows([data_cell(_cell(term), term) for term in row] for row in told.rows())
        # The mark tells spreadsheets that what follows is UTF-8.
        body, media = ("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8"
    else:
        file = io.BytesIO()
        write_workbook({query.name: told}, file)
        body, media = file.getvalue(), MEDIA["xlsx"]
    headers = (
        ("Content-Disposition", f'attachment; filename="{query.name}.{form}"'),
        ("X-Zikg-Truncated", json.dumps(told.truncated)),
    )
    return View("", query.name, {}, media=media, body=body, headers=headers)
