"""What a comment says: how grave, what, why with sources, and the words to put instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.report.findings import short_source, sources
from zikg.report.spots import spot_words
from zikg.report.words import BASIS, PHRASE, SEVERITY
from zikg.validate.words import date_words

if TYPE_CHECKING:
    from zikg.model import Finding, Result
    from zikg.report.writing import Head

Paragraph = tuple[str, bool]
"""A paragraph of a comment, and whether it is bold."""
_REPLACEMENT: Final = "replaced"
"""The kind of fact that stands behind a proposal, not behind the finding."""
_SAYS: Final[dict[str, dict[str, str]]] = {
    "at": {"id": "Letak", "en": "Place"},
    "also": {"id": "Juga", "en": "Also"},
    "made": {
        "id": "(sudah ditandai sebagai perubahan terlacak)",
        "en": "(made here as a tracked change)",
    },
    "head": {"id": "Hasil pemeriksaan zikg", "en": "Result of the zikg check"},
    "judged": {"id": "Diperiksa menurut keadaan pada", "en": "Judged as things stood on"},
    "registry": {"id": "Registri peraturan", "en": "Registry of regulations"},
    "undecided": {"id": "Tidak dapat diperiksa", "en": "Could not be checked"},
    "accepted": {
        "id": "hasil dikecualikan karena sudah diketahui (baseline)",
        "en": "findings left out as known (baseline)",
    },
}


def told(
    finding: Finding,
    lang: str,
    *,
    exact: bool = True,
    also: str = "",
    made: bool = False,
    file: str = "",
) -> list[Paragraph]:
    """Return the paragraphs of the comment on a finding.

    Args:
        finding: the finding.
        lang: ``id`` or ``en``.
        exact: whether the comment stands on the words themselves; else their place is told.
        also: further words of the finding, which stand elsewhere.
        made: whether its correction stands in the document as a tracked change.
        file: the file that it stands in, where that is another one (``--with``).
    """
    found: list[Paragraph] = [
        (f"{finding.code} {SEVERITY[finding.severity][lang]}", True),
        (finding.message, False),
    ]
    if not exact:
        spot = ", ".join(part for part in (file, spot_words(finding, lang)) if part)
        words = ": ".join(
            part for part in (spot, f"“{finding.quote}”" if finding.quote else "") if part
        )
        if words:
            found.append((f"{_SAYS['at'][lang]}: {words}", False))
    elif also:
        found.append((f"{_SAYS['also'][lang]}: {also}", False))
    facts = [fact for fact in finding.because if fact.source and fact.relation != _REPLACEMENT]
    for fact in facts:
        every = ", ".join(dict.fromkeys(map(short_source, sources(fact))))
        found.append((f"{PHRASE['reason'][lang]}: {fact.text} [{every}]", False))
    if finding.fix is not None:
        label = PHRASE["fix" if finding.fix.safe else "fix-unsafe"][lang]
        tail = f" {_SAYS['made'][lang]}" if made else ""
        found.append((f"{label}: {finding.fix.text}{tail}", False))
    return found


def summary(result: Result, head: Head) -> list[Paragraph]:
    """Return the paragraphs of the comment that stands first: what was checked, and its limits.

    Args:
        result: the check of the document.
        head: what holds for all documents of the call.
    """
    lang = head.lang
    counts = "; ".join(
        f"{words[lang]}: {sum(f.severity == level for f in result.findings)}"
        for level, words in SEVERITY.items()
    )
    found: list[Paragraph] = [(_SAYS["head"][lang], True), (counts, False)]
    if not result.findings:
        found.append((PHRASE["none"][lang], False))
    if result.run is not None:
        day = f"{date_words(result.run.judged, lang)} ({BASIS[result.run.basis][lang]})"
        found.append((f"{_SAYS['judged'][lang]} {day}.", False))
    found += [(f"{_SAYS['undecided'][lang]}: {sentence}", False) for sentence in result.undecided]
    if result.accepted:
        found.append((f"{len(result.accepted)} {_SAYS['accepted'][lang]}.", False))
    registry = f"{_SAYS['registry'][lang]} {head.registry.version} ({head.registry.date})."
    found.append((f"{registry} {PHRASE['disclaimer'][lang]}", False))
    return found
