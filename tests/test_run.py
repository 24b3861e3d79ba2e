"""The judged date: the decree's own, a draft's that of the call."""

from __future__ import annotations

from datetime import date

import pytest

from zikg.errors import ZikgError
from zikg.model import Decree, Interval, Source, Stage
from zikg.validate.run import run_for, today

NOW = date(2026, 11, 21)


def decree(stage: Stage, when: str | None, *, is_decree: bool = True) -> Decree:
    return Decree(
        source=Source("a.txt", "ab" * 32, ""),
        id="keputusan/kpu-kab-bintan/2025/12",
        stage=stage,
        type="keputusan",
        issuer="kpu-kab-bintan",
        issuer_name=None,
        number=None,
        year=2025,
        title=None,
        when=Interval.parse(when) if when else None,
        date_field=None,
        place=None,
        signatory=None,
        is_decree=is_decree,
    )


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIKG_TODAY", NOW.isoformat())


@pytest.mark.parametrize(
    ("stage", "when", "as_of", "judged", "basis"),
    [
        ("issued", "2025-02-07", NOW, "2025-02-07", "decree"),
        ("copy", "2025-02-07", date(2024, 1, 1), "2025-02-07", "decree"),
        ("copy", "2025-02", NOW, "2025-02", "decree"),
        ("issued", None, NOW, "2026-11-21", "today"),
        ("draft", None, NOW, "2026-11-21", "today"),
        ("draft", None, date(2025, 3, 1), "2025-03-01", "as-of"),
        ("draft", "2025-02", date(2025, 3, 1), "2025-03-01", "as-of"),
    ],
)
def test_judged_date(stage: Stage, when: str | None, as_of: date, judged: str, basis: str) -> None:
    """An issued decree is judged at its date, whatever --as-of says; a draft at --as-of."""
    run = run_for(decree(stage, when), as_of)
    assert (run.judged.printed, run.basis, run.as_of) == (judged, basis, as_of)


def test_other_text_is_judged_today() -> None:
    """A legal text that is no decree has no date of its own."""
    run = run_for(decree("issued", "2025-02-07", is_decree=False), NOW)
    assert (run.judged.printed, run.basis) == ("2026-11-21", "today")


def test_final_is_kept() -> None:
    """--final travels with the run; it does not move the judged date."""
    run = run_for(decree("draft", None), NOW, final=True)
    assert run.final
    assert run.judged.printed == "2026-11-21"


def test_today_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ZIKG_TODAY that is no date is one clear sentence."""
    monkeypatch.setenv("ZIKG_TODAY", "besok")
    with pytest.raises(ZikgError, match="ZIKG_TODAY='besok' bukan tanggal"):
        today()
