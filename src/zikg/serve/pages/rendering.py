"""Templates to HTML: everything is escaped, and what a link points at is checked."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

import zikg
from zikg.model import Interval
from zikg.namespaces import BASE
from zikg.report.words import CERTAINTY, MARK, SECTION, SEVERITY, STATUS
from zikg.resources import PACKAGE
from zikg.validate.naming import short_name
from zikg.validate.words import date_words

if TYPE_CHECKING:
    from jinja2 import Environment

    from zikg.serve.pages.call import Call, View

_WEB: Final = re.compile(r"https?://[^\s<>\"'|]+")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(PACKAGE / "serve" / "pages" / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["linked"] = linked
    made.filters["local"] = local
    return made


def render(view: View, call: Call) -> bytes:
    """Return a view as an HTML page."""
    lang = call.lang

    def said(indonesian: str, english: str) -> str:
        return english if lang == "en" else indonesian

    def day(printed: str | None) -> str:
        return printed_words(printed, lang)

    def count(value: float) -> str:
        """A number as the language groups it: 36.809 in Indonesian, 36,809 in English."""
        text = f"{value:,}"
        return (
            text if lang == "en" else text.replace(",", "\0").replace(".", ",").replace("\0", ".")
        )

    def name(identifier: str) -> str:
        return short_name(identifier, call.registry)

    def status(code: str, label: str) -> str:
        return label if lang == "id" else STATUS.get(code, label)

    levels = {level: words[lang] for level, words in SEVERITY.items()}
    template = _environment().get_template(view.template)
    text: str = template.render(
        view.data
        | view.shown
        | {
            "t": said,
            "lang": lang,
            "url": call.url,
            "again": call.again,
            "day": day,
            "count": count,
            "name_of": name,
            "status_of": status,
            "levels": levels,
            "signs": MARK,
            "sections": {key: words[lang] for key, words in SECTION.items()},
            "certainty": {key: words[lang] for key, words in CERTAINTY.items()},
            "page_title": view.title,
            "data": view.data,
            "call": call,
            "status_code": view.status,
            "dataset": call.reader.version,
            "known_registry": call.registry.info,
            "permalink": call.absolute(call.path),
            "version": zikg.__version__,
            "base": BASE,
        }
    )
    return text.encode()


def printed_words(printed: str | None, lang: str) -> str:
    """Return a date as it is printed in data (``2021-12``, ``a/b``) in words; a dash for none.

    Example:
        >>> printed_words("2023-10-31", "id"), printed_words(None, "id")
        ('31 Oktober 2023', '–')
    """
    if not printed:
        return "–"
    first, _, last = printed.partition("/")
    try:
        if last:
            span = Interval(date.fromisoformat(first), date.fromisoformat(last))
        else:
            span = Interval.parse(first)
    except ValueError:
        return printed
    return date_words(span, lang)


def linked(text: object) -> Markup:
    """Return a text whose web addresses are links; nothing but http and https is ever one.

    Example:
        >>> str(linked("https://a.id/b. javascript:x <b>"))
        '<a href="https://a.id/b" rel="noreferrer">https://a.id/b</a>. javascript:x &lt;b&gt;'
    """
    words, made, at = str(text), Markup(), 0
    for found in _WEB.finditer(words):
        address = found.group().rstrip(".,;)")
        made += words[at : found.start()]
        made += Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(address)
        at = found.start() + len(address)
    return made + words[at:]


def local(iri: str) -> str:
    """Return an IRI of ours below the base; any other as it is."""
    return iri.removeprefix(BASE)


def as_json(data: dict[str, Any]) -> bytes:
    """Return data as JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
