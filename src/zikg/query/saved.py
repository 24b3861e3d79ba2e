"""A saved query and its description of itself: the ``#+`` lines at the head of a ``.rq`` file.

The lines are nested by two blanks, ``key: value``, in the way of grlc::

    #+ summary:
    #+   id: Siapa yang mengutip suatu peraturan
    #+   en: Who cites a regulation
    #+ params:
    #+   regulation:
    #+     type: regulation
    #+     required: yes

In the text a parameter is written ``$regulation``; without its header the file is plain SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from zikg.errors import QueryError
from zikg.query.tokens import safe, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

Tree: TypeAlias = "dict[str, str | Tree]"
TYPES: Final = (
    *("date", "year", "integer", "text", "code"),
    *("regulation", "satker", "province", "component", "regime"),
)
"""What a parameter can be; `zikg.query.binding` says how each is written."""
_LINE: Final = re.compile(r"#\+ (?P<indent>(?:  )*)(?P<key>[\w-]+):(?: (?P<value>.*))?")
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
LANGUAGES: Final = ("id", "en")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query leaves open: its type, whether it must be given, its default, an example."""

    name: str
    type: str
    required: bool
    default: str | None
    example: str | None
    help: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: its label, and in words what its codes mean."""

    name: str
    label: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """A saved query: ``text`` is its SPARQL without the header.

    ``program`` names what makes the answer of the rows found, where SPARQL alone cannot.
    """

    name: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    program: str | None = None

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of a name."""
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def example(self) -> dict[str, str]:
        """Values with which the query can be run as it is: the examples of what is required."""
        return {p.name: p.example for p in self.parameters if p.required and p.example}


def parse_query(name: str, content: str) -> Query:
    """Return a query as its file describes it; one without a header has none of its words.

    Args:
        name: the name of the query, that of its file.
        content: the file.

    Raises:
        QueryError: the header cannot be read, or does not fit the text.
    """
    head, text = _parted(name, content)
    tree = _tree(name, head)
    unknown = set(tree) - {"summary", "description", "tags", "params", "columns", "program"}
    if unknown:
        raise _wrong(name, f"kunci {min(unknown)!r}", f"key {min(unknown)!r}")
    parameters = tuple(
        _parameter(name, key, value) for key, value in _below(tree, "params").items()
    )
    columns = tuple(_column(name, key, value) for key, value in _below(tree, "columns").items())
    known = {parameter.name for parameter in parameters}
    asked = {t.text[1:] for t in tokens(text) if t.kind == "variable" and t.text[0] == "$"}
    program = tree.get("program")
    odd_ones = asked - known if program else asked ^ known  # a program reads some itself
    if tree and odd_ones:
        odd = min(odd_ones)
        raise _wrong(name, f"parameter ${odd}", f"parameter ${odd}")
    safe(text)
    return Query(
        name,
        _words(_below(tree, "summary")) or dict.fromkeys(LANGUAGES, name),
        _words(_below(tree, "description")),
        tuple(tag.strip() for tag in str(tree.get("tags", "")).split(",") if tag.strip()),
        parameters,
        columns,
        text,
        program if isinstance(program, str) else None,
    )


def _parted(name: str, content: str) -> tuple[list[str], str]:
    """Part the header from the SPARQL; comments that are no header stay with the text."""
    lines = content.splitlines()
    head = [line for line in lines if line.startswith("#+")]
    if any(line.startswith("#+") for line in lines[len(head) :]):
        raise _wrong(name, "baris #+ di bawah SPARQL", "a #+ line below the SPARQL")
    return head, "\n".join(lines[len(head) :]).strip() + "\n"


def _tree(name: str, lines: list[str]) -> Tree:
    root: Tree = {}
    open_: list[Tree] = [root]
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line.rstrip())
        depth = len(match["indent"]) // 2 if match else 0
        if match is None or depth >= len(open_):
            raise _wrong(name, f"baris {number}: {line}", f"line {number}: {line}")
        del open_[depth + 1 :]
        key, value = match["key"], (match["value"] or "").strip()
        if key in open_[depth]:
            raise _wrong(name, f"baris {number}: {key} dua kali", f"line {number}: {key} twice")
        if value:
            open_[depth][key] = value
        else:
            below: Tree = {}
            open_[depth][key] = below
            open_.append(below)
    return root


def _below(tree: Tree, key: str) -> Tree:
    found = tree.get(key, {})
    return found if isinstance(found, dict) else {}


def _words(tree: Tree) -> dict[str, str]:
    return {lang: str(tree[lang]) for lang in LANGUAGES if isinstance(tree.get(lang), str)}


def _parameter(name: str, key: str, value: str | Tree) -> Parameter:
    tree = value if isinstance(value, dict) else {}
    kind = str(tree.get("type", ""))
    if kind not in TYPES:
        raise _wrong(name, f"jenis parameter {key}: {kind!r}", f"type of {key}: {kind!r}")
    default, example = (
        text if isinstance(text := tree.get(word), str) else None for word in ("default", "example")
    )
    return Parameter(key, kind, tree.get("required") == "yes", default, example, _words(tree))


def _column(name: str, key: str, value: str | Tree) -> Column:
    if not isinstance(value, dict):
        raise _wrong(name, f"kolom {key}", f"column {key}")
    values: dict[str, dict[str, str]] = {}
    for code, said in _below(value, "values").items():
        indonesian, _, english = str(said).partition(" | ")
        values[code] = {"id": indonesian, "en": english or indonesian}
    return Column(key, _words(value), values)


def _wrong(name: str, what: str, english: str) -> QueryError:
    return QueryError(
        f"Kepala kueri {name} tidak dapat dibaca: {what}. Bentuknya: docs/queries.md.",
        f"The header of query {name} cannot be read: {english}. Its form: docs/queries.md.",
    )
