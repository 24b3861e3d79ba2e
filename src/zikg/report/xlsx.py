"""The workbook for analysts: summary, results, citations, plan rows, and the LKE matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.graph.nodes import citation_id
from zikg.registry.status import status_at
from zikg.report.cells import neutral
from zikg.report.coverage import coverage
from zikg.report.inspection import inspect, name_of_decree
from zikg.report.placing import item_label
from zikg.report.sheets import SHEETS, Sheet
from zikg.report.words import BASIS, PHRASE, SECTION, SEVERITY, STAGE

if TYPE_CHECKING:
    from typing import IO

    from zikg.model import BaselineUse, Cell, Citation, Result
    from zikg.registry import Registry
    from zikg.report.writing import Head

_FILL: Final = {"error": "#F8D7DA", "warning": "#FFF3CD", "info": "#E2E3E5"}
_ASPECT: Final = {
    "pemenuhan": {"id": "Pemenuhan", "en": "Fulfilment"},
    "reform": {"id": "Reform", "en": "Reform"},
    "pengungkit": {"id": "Pengungkit", "en": "Lever"},
}
_CUT: Final = {
    "id": "{count} baris tidak muat pada lembar {name}; bagi berkasnya ke beberapa laporan.",
    "en": "{count} rows did not fit on sheet {name}; split the files over several reports.",
}
_THERE: Final = {"id": ("Tidak ada", "Ada"), "en": ("No", "Yes")}


class XlsxWriter:
    """Writes a workbook row by row, so that memory does not grow with the documents.

    Args:
        file: where to write the bytes.
        registry: knows components and statuses.
    """

    def __init__(self, file: IO[bytes], registry: Registry) -> None:
        import xlsxwriter

        self._registry = registry
        # Rows go to disk as they come; text is never taken for a formula, a number or a link.
        self._book = xlsxwriter.Workbook(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._number = 0

    def begin(self, head: Head) -> None:
        """Open the sheets and write their headings."""
        self._head = head
        book = self._book
        bold = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white"})
        bold.set_text_wrap()
        bold.set_align("vcenter")
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
        self._fills = {
            level: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour})
            for level, colour in _FILL.items()
        }
        book.set_properties({"title": SHEETS["summary"].name[head.lang], "author": "zikg"})
        self._sheets = {
            key: Sheet(book, spec, head.lang, bold, self._wrap) for key, spec in SHEETS.items()
        }

    def add(self, result: Result) -> None:
        """Write the rows of one document into each sheet."""
        self._summary(result)
        self._results(result)
        if result.decree is None or result.run is None:
            return
        for citation in result.decree.citations:
            self._citation(result, citation)
        self._plan(result)
        for covered in coverage(result, self._registry):
            there = _THERE[self._head.lang][bool(covered.rows)]
            component = covered.component
            aspect = _ASPECT.get(component.aspect, {}).get(self._head.lang, component.aspect)
            self._sheets["lke"].row(
                [
                    *(self._file(result), name_of_decree(result), aspect, covered.area),
                    *(component.name, component.weight, there, ", ".join(covered.rows)),
                ],
                None if covered.rows or not component.mandatory else self._fills["error"],
            )

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write what the report rests on, set the filters, and close the workbook."""
        lang, sheet = self._head.lang, self._sheets["summary"]
        for made in self._sheets.values():
            made.close()
        registry = self._head.registry
        cut = [
            _CUT[lang].format(count=made.cut, name=SHEETS[key].name[lang])
            for key, made in self._sheets.items()
            if made.cut
        ]
        known = f"{baseline.known} {PHRASE['known'][lang]}" if baseline is not None else ""
        for note in (
            *cut,
            known,
            f"{PHRASE['registry'][lang]} {registry.version} ({registry.date}).",
            PHRASE["disclaimer"][lang],
        ):
            if note:
                sheet.note(note)
        self._book.close()

    def _file(self, result: Result) -> Any:
        """Return the cell of a document: a link to it, where it lies on this machine."""
        path = Path(result.path)
        name = neutral(result.path)
        if result.path != "-" and path.is_file():
            return ("external:" + str(path), name, self._link)
        return name

    def _summary(self, result: Result) -> None:
        lang, decree, run = self._head.lang, result.decree, result.run
        counts = [
            sum(finding.severity == level for finding in result.findings) for level in SEVERITY
        ]
        fill = next(
            (self._fills[level] for level, n in zip(SEVERITY, counts, strict=True) if n), None
        )
        if decree is None or run is None:
            error = [neutral(result.error or "")]
            self._sheets["summary"].row([self._file(result), *[""] * 10, *error], fill)
            return
        self._sheets["summary"].row(
            [
                *(self._file(result), neutral(decree.issuer_name or ""), name_of_decree(result)),
                neutral(decree.title.value if decree.title else ""),
                STAGE[decree.stage][lang],
                f"{run.judged.printed} ({BASIS[run.basis][lang]})",
                *counts,
                len(result.undecided),
                len(result.accepted),
                "",
            ],
            fill if result.findings else None,
        )

    def _results(self, result: Result) -> None:
        for line in inspect(result, self._head.lang, self._number + 1):
            self._number = line.number
            cells = [neutral(cell) if isinstance(cell, str) else cell for cell in line.cells]
            cells[1] = self._file(result)
            level = next(key for key, said in SEVERITY.items() if line.severity in said.values())
            self._sheets["results"].row(cells, self._fills[level])

    def _citation(self, result: Result, citation: Citation) -> None:
        decree, run, lang = result.decree, result.run, self._head.lang
        assert decree is not None
        assert run is not None
        line, _, page = decree.source.locate(citation.span.start)
        statuses = [
            status_at(self._registry, citation.regulation, when).label
            if citation.regulation
            else "Status tidak diketahui"
            for when in (run.judged, type(run.judged).of(self._head.as_of))
        ]
        section = SECTION[citation.section][lang].split(" (")[0] if citation.section else ""
        item = item_label(citation.item, citation.section, lang) if citation.item else ""
        self._sheets["citations"].row(
            [
                *(self._file(result), name_of_decree(result), f"{section} {item}".strip()),
                *(citation.type, neutral(citation.number or ""), citation.year or ""),
                *(citation.regulation or "", neutral(citation.title or ""), citation.role),
                *(citation.relation or "", *statuses, neutral(citation.quote), line, page or ""),
                citation_id(decree, citation),
            ]
        )

    def _plan(self, result: Result) -> None:
        decree = result.decree
        assert decree is not None
        if decree.plan is None:
            return
        for area in decree.plan.areas:
            for row in area.rows:
                elements = ", ".join(dict.fromkeys(element for _, element in row.elements))
                cells = (row.component, row.indicator, row.action, row.evidence, row.responsible)
                self._sheets["plan"].row(
                    [
                        *(self._file(result), name_of_decree(result)),
                        neutral(f"{area.number} {area.heading}".strip()),
                        *(neutral(row.number), *map(_words, cells), _words(row.output)),
                        *(_words(row.target), row.start.isoformat() if row.start else ""),
                        *(row.end.isoformat() if row.end else "", elements),
                    ]
                )


def _words(cell: Cell | None) -> str:
    return neutral(cell.text) if cell else ""
