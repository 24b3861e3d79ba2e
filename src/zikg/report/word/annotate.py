"""Comment on a document, and put corrections in as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.fix import steps
from zikg.model import Span
from zikg.read.word import Trace, trace_word
from zikg.report.word.archive import Copy
from zikg.report.word.changes import Changes
from zikg.report.word.comments import Comments
from zikg.report.word.places import Places
from zikg.report.word.plain import built
from zikg.report.word.runs import Runs
from zikg.report.word.telling import summary, told

if TYPE_CHECKING:
    from zikg.model import Finding, Result, Source
    from zikg.registry import Registry
    from zikg.report.word.telling import Paragraph
    from zikg.report.writing import Head

_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with comments.

    Args:
        data: its bytes.
        comments: how many were put in, the one that sums up not counted.
        changes: how many corrections were put in as tracked changes.
        left: how many corrections were to be put in and could not.
    """

    data: bytes
    comments: int
    changes: int = 0
    left: int = 0


def annotate(
    result: Result,
    data: bytes | None,
    head: Head,
    registry: Registry,
    *,
    fix: bool = False,
    unsafe: bool = False,
) -> Marked:
    """Return the copy of a document with a comment on each finding.

    Args:
        result: the check of the document; its decree must be there.
        data: the bytes of the Word document that was checked; ``None`` for any other format, whose
            text is set as a Word document.
        head: what holds for all documents of the call; comments carry its date.
        registry: what the corrections are made with.
        fix: whether corrections are put in as tracked changes.
        unsafe: whether those are put in too that need a decision.

    Raises:
        ReadError: the document is no longer what was checked, or holds macros.
    """
    assert result.decree is not None
    source = result.decree.source
    if data is None:
        data, trace = built(source)
        own, day = source.text, _DAY
    else:
        own, trace, day = *_traced(data, result), None
    copy = Copy(data, result.path)
    runs, places = Runs(), Places(trace)
    when = f"{head.as_of.isoformat()}T00:00:00Z"
    comments = Comments(copy, trace.root, runs, when)
    first = places.near_first()
    comments.add(first, first, lambda: summary(result, head))
    desk = _Desk(source, len(own), places, comments, head.lang)
    for finding in result.findings:
        desk.comment(finding)
    changes = left = 0
    if fix and result.graph is not None:
        tracked = Changes(places, runs, own, when)
        for step in steps(result, registry, lang=head.lang, safe=not unsafe):
            other = any(edit.span.end > len(own) for edit in step.edits)
            if other or not tracked.put(step):
                left += 1
                continue
            changes += 1
            for each in step.changes:
                desk.made.update(
                    (code, each.section, reason) for code in each.codes for reason in each.reasons
                )
    comments.save()
    copy.put(trace.main, trace.root)
    return Marked(copy.save(day), len(comments) - 1, changes, left)


def _traced(data: bytes, result: Result) -> tuple[str, Trace]:
    assert result.decree is not None
    source, trace = trace_word(data, result.path)
    if not result.decree.source.text.startswith(source.text):
        raise ReadError(
            f"Berkas {result.path} berubah selama diperiksa; jalankan lagi.",
            f"The file {result.path} changed while it was checked; run again.",
        )
    return source.text, trace


@dataclass(frozen=True, slots=True)
class _Desk:
    """What comments are written with; ``end`` is where the text of the document itself ends."""

    source: Source
    end: int
    places: Places
    comments: Comments
    lang: str
    made: set[tuple[str, str | None, str]] = field(default_factory=set)
    """Code, section and message of what was put right by a tracked change."""

    def comment(self, finding: Finding) -> None:
        """Put the comment on one finding; what was made is known only when all is written."""
        text = self.source.text
        spans = finding.spans or (finding.span,)
        stretch = _first(text, spans) if finding.quote else _line(text, finding.span)
        rest = [span for span in spans if finding.quote and span.start >= stretch.end]
        also = ", ".join(f"“{' '.join(text[s.start : s.end].split())}”" for s in rest)
        # What stands in another file (--with) is told at the end of this one.
        outside = finding.span.start >= self.end
        if outside:
            stretch = Span(self.end, self.end)
        first, last, exact = self.places.stretch(stretch)
        file = self.source.file_at(finding.span.start) if outside else ""

        def tell() -> list[Paragraph]:
            made = (finding.code, finding.section, finding.message) in self.made
            here = exact and not outside
            return told(finding, self.lang, exact=here, also=also, made=made, file=file)

        self.comments.add(first, last, tell)


def _first(text: str, spans: tuple[Span, ...]) -> Span:
    """Return the first stretch of words of a finding; pieces with blanks between them are one."""
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        if span.start < end or text[end : span.start].strip():
            break
        end = span.end
    return Span(start, end)


def _line(text: str, span: Span) -> Span:
    """Return the line that a finding stands at which marks no words."""
    end = text.find("\n", span.start)
    return Span(span.start, len(text) if end < 0 else end)
