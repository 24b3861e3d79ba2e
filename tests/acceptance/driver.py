"""Runs the command line as a user does, and reads what it answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from click.testing import CliRunner

from zikg.cli import main

Json: TypeAlias = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "data" / "decrees"
DECREES = ROOT / "tests" / "decrees"
TODAY = "2026-11-21"
LOUD = ("error", "warning")


@dataclass(frozen=True)
class Answer:
    """What one call gave: exit code, standard output, standard error."""

    exit_code: int
    stdout: str
    stderr: str

    def json(self) -> Json:
        """Return the standard output as JSON; it must be nothing but JSON."""
        value: Json = json.loads(self.stdout)
        return value


def zikg(*arguments: str | Path, stdin: str | bytes | None = None, today: str = TODAY) -> Answer:
    """Call the command line in this process; an exception that escapes it fails the test."""
    result = CliRunner().invoke(
        main, [str(argument) for argument in arguments], input=stdin, env={"ZIKG_TODAY": today}
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def check(*arguments: str | Path, today: str = TODAY, stdin: str | bytes | None = None) -> Json:
    """Return the JSON of ``zikg check``, whatever its exit code."""
    return zikg("check", "--format", "json", *arguments, today=today, stdin=stdin).json()


@lru_cache(maxsize=256)
def findings(path: Path, as_of: str) -> tuple[Json, ...]:
    """Return the findings of one decree at a date."""
    document = check("--as-of", as_of, path)["documents"][0]
    assert document["error"] is None, document["error"]
    return tuple(document["findings"])


@lru_cache(maxsize=64)
def extracted(path: Path) -> Json:
    """Return what ``zikg extract`` says of one document."""
    answer = zikg("extract", path)
    assert answer.exit_code == 0, answer.stderr
    document: Json = answer.json()["documents"][0]
    return document


def loud(found: tuple[Json, ...] | list[Json]) -> list[Json]:
    """Return the findings that are errors or warnings."""
    return [finding for finding in found if finding["severity"] in LOUD]


def line(finding: Json) -> str:
    """Return one finding on one line, for messages of failing tests."""
    place = "/".join(str(finding[key]) for key in ("section", "item") if finding[key] is not None)
    return (
        f"{finding['severity']:7} {finding['code']} {finding['subject'] or '-'} di {place or '-'}"
        f" baris {finding['line']}: {finding['quote'][:90]!r}: {finding['message'][:160]}"
    )


def listing(found: list[Json]) -> str:
    """Return findings as lines, for messages of failing tests."""
    return "\n".join(f"  {line(finding)}" for finding in found) or "  (tidak ada)"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case: no markup, bullets, punctuation or line breaks."""
    return re.findall(r"[0-9a-z]+", re.sub(r"<[^>]*>", " ", text).lower())


def holds(text: str, quote: str) -> bool:
    """Whether the words of a quote stand in a text, one after the other."""
    return f" {' '.join(words(quote))} " in f" {' '.join(words(text))} "


def pairs(spans: list[Any]) -> list[tuple[int, int]]:
    """Return spans as pairs, whether they are written as lists or as objects."""
    return [
        (span["start"], span["end"]) if isinstance(span, dict) else (span[0], span[1])
        for span in spans
    ]
