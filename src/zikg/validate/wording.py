"""The words to put instead where the form, the name or the spelling of a decree is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.graph.drafting import Point
from zikg.graph.spelling import Slips
from zikg.model import Fix, TitleMention

if TYPE_CHECKING:
    from zikg.validate.remedy import Wrong


def right_form(wrong: Wrong) -> Fix | None:
    """Return the words of a point of form as they are prescribed; safe, as nothing is decided.

    Args:
        wrong: a finding about a point of form.
    """
    point = wrong.thing()
    if not isinstance(point, Point) or not point.right:
        return None
    return Fix(point.right, safe=True)


def as_title(wrong: Wrong) -> Fix | None:
    """Return the name as the title has it; which of the two is right a person decides.

    Args:
        wrong: a finding about a repetition of the name.
    """
    mention = wrong.thing()
    title = wrong.decree.title
    if not isinstance(mention, TitleMention) or title is None:
        return None
    name = title.value
    if mention.section == "menimbang" and name.isupper():
        name = ordinary(name, mention.text)
    about = wrong.place.quote.split(maxsplit=1)[0]
    # What is quoted begins with TENTANG, and so do the words to put there.
    return Fix(f"{about} {name}" if about.casefold() == "tentang" else name, safe=False)


def ordinary(title: str, like: str) -> str:
    """Return a title in ordinary letters, each word written as the name beside it writes it.

    Args:
        title: a title in capitals.
        like: the name in ordinary letters.

    Example:
        >>> ordinary("RENCANA AKSI DI LINGKUNGAN KPU TAHUN 2025", "Rencana Aksi di Lingkungan KPU")
        'Rencana Aksi di Lingkungan KPU Tahun 2025'
    """
    known = {word.casefold().strip(",;."): word.strip(",;.") for word in like.split()}
    return " ".join(known.get(word.casefold(), word.capitalize()) for word in title.split())


def spelling(wrong: Wrong) -> Fix | None:
    """Return the right forms of the words of one place, where all are known.

    Args:
        wrong: a finding about words written wrong.
    """
    slips = wrong.thing()
    if not isinstance(slips, Slips):
        return None
    forms = [word.right for word in slips.words if word.right]
    if len(forms) != len(slips.words):
        return None
    return Fix("; ".join(forms), safe=all(word.kind == "misspelt" for word in slips.words))
