"""Mutations of XML and HTML: elements and attributes deleted, doubled, moved, nested, renamed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from random import Random

_VALUES: Final = (
    *("", "0", "-1", "1", "2147483648", "99999999999999999999", "1e309", "NaN", "x", "true"),
    *("\u202e", "a" * 5000, "%1.%2.%9", "%", "../../x", "100%", "3cm", "\ud7ff"),
)
_WORDS: Final = (
    *("", " ", "\u0301" * 300, "x" * 30_000, "a\u00a0b", "\u2028", "KESATU :", "LAMPIRAN"),
    *("1.", "| a | b |", "Undang-Undang Nomor " * 300, "No\tKomponen\t" * 60),
)


def mutate(data: bytes, rng: Random) -> bytes:
    """Return the XML with one to six changes of its tree; bytes that are no XML come back.

    Args:
        data: an XML document.
        rng: source of chance.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return data
    if rng.random() < 0.06:
        return _hostile(etree.tostring(root), rng)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        every = [element for element in root.iter() if isinstance(element.tag, str)]
        if len(every) < 3:
            break
        _change(rng.choice(every[1:]), every, rng)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _change(element: Any, every: list[Any], rng: Random) -> None:
    parent = element.getparent()
    if parent is None:
        return
    way = rng.randrange(10)
    if way == 0:
        parent.remove(element)
    elif way == 1:
        for _ in range(rng.choice((1, 3, 50))):
            element.addnext(deepcopy(element))
    elif way == 2:
        _moved(element, rng.choice(every))
    elif way == 3:
        _nested(element, rng.choice((1, 3, 20, 60)))
    elif way == 4:
        element.tag = rng.choice(every).tag
    elif way == 5 and element.attrib:
        element.attrib[rng.choice(list(element.attrib))] = rng.choice(_VALUES)
    elif way == 6 and element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]
    elif way == 7:
        other = rng.choice(every)
        for name, value in other.attrib.items():
            element.set(name, value)
    elif way == 8:
        element.text = rng.choice(_WORDS)
    else:
        element.tail = rng.choice(_WORDS)


def _moved(element: Any, target: Any) -> None:
    above = target
    while above is not None:
        if above is element:
            return
        above = above.getparent()
    element.getparent().remove(element)
    target.append(element)


def _nested(element: Any, depth: int) -> None:
    """Put an element into copies of itself."""
    holder = element.getparent()
    if sum(1 for _ in element.iter()) * depth > 20_000:
        return
    place = holder.index(element)
    inner = deepcopy(element)
    for _ in range(depth):
        outer = deepcopy(element) if len(element) < 3 else etree.Element(element.tag)
        outer.append(inner)
        inner = outer
    holder.remove(element)
    holder.insert(place, inner)


def _hostile(data: bytes, rng: Random) -> bytes:
    """Return entity bombs, outside entities, other encodings, half a document."""
    way = rng.randrange(5)
    if way == 0:
        names = [f"e{n}" for n in range(12)]
        bomb = '<!ENTITY e0 "lol">' + "".join(
            f'<!ENTITY {name} "{("&" + names[n] + ";") * 10}">' for n, name in enumerate(names[1:])
        )
        return f"<!DOCTYPE a [{bomb}]>".encode() + data.replace(b"</", b"&e11;</", 1)
    if way == 1:
        outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return outside + data.replace(b"</", b"&x;</", 1)
    if way == 2:
        return data.decode("utf-8", "replace").encode(
            rng.choice(("utf-16", "utf-32", "cp1252")), "replace"
        )
    if way == 3:
        return b'<?xml version="1.0" encoding="x-none"?>' + data
    return data[: rng.randrange(len(data))]
