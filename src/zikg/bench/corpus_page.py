"""What the verification of a corpus found, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.bench.corpus_verify import Verified

_WORDS: Final[dict[str, dict[str, str | tuple[str, ...]]]] = {
    "id": {
        "files": "{files} berkas; {right} tepat seperti kunci; {failed} tidak dapat dibaca",
        "head": ("aturan", "ditanam", "harus ada", "luput", "berlebih"),
        "all": "semua",
        "misread": "dibaca lain dari kunci: {told}",
        "none": "semua isian terbaca seperti kunci",
        "missed": "luput",
        "noise": "berlebih",
    },
    "en": {
        "files": "{files} files; {right} exactly as the key says; {failed} could not be read",
        "head": ("rule", "planted", "expected", "missed", "noise"),
        "all": "all",
        "misread": "read otherwise than the key: {told}",
        "none": "every field was read as the key says",
        "missed": "missed",
        "noise": "noise",
    },
}


def text(counts: Verified, lang: str = "id") -> str:
    """Return the counts by rule, what was misread, and examples of what is wrong.

    Args:
        counts: what was counted.
        lang: ``id`` or ``en``.
    """
    return "\n".join(_lines(counts, _WORDS[lang]))


def _lines(counts: Verified, words: dict[str, str | tuple[str, ...]]) -> Iterator[str]:
    given = {"files": counts.files, "right": counts.right, "failed": counts.failed}
    yield str(words["files"]).format(**given)
    yield ""
    columns = (counts.planted, counts.expected, counts.missed, counts.noise)
    head = words["head"]
    assert isinstance(head, tuple)
    yield "".join(f"{word:>{10 if place else 0}}" for place, word in enumerate(head))
    for code in sorted(set().union(*columns)):
        yield f"{code:<6}" + "".join(f"{column[code]:>10}" for column in columns)
    yield f"{words['all']:<6}" + "".join(f"{column.total():>10}" for column in columns)
    yield ""
    told = ", ".join(f"{name} {number}" for name, number in sorted(counts.misread.items()))
    yield str(words["misread"]).format(told=told) if told else str(words["none"])
    for one in counts.examples:
        yield ""
        yield f"{one.file}" + (f": {one.error}" if one.error else "")
        yield from (f"  {words['missed']}: {line}" for line in one.missed)
        yield from (f"  {words['noise']}: {line}" for line in one.noise)
        yield from (f"  {name}: {line}" for name, line in one.misread)
