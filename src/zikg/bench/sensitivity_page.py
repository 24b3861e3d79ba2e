"""What the sensitivity test of a document gave, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zikg.bench.sensitivity_changes import KINDS
from zikg.report.words import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.bench.sensitivity import Experiment, Trial
    from zikg.model import Decree, Span

Json = dict[str, Any]
_KIND: Final = {
    "number": ("nomor diubah", "number altered"),
    "year": ("tahun diubah", "year altered"),
    "date": ("tanggal diubah", "date altered"),
    "letter": ("huruf dalam judul diubah", "letter of a title altered"),
    "cell-emptied": ("sel rencana dikosongkan", "plan cell emptied"),
    "cells-swapped": ("dua sel rencana ditukar", "two plan cells swapped"),
    "row-dropped": ("baris rencana dihapus", "plan row dropped"),
    "row-duplicated": ("baris rencana digandakan", "plan row duplicated"),
    "rows-swapped": ("dua baris rencana ditukar", "two plan rows swapped"),
}
_HEAD: Final = (
    ("perubahan", "alteration"),
    ("mungkin", "possible"),
    ("dicoba", "tried"),
    ("hasil pemeriksaan", "as a finding"),
    ("hasil baca", "in what was read"),
    ("tidak terlihat", "not noticed"),
)
_VERDICTS: Final = ("finding", "read", "unnoticed")
_AROUND: Final = 30
_LONGEST: Final = 60
_INTRO: Final = (
    "{path}: {tried} dari {possible} perubahan dicoba satu per satu (benih {seed}); "
    "{noticed} terlihat, {unnoticed} tidak.",
    "{path}: {tried} of {possible} alterations tried one at a time (seed {seed}); "
    "{noticed} noticed, {unnoticed} not.",
)
_NOTE: Final = (
    "Angka ini tentang kepekaan zikg pada naskah ini, bukan nilai naskah atau satkernya.\n"
    "Hasil pemeriksaan: catatan muncul, berubah, atau hilang. Hasil baca: data yang dibaca ikut\n"
    "berubah, walaupun tidak ada aturan yang dilanggar.",
    "These figures tell how zikg reacts to this text; they rate neither it nor its office.\n"
    "As a finding: a finding came, changed or went. In what was read: the data read changed with\n"
    "the text, though no rule was broken by it.",
)
_UNSEEN: Final = ("Tidak terlihat:", "Not noticed:")


def text(test: Experiment, trials: Sequence[Trial], path: str, seed: int, lang: str) -> str:
    """Return the result in words.

    Args:
        test: the test as prepared.
        trials: its trials, run.
        path: the name of the document.
        seed: the seed of the drawing.
        lang: ``id`` or ``en``.
    """
    at = int(lang == "en")
    unseen = [one for one in trials if one.verdict == "unnoticed"]
    intro = _INTRO[at].format(
        path=path,
        tried=len(trials),
        possible=sum(test.possible.values()),
        seed=seed,
        noticed=len(trials) - len(unseen),
        unnoticed=len(unseen),
    )
    lines = [intro, "", *_table(test, trials, at), "", _NOTE[at]]
    if unseen:
        lines += ["", _UNSEEN[at]]
        for trial in unseen:
            lines += _unseen(test.decree, trial, at)
    return "\n".join(lines)


def as_json(test: Experiment, trials: Sequence[Trial], path: str, seed: int) -> Json:
    """Return the result as data.

    Args:
        test: the test as prepared.
        trials: its trials, run.
        path: the name of the document.
        seed: the seed of the drawing.
    """
    return {
        "path": path,
        "seed": seed,
        "possible": sum(test.possible.values()),
        "tried": len(trials),
        **_counts(trials),
        "kinds": {
            kind: {
                "possible": test.possible[kind],
                **_counts([one for one in trials if one.alteration.kind == kind]),
            }
            for kind in KINDS
        },
        "trials": [_trial(test.decree, one) for one in trials],
    }


def _counts(trials: Sequence[Trial]) -> Json:
    return {
        "tried": len(trials),
        **{name: sum(one.verdict == name for one in trials) for name in _VERDICTS},
    }


def _trial(decree: Decree, trial: Trial) -> Json:
    altered = trial.alteration
    line, column, page = decree.source.locate(altered.span.start)
    section, item = _part(decree, altered.span)
    return {
        "kind": altered.kind,
        "verdict": trial.verdict,
        "codes": list(trial.codes),
        "section": section,
        "item": item,
        "start": altered.span.start,
        "end": altered.span.end,
        "line": line,
        "column": column,
        "page": page,
        "place": decree.source.place_at(altered.span.start),
        "before": altered.before,
        "after": altered.after,
    }


def _table(test: Experiment, trials: Sequence[Trial], at: int) -> list[str]:
    rows = [tuple(words[at] for words in _HEAD)]
    for kind in KINDS:
        if test.possible[kind]:
            counts = _counts([one for one in trials if one.alteration.kind == kind])
            said = (test.possible[kind], counts["tried"], *(counts[name] for name in _VERDICTS))
            rows.append((_KIND[kind][at], *map(str, said)))
    counts = _counts(trials)
    said = (sum(test.possible.values()), len(trials), *(counts[name] for name in _VERDICTS))
    rows.append((("jumlah", "all")[at], *map(str, said)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return [
        "  ".join(
            [row[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        )
        for row in rows
    ]


def _unseen(decree: Decree, trial: Trial, at: int) -> list[str]:
    altered, source = trial.alteration, decree.source
    line, _, page = source.locate(altered.span.start)
    section, item = _part(decree, altered.span)
    lang = ("id", "en")[at]
    named = SECTION[section][lang] if section else ("naskah", "text")[at]
    place = " ".join(filter(None, (named, item)))
    where = [place, *([f"{('halaman', 'page')[at]} {page}"] if page else [])]
    where += [source.place_at(altered.span.start) or f"{('baris', 'line')[at]} {line}"]
    head = f"  {_KIND[altered.kind][at]} ({', '.join(where)})"
    if not altered.after and altered.kind.startswith("row"):
        return [head, f"      {_short(altered.before)}"]
    before = _flat(source.text[max(0, altered.span.start - _AROUND) : altered.span.start])
    after = _flat(source.text[altered.span.end : altered.span.end + _AROUND])
    return [
        head,
        f"    - …{before}[{_short(altered.before)}]{after}…",
        f"    + …{before}[{_short(altered.after)}]{after}…",
    ]


def _part(decree: Decree, span: Span) -> tuple[str | None, str | None]:
    for row in decree.plan.rows if decree.plan else ():
        if row.span.start <= span.start < row.span.end and decree.plan:
            area = decree.plan.areas[[row in one.rows for one in decree.plan.areas].index(True)]
            return "lampiran", f"{area.number}.{row.number}"
    for part in decree.parts:
        if part.span.start <= span.start < part.span.end:
            return part.section, part.item
    return None, None


def _flat(words: str) -> str:
    return " ".join(words.replace("\n", " ").replace("\t", " ").split(" "))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
