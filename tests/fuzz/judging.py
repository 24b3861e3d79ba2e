"""Read one input and judge it: a `Source` that holds together, or the one error; then check it."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from zikg.errors import ReadError, ZikgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Source
    from zikg.registry import Registry


class BrokenError(AssertionError):
    """A source that contradicts itself."""


@lru_cache
def registry() -> Registry:
    """Return the registry, opened once."""
    from zikg.registry import open_registry

    return open_registry()


def judge(data: bytes, name: str, spent: dict[str, float]) -> str:
    """Read, extract and check an input; return ``read`` or ``refused``.

    Args:
        data: the file.
        name: what it is called.
        spent: takes the seconds of the processor that each stage used.

    Raises:
        BrokenError: a span lies outside of the text, an error is no single sentence.
        Exception: whatever else escapes is what is looked for.
    """
    from zikg.read import read_bytes

    try:
        with _clock("read", spent):
            source = read_bytes(data, name)
    except ReadError as error:
        if "\n" in error.message or not error.message.strip() or len(error.message) > 900:
            raise BrokenError(f"no clear sentence: {error.message!r}") from error
        return "refused"
    whole(source)
    with suppress(ZikgError):
        _checked(source, spent)
    return "read"


@contextmanager
def _clock(stage: str, spent: dict[str, float]) -> Iterator[None]:
    started = time.process_time()
    try:
        yield
    finally:
        spent[stage] = time.process_time() - started


def _checked(source: Source, spent: dict[str, float]) -> None:
    from zikg.extract import extract
    from zikg.validate import check, run_for

    with _clock("extract", spent):
        decree = extract(source, registry())
    run = run_for(decree, date(2026, 11, 21), final=False)
    with _clock("check", spent):
        check(decree, run, registry(), engine="compiled", lang="id")


def whole(source: Source) -> None:
    """Hold a source against what the model promises.

    Raises:
        BrokenError: it does not hold.
    """
    size = len(source.text)
    _held(list(source.pages) == sorted(source.pages), "pages out of order")
    _held(all(0 <= page <= size for page in source.pages), "page outside of the text")
    starts = [start for start, _ in source.places]
    _held(starts == sorted(starts), "places out of order")
    _held("\r" not in source.text, "line ends are not LF")
    for span, sure in source.doubts:
        _held(0 <= span.start <= span.end <= size, "doubt outside of the text")
        _held(0 <= sure <= 1, "certainty outside of 0 to 1")
    for table in source.tables:
        _held(0 <= table.span.start <= table.span.end <= size, "table outside of the text")
        for row in table.rows:
            for cell in row:
                _held("\n" not in cell.text and "\t" not in cell.text, "cell of several lines")
                for span in cell.spans:
                    _held(0 <= span.start < span.end <= size, "cell outside of the text")
                    if source.kind not in {"text", "html"}:
                        said = source.text[span.start : span.end]
                        _held(
                            said in cell.text or cell.text in said,
                            f"cell {cell.text[:40]!r} says {said[:40]!r}",
                        )


def _held(true: bool, what: str) -> None:
    if not true:
        raise BrokenError(what)
