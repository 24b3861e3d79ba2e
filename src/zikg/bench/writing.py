"""Write a generated decree out as text, in the style that it was given."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from zikg.bench import annex, citing, timing
from zikg.bench.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.bench.sample import Sample
    from zikg.bench.style import Style

BLANK: Final = "................"


def write(sample: Sample) -> str:
    """Return the text of a decree.

    Args:
        sample: the decree as its parts.
    """
    blocks = [
        *_head(sample),
        *_menimbang(sample),
        *_mengingat(sample),
        *_notices(sample),
        *_diktum(sample),
        *_closing(sample, again=False),
    ]
    gap = "\n" * (1 + sample.style.blank_lines)
    text = gap.join(blocks)
    if "lampiran" not in sample.absent:
        text += "\n\n" + "\n\n".join((*_annex_head(sample), annex.table(sample)))
        if sample.style.annex_signed:
            text += "\n\n" + gap.join(_closing(sample, again=True))
    return text + "\n"


def _head(sample: Sample) -> Iterator[str]:
    style, maker = sample.style, sample.maker
    if sample.stage == "copy":
        yield style.copy_mark
    elif sample.stage == "draft":
        yield "RANCANGAN"
    for line in (maker.letterhead.upper(), *_name(sample)):
        yield _strong(style, _wrapped(style, line))
    yield _wrapped(style, f"{maker.office.upper()}{sample.mark('pembukaan', ',')}")


def _name(sample: Sample) -> Iterator[str]:
    style = sample.style
    yield f"KEPUTUSAN {sample.maker.titled.upper()}"
    number = BLANK if sample.stage == "draft" else sample.number
    number = "" if "number" in sample.absent else number
    yield re.sub(
        " +", " ", style.number_form.format(number, sample.numbered or sample.day.year)
    ).strip()
    yield "TENTANG"
    yield sample.title.upper() if style.title_capitals else sample.title


def _menimbang(sample: Sample) -> Iterator[str]:
    if "menimbang" in sample.absent:
        return
    guideline = citing.words(sample.considers, gazettes=False) if sample.considers else ""
    thoughts = [
        thought.format(guideline=guideline) + sample.mark(f"menimbang/{chr(ord('a') + place)}", ";")
        for place, thought in enumerate(sample.thoughts)
    ]
    letters = [sample.style.letter.format(chr(ord("a") + i)) for i in range(len(thoughts))]
    if len(thoughts) == 1:
        letters = [""]
    yield from _labelled(sample.style, "Menimbang", thoughts, letters)


def _mengingat(sample: Sample) -> Iterator[str]:
    if "mengingat" in sample.absent:
        return
    items = [
        citing.words(one) + sample.mark(f"mengingat/{place}", ";")
        for place, one in enumerate(sample.bases, 1)
    ]
    yield from _labelled(sample.style, "Mengingat", items, _numbers(sample.style, len(items)))


def _notices(sample: Sample) -> Iterator[str]:
    if sample.notices:
        items = [f"{notice};" for notice in sample.notices]
        marks = _numbers(sample.style, len(items)) if len(items) > 1 else [""]
        yield from _labelled(sample.style, "Memperhatikan", items, marks)


def _numbers(style: Style, count: int) -> list[str]:
    return [style.number.format(number) for number in range(1, count + 1)]


def _labelled(
    style: Style, label: str, items: Sequence[str], marks: Sequence[str]
) -> Iterator[str]:
    bullet = "- " if style.bullets else ""
    word = f"**{label}**" if style.bold else label
    for index, (mark, item) in enumerate(zip(marks, items, strict=True)):
        head = f"{bullet}{word}{style.label}" if index == 0 else bullet
        yield _wrapped(style, f"{head}{mark}{item}")


def _diktum(sample: Sample) -> Iterator[str]:
    style = sample.style
    yield style.decides
    title = sample.named("memutuskan", sample.title.upper()) + sample.mark("memutuskan", ".")
    again = sample.named("nomor", "")
    named = f"KEPUTUSAN {sample.maker.titled.upper()}{again} TENTANG {title}"
    bullet = "- " if style.bullets else ""
    yield _wrapped(style, f"{bullet}Menetapkan{style.label.rstrip(chr(10))}{_gap(style)}{named}")
    if "diktum" in sample.absent:
        return
    words = list(vocabulary()["diktum"]["words"])
    words[0] = style.first_clause
    for word, clause in zip(words, sample.clauses, strict=False):
        text = clause.replace("Diktum KESATU", f"Diktum {style.first_clause}")
        yield _wrapped(style, f"{bullet}{word}{style.label.rstrip(chr(10))}{_gap(style)}{text}")


def _gap(style: Style) -> str:
    return " " if style.label.endswith("\n") else ""


def _closing(sample: Sample, *, again: bool) -> Iterator[str]:
    style, signature, absent = sample.style, sample.signature, sample.absent
    if not again:
        if "place" not in absent:
            yield f"Ditetapkan di {sample.maker.place}"
        if "date" not in absent:
            when = timing.written(sample.day)
            if sample.stage == "draft":
                when = f"{BLANK} {sample.day.year}"
            yield style.date_form.format(when)
    mark = sample.mark("lampiran" if again else "penutup", ",")
    yield _wrapped(style, f"{sample.maker.office.upper()}{mark}")
    if sample.stage == "draft":
        yield f"({BLANK})"
        return
    yield style.signed
    if "signatory" not in absent:
        yield signature.signer_again if again else signature.signer
    if sample.stage == "copy" and "certification" not in absent:
        yield "Salinan sesuai dengan aslinya"
        yield signature.certifier_office
        if "certifier" not in absent:
            yield signature.certifier_again if again else signature.certifier


def _annex_head(sample: Sample) -> Iterator[str]:
    style = sample.style
    decree, number, about, title = _name(sample)
    title = sample.named("lampiran", title)
    yield "LAMPIRAN" if style.markdown else f"LAMPIRAN {decree}"
    if style.markdown:
        yield decree
    yield number
    if style.annex_date and sample.stage != "draft" and "date" not in sample.absent:
        yield f"TANGGAL {timing.written(sample.day).upper()}"
    yield about
    yield _wrapped(style, title)
    if style.annex_title_twice:
        yield _wrapped(style, title)


def _strong(style: Style, text: str) -> str:
    return f"**{text}**" if style.bold else text


def _wrapped(style: Style, text: str) -> str:
    if not style.width:
        return text
    return "\n".join(
        textwrap.fill(
            line,
            style.width,
            subsequent_indent=" " * style.hanging,
            break_on_hyphens=False,
            break_long_words=False,
            expand_tabs=False,
            replace_whitespace=False,
        )
        for line in text.split("\n")
    )
