"""Drop a draft, get the report: nothing is stored, so the downloads travel inside the page."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ZikgError
from zikg.model import Report, Result
from zikg.report import BINARY, render, render_bytes
from zikg.report.coverage import coverage
from zikg.report.marking import mark
from zikg.report.words import BASIS, SEVERITY, STAGE
from zikg.report.writing import Head
from zikg.serve.pages.call import Call, Json, Refusal, View
from zikg.serve.pages.decree import numbered
from zikg.serve.pages.downloads import MEDIA, download, link, stem

if TYPE_CHECKING:
    from datetime import date

    from zikg.model import Source
    from zikg.serve.messages import Upload

FILES: Final = 10
"""Most documents of one call."""
SIZE: Final = 20 * 1024 * 1024
"""Most bytes of one file; a decree with scanned pages has some megabytes."""
TOTAL: Final = 25 * 1024 * 1024
"""Most bytes of all files together: what the server takes in one request."""
_ACCEPTED: Final = {
    "accepts": [".docx", ".pdf", ".odt", ".rtf", ".txt", ".md", ".html"],
    "limits": {"files": FILES, "bytes": SIZE, "total": TOTAL},
}
ANNEX: Final = "lampiran"
_ORDER: Final = list(SEVERITY)


@dataclass(frozen=True, slots=True)
class _Checked:
    """One document of the call: its bytes, and what the check gave."""

    upload: Upload
    result: Result

    @property
    def read(self) -> bool:
        """Whether it could be read, so that there is something to report."""
        return self.result.decree is not None


def show(call: Call) -> View:
    """Return the form; with files, their report, or one file of it (field ``format``).

    Where no file could be read there is no report: whatever was asked for, the page says why
    (422, as data a problem that holds the documents with their errors).

    Raises:
        Refusal: too many files, one too big, or a format that is not written.
    """
    if call.request.method != "POST":
        return _form(call)
    form = call.request.get("format") or "page"
    if form != "page" and form not in MEDIA:
        raise Refusal(
            400,
            f"Bentuk {form[:20]} tidak ada; pilih page, {', '.join(MEDIA)}.",
            f"There is no format {form[:20]}; choose page, {', '.join(MEDIA)}.",
        )
    uploads, annex = _chosen(call)
    checked = [_check(call, upload, annex) for upload in uploads]
    results = tuple(each.result for each in checked)
    report = Report(results, call.registry.info, _as_of(call), call.lang)
    if not any(each.read for each in checked):
        return _unread(call, report, checked)
    if form == "docx":
        return _copy(call, checked)
    if form != "page":
        return _file(call, report, form, uploads[0].name)
    return _page(call, report, checked)


def _form(call: Call) -> View:
    data: Json = {**_ACCEPTED, "formats": ["page", *MEDIA]}
    return View("check.html", call.say("Periksa naskah", "Check a draft"), data)


def _as_of(call: Call) -> date:
    return call.day("as_of") or call.today


def _chosen(call: Call) -> tuple[list[Upload], Upload | None]:
    """Return the documents and the annex that were sent."""
    given = [upload for upload in call.request.uploads if upload.content or upload.name]
    annex = next((upload for upload in given if upload.field == ANNEX), None)
    documents = [upload for upload in given if upload.field != ANNEX]
    if not documents:
        raise Refusal(
            400,
            "Belum ada naskah yang dipilih; pilih berkas DOCX, PDF, ODT, RTF, atau teks, lalu "
            "kirim lagi.",
            "No draft was chosen; choose a DOCX, PDF, ODT, RTF or text file and send it again.",
        )
    if len(documents) > FILES:
        raise Refusal(
            413,
            f"{len(documents)} naskah terlalu banyak; paling banyak {FILES} sekali kirim.",
            f"{len(documents)} documents are too many; at most {FILES} at a time.",
        )
    if annex is not None and len(documents) > 1:
        raise Refusal(
            400,
            "Lampiran terpisah hanya untuk satu naskah; kirim naskah yang lain sendiri.",
            "A separate annex goes with one document; send the others on their own.",
        )
    for upload in given:
        if len(upload.content) > SIZE:
            raise Refusal(
                413,
                f"{upload.name}: {len(upload.content) // 1_000_000} MB; paling besar "
                f"{SIZE // (1024 * 1024)} MB. Untuk berkas besar pakai: zikg check BERKAS.",
                f"{upload.name}: {len(upload.content) // 1_000_000} MB; at most "
                f"{SIZE // (1024 * 1024)} MB. For big files use: zikg check FILE.",
            )
    return documents, annex


def _check(call: Call, upload: Upload, annex: Upload | None) -> _Checked:
    """Return the check of one document; what goes wrong with it alone is its error."""
    from zikg.extract import extract
    from zikg.read import join, read_bytes
    from zikg.validate import check, run_for

    try:
        source: Source = read_bytes(upload.content, upload.name)
        if annex is not None:
            source = join(source, read_bytes(annex.content, annex.name))
        decree = extract(source, call.registry)
        run = run_for(decree, _as_of(call), final=call.request.get("final") == "1")
        result = check(decree, run, call.registry, engine="compiled", lang=call.lang)
    except ZikgError as error:
        return _Checked(upload, Result(upload.name, error=error.text(call.lang)))
    return _Checked(upload, result)


def _copy(call: Call, checked: list[_Checked]) -> View:
    """Return the commented copy of the only document."""
    if len(checked) > 1:
        raise Refusal(
            400,
            "Salinan Word berkomentar hanya untuk satu naskah; kirim satu per satu.",
            "A commented Word copy is for one document; send them one by one.",
        )
    copied = _commented(call, checked[0])
    if isinstance(copied, str):
        raise Refusal(400, copied, copied)
    name = stem(checked[0].upload.name) + "-hasil.docx"
    return download(copied, "docx", name)


def _commented(call: Call, each: _Checked) -> bytes | str:
    """Return the Word copy with a comment on each finding, or why there is none."""
    from zikg.report.word import annotate

    if each.result.error is not None or each.result.decree is None:
        return each.result.error or ""
    own = each.upload.content if each.result.decree.source.kind == "docx" else None
    head = Head(call.registry.info, _as_of(call), call.lang)
    try:
        return annotate(each.result, own, head, call.registry).data
    except ZikgError as error:
        return error.text(call.lang)


def _file(call: Call, report: Report, form: str, name: str) -> View:
    return download(_written(call, report, form), form, f"{stem(name)}-hasil.{form}")


def _written(call: Call, report: Report, form: str) -> bytes:
    if form in BINARY:
        return render_bytes(report, call.registry, form=form)
    return render(report, call.registry, form=form).encode()


def _unread(call: Call, report: Report, checked: list[_Checked]) -> View:
    """Return the page that says which files could not be read, why, and the form to send others."""
    title = call.say("Berkas tidak dapat dibaca", "The file cannot be read")
    if len(checked) > 1:
        title = call.say("Tidak satu pun berkas dapat dibaca", "None of the files could be read")
    lines = [{"path": each.upload.name, "error": each.result.error} for each in checked]
    data: Json = {
        "title": title,
        "status": 422,
        "detail": " ".join(str(line["error"]) for line in lines),
        "instance": call.path,
        **json.loads(render(report, call.registry, form="json")),
        "stored": False,
    }
    headers = (("Cache-Control", "no-store"),)
    return View("unread.html", title, data, {"lines": lines, **_ACCEPTED}, 422, headers=headers)


def _page(call: Call, report: Report, checked: list[_Checked]) -> View:
    whole = json.loads(render(report, call.registry, form="json"))
    data: Json = {**whole, "stored": False}
    first = next(each for each in checked if each.read)
    name = stem(first.upload.name) + "-hasil"
    downloads = [link(_written(call, report, form), form, f"{name}.{form}")
                 for form in ("html", "pdf", "xlsx", "json")]  # fmt: skip
    lines = []
    for number, each in enumerate(checked, start=1):
        copied = _commented(call, each)
        links = [] if isinstance(copied, str) else [
            link(copied, "docx", stem(each.upload.name) + "-hasil.docx")
        ]  # fmt: skip
        lines.append(_told(call, replace(each.result, graph=None), number, links))
    shown = {
        "lines": lines,
        "downloads": downloads,
        "unread": [line for line in lines if line["error"]],
        "totals": {level: sum(line["counts"][level] for line in lines) for level in _ORDER},
        "as_of": _as_of(call).isoformat(),
    }
    title = call.say("Hasil pemeriksaan", "Result of the check")
    return View("checked.html", title, data, shown, headers=(("Cache-Control", "no-store"),))


def _told(call: Call, result: Result, number: int, links: list[dict[str, Any]]) -> dict[str, Any]:
    decree, run = result.decree, result.run
    findings = sorted(
        result.findings, key=lambda f: (_ORDER.index(f.severity), f.span.start, f.code)
    )
    blocks = list(mark(decree.source, findings)) if decree is not None else []
    line: dict[str, Any] = {
        "n": number,
        "path": result.path,
        "error": result.error,
        "counts": {level: sum(f.severity == level for f in findings) for level in _ORDER},
        "findings": numbered(findings, blocks, call.lang),
        "undecided": result.undecided,
        "standings": result.standings,
        "downloads": links,
        "blocks": blocks,
        "coverage": [],
        "about": None,
    }
    if decree is not None and run is not None:
        from zikg.report.inspection import name_of_decree

        line["coverage"] = [c for c in coverage(result, call.registry) if c.component.mandatory]
        line["about"] = {
            "name": name_of_decree(result),
            "office": decree.issuer_name,
            "title": decree.title.value if decree.title else None,
            "stage": STAGE[decree.stage][call.lang],
            "judged": run.judged.printed,
            "basis": BASIS[run.basis][call.lang],
            "recognised": decree.source.kind == "scan",
        }
    return line
