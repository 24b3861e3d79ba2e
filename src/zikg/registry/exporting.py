"""Regulations, changes and replacements of the layers as rows, in the columns of ``data/registry``.

What is written can be read again: by `zikg registry check FOLDER`, and by `zikg registry import`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from zikg.iri import parse_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Change, Interval, Regulation, Replacement
    from zikg.registry.layer import Layer
    from zikg.registry.lookup import Registry

Row = dict[str, str]
Name = Literal["reference", "own", "national"]
LAYERS: Final[tuple[Name, ...]] = ("reference", "own", "national")
COLUMNS: Final = {
    "regulations": (
        *("id", "type", "issuer", "number", "year", "title", "variants", "passed_by", "gazette"),
        *("enacted", "promulgated", "effective", "status", "confidence", "source", "note", "layer"),
    ),
    "changes": (
        *("act", "kind", "target", "effective", "provision", "scope", "disputed"),
        *("confidence", "source", "note", "layer"),
    ),
    "replacements": ("target", "by", "confidence", "source", "note", "layer"),
}


def layers(registry: Registry, wanted: tuple[Name, ...] = LAYERS) -> Iterator[tuple[Name, Layer]]:
    """Return the layers that are there, the one heard first first."""
    for name in wanted:
        layer: Layer | None = getattr(registry, name)
        if layer is not None:
            yield name, layer


def regulation_rows(registry: Registry, wanted: tuple[Name, ...] = LAYERS) -> Iterator[Row]:
    """Return the regulations of some layers; one that several hold only as the highest has it."""
    seen: set[str] = set()
    for name, layer in layers(registry, wanted):
        for held in layer.regulations():
            if held.id not in seen:
                seen.add(held.id)
                yield regulation_row(held) | {"layer": name}


def change_rows(registry: Registry, wanted: tuple[Name, ...] = LAYERS) -> Iterator[Row]:
    """Return the changes of some layers that the registry goes by."""
    for name, layer in layers(registry, wanted):
        for change in layer.changes():
            # The registry knows which layer is heard; alone a layer is told as it is.
            if len(wanted) == 1 or change in registry.changes_to(change.target):
                yield change_row(change) | {"layer": name}


def replacement_rows(registry: Registry, wanted: tuple[Name, ...] = LAYERS) -> Iterator[Row]:
    """Return what is to be cited instead of what."""
    for name, layer in layers(registry, wanted):
        for replacement in layer.replacements():
            yield replacement_row(replacement) | {"layer": name}


def regulation_row(held: Regulation) -> Row:
    """Return a regulation as a row of ``regulations.csv``."""
    gazettes = [
        f"{item.kind} {item.year}/{item.number}" if item.year else f"{item.kind} {item.number}"
        for item in held.gazettes
    ]
    return {
        "id": held.id,
        "type": held.type,
        "issuer": parse_id(held.id).issuer,
        "number": held.number,
        "year": str(held.year),
        "title": held.title or "",
        "variants": " | ".join(held.variants),
        "passed_by": held.passed_by,
        "gazette": " | ".join(gazettes),
        "enacted": _printed(held.enacted),
        "promulgated": _printed(held.promulgated),
        "effective": held.effective.printed,
        "status": "" if held.status_known else "unknown",
        "confidence": held.confidence,
        "source": held.source,
        "note": held.note,
    }


def change_row(change: Change) -> Row:
    """Return a change as a row of ``changes.csv``."""
    return {
        "act": change.act,
        "kind": change.kind,
        "target": change.target,
        "effective": change.effective.printed,
        "provision": change.provision,
        "scope": change.scope,
        "disputed": "yes" if change.disputed else "",
        "confidence": change.confidence,
        "source": change.source,
        "note": change.note,
    }


def replacement_row(replacement: Replacement) -> Row:
    """Return a replacement as a row of ``replacements.csv``; source and note are one text."""
    return {
        "target": replacement.target,
        "by": replacement.by,
        "confidence": replacement.confidence,
        "source": replacement.source,
        "note": "",
    }


def _printed(when: Interval | None) -> str:
    return when.printed if when else ""
