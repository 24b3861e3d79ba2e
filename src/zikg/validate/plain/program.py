"""What was compiled from the shapes file, kept as byte code under the digest of all it came from.

Compiling takes a quarter of a second, reading it back a few milliseconds: one draft must not pay
for it. The code comes from the text of the shapes and of nothing else.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from zikg import resources
from zikg.errors import BuildError
from zikg.namespaces import BASE, PREFIXES
from zikg.rules import Shape, shapes
from zikg.rules.facts import doubts, fact_kinds
from zikg.validate.plain import facts, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType

    from zikg.validate.plain.facts import Facts

    Check = Callable[[Facts], list[tuple[str | None, ...]]]
    Ask = Callable[..., list[tuple[str | None, ...]]]

NAME: Final = "shapes.compiled"
_CODE: Final = (
    *(f"rules/{name}.py" for name in ("profile", "sparql", "syntax", "turtle")),
    *(f"validate/plain/{name}.py" for name in ("expressions", "loops", "program", "writing")),
)
_RUNS_ON: Final = {
    "E": facts.E,
    "counted": facts.counted,
    "ordered": facts.ordered,
    "reached": facts.reached,
    **{
        name: getattr(values, name)
        for name in (
            "among",
            "both",
            "chosen",
            "cut",
            "either",
            "equal",
            "first",
            "joined",
            "less",
            "less_equal",
            "lexical",
            "more",
            "more_equal",
            "negated",
            "truth",
            "unequal",
        )
    },
}


@dataclass(frozen=True)
class Program:
    """The compiled shapes: a check for each constraint and class, an answer for each question.

    ``checks`` are found by (select, target), ``asks`` by (query, names bound).
    """

    checks: dict[tuple[str, str], Check]
    asks: dict[tuple[str, tuple[str, ...]], tuple[Ask, tuple[str, ...]]]
    _late: dict[tuple[str, tuple[str, ...]], tuple[Ask, tuple[str, ...]] | None] = field(
        default_factory=dict
    )

    def check(self, shape: Shape) -> tuple[Check, ...] | None:
        """Return the checks of a shape, one for each of its classes.

        Args:
            shape: a shape as the catalogue reads it.

        Returns:
            ``None`` where its constraint lies beyond the profile, or changed in memory.
        """
        found = tuple(self.checks.get((shape.select, target)) for target in shape.targets)
        whole = tuple(each for each in found if each is not None)
        return whole if shape.plain and whole and len(whole) == len(found) else None

    def ask(self, query: str, names: tuple[str, ...]) -> tuple[Ask, tuple[str, ...]] | None:
        """Return what answers a question, and the names of its columns.

        Args:
            query: an explain query of the shapes.
            names: variables that have a value, in order.

        Returns:
            ``None`` where the question is beyond what is compiled.
        """
        key = query, names
        if key in self.asks:
            return self.asks[key]
        if key not in self._late:
            self._late[key] = None
            from zikg.rules.sparql import read

            try:
                tree = read(query)
                scope = dict(_RUNS_ON)
                exec(_answer(query, "late", names), scope)  # noqa: S102 - written from the shapes file
                self._late[key] = scope["late"], tree.names
            except (BuildError, SyntaxError):
                pass
        return self._late[key]


@cache
def program() -> Program:
    """Return the compiled shapes, made now if what is kept does not fit the shapes file."""
    key = digest()
    places = [folder / NAME for folder in (resources.built(), resources.cache_folder())]
    for path in places:
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if content[:64] == key.encode():
            return _loaded(marshal.loads(content[64:]))  # noqa: S302 - our own artefact, by digest
    held = _compiled()
    content = key.encode() + marshal.dumps(held)
    for path in places:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.{os.getpid()}")
            fresh.write_bytes(content)
            fresh.replace(path)
        except OSError:
            continue  # an installed package may be read-only: the user's cache folder is next
        break
    return _loaded(held)


@cache
def digest() -> str:
    """Return the digest of what the program depends on: the queries, the compiler, the Python."""
    seen = sha256(importlib.util.MAGIC_NUMBER)
    seen.update(repr((BASE, sorted(PREFIXES.items()), *_constraints(), *_questions())).encode())
    for name in _CODE:
        seen.update((resources.PACKAGE / name).read_bytes())
    return seen.hexdigest()


_Held = tuple[
    "CodeType", list[tuple[str, str, str]], list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]
]


def _loaded(held: Any) -> Program:
    code, checks, asks = held
    scope: dict[str, Any] = dict(_RUNS_ON)
    exec(code, scope)  # noqa: S102 - written from the shapes file
    return Program(
        {(select, target): scope[name] for select, target, name in checks},
        {(query, bound): (scope[name], names) for query, bound, name, names in asks},
    )


def _compiled() -> _Held:
    from zikg.rules.sparql import read

    texts: list[str] = []
    checks, asks = [], []
    for number, (select, target) in enumerate(_constraints()):
        name = f"check{number}"
        text = _tried(partial(_set, select, name, target))
        if text is not None:
            texts.append(text)
            checks.append((select, target, name))
    for number, (query, bound) in enumerate(_questions()):
        name = f"ask{number}"
        text = _tried(partial(_answer, query, name, bound))
        if text is not None:
            texts.append(text)
            asks.append((query, bound, name, read(query).names))
    return compile("\n".join(texts), "<shapes>", "exec", optimize=2), checks, asks


def _set(select: str, name: str, target: str) -> str:
    from zikg.rules.profile import constraint
    from zikg.validate.plain.writing import write_set

    return write_set(constraint(select), name, target)


def _answer(query: str, name: str, bound: tuple[str, ...]) -> str:
    # The compiler is imported where something is compiled: a draft is checked without it.
    from zikg.rules.sparql import read
    from zikg.validate.plain.writing import write

    return write(read(query), name, bound)


def _tried(make: Callable[[], str]) -> str | None:
    """Return the text of a function; nothing where it is beyond what can be written."""
    try:
        text = make()
        compile(text, "<shape>", "exec")
    except (BuildError, SyntaxError):
        return None
    return text


def _constraints() -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys(
        (shape.select, target)
        for shape in shapes("decree")
        if shape.plain
        for target in shape.targets
    )


def _questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    asked: dict[tuple[str, tuple[str, ...]], None] = {}
    for shape in shapes("decree"):
        if shape.explain:
            asked[shape.explain, _bound(shape)] = None
    for kind in fact_kinds().values():
        if kind.select:
            asked[kind.select, ("this", "value") if "?value" in kind.select else ("this",)] = None
    for doubt in doubts():
        asked[doubt.select, ()] = None
    yield from asked


def _bound(shape: Shape) -> tuple[str, ...]:
    told = _mentioned(("?value",), shape.explain) and "?value" in shape.select.split("WHERE")[0]
    return ("this", "value") if told else ("this",)


def _mentioned(names: Iterable[str], text: str) -> bool:
    return any(name in text for name in names)
