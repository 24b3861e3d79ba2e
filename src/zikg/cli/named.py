"""The one instrument that the words of a call mean, or a sentence that says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.cli.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.registry import Registry


def named(words: Sequence[str], registry: Registry, lang: str) -> str:
    """Return the id of the instrument that some words mean and the registry holds.

    Args:
        words: the words as typed: ``UU 5/2014``, an id, an IRI.
        registry: the registry.
        lang: language of what is said where there is none, ``id`` or ``en``.

    Raises:
        Failure: they name no instrument, several, or one that the registry does not hold.
    """
    from zikg.extract.instrument import instruments
    from zikg.validate.naming import short_name

    said = " ".join(words)
    found = instruments(said, registry)
    held = [identifier for identifier in found if registry.get(identifier) is not None]
    if len(held) == 1:
        return held[0]
    if len(held) > 1:
        listed = ", ".join(held)
        raise Failure(
            f"{said}: ada beberapa yang cocok ({listed}); sebutkan salah satu pengenalnya."
            if lang == "id"
            else f"{said}: several fit ({listed}); name one of these ids."
        )
    if found:
        name = short_name(found[0], registry)
        raise Failure(
            f"{name} ({found[0]}) tidak ada dalam registri; cari dengan: zikg registry search."
            if lang == "id"
            else f"{name} ({found[0]}) is not in the registry; look for it with: "
            "zikg registry search."
        )
    raise Failure(
        f'{said}: bukan nama peraturan; tulis seperti "UU 5/2014" atau uu/ri/2014/5.'
        if lang == "id"
        else f'{said}: names no regulation; write it as "UU 5/2014" or uu/ri/2014/5.'
    )
