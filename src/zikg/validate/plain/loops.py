"""A group of patterns as nested loops of Python over the index of a graph.

A solution is a set of local variables. OPTIONAL and UNION collect theirs in a list first, so that
what follows stands in the text once. A variable that may be unbound gets a new local wherever a
pattern may bind it, so that no loop sees what another has bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from zikg.errors import BuildError
from zikg.namespaces import RDF
from zikg.rules.syntax import (
    Absent,
    Bind,
    Element,
    Filter,
    Group,
    Optional,
    Pattern,
    Term,
    Union,
    Var,
    variables,
)
from zikg.validate.plain.expressions import Env, as_term, as_test, how_bound, use

TYPE: Final = f"<{RDF}type>"
"""The predicate ``a``."""


@dataclass
class Loops:
    """The lines written so far, how deep they are indented, and the indexes that they use."""

    lines: list[str] = field(default_factory=list)
    depth: int = 1
    _indexes: dict[tuple[str, str], str] = field(default_factory=dict)
    _count: int = 0

    def line(self, text: str) -> None:
        """Write a line at the depth reached."""
        self.lines.append("    " * self.depth + text)

    def fresh(self, stem: str) -> str:
        """Return a name that no other local has."""
        self._count += 1
        return f"{stem}{self._count}"

    def index(self, kind: str, predicate: str) -> str:
        """Return the local that holds an index: ``s`` objects of a subject, ``o`` subjects."""
        return self._indexes.setdefault((kind, predicate), f"{kind}{len(self._indexes)}_")

    def heads(self) -> list[str]:
        """Return the lines that take the indexes out of the graph ``F``."""
        method = {"s": "objects", "o": "subjects", "a": "every", "m": "matching"}
        return [
            f"    {local} = F.{method[kind]}({predicate!r})"
            for (kind, predicate), local in self._indexes.items()
        ]

    def group(self, group: Group, env: Env) -> Env:
        """Write a group; what follows stands inside its innermost loop."""
        env = dict(env)
        todo: list[Element] = [part for part in group if not isinstance(part, Filter | Absent)]
        tests: list[Element] = [part for part in group if isinstance(part, Filter | Absent)]
        self._tests(tests, todo, env)
        while todo:
            run = self._run(todo)
            element = min(run, key=lambda pattern: _cost(pattern, env)) if run else todo[0]
            todo.remove(element)
            self._element(element, env)
            self._tests(tests, todo, env)
        return env

    @staticmethod
    def _run(todo: list[Element]) -> list[Pattern]:
        """Return the patterns in front: a basic graph pattern has no order of its own."""
        run: list[Pattern] = []
        for element in todo:
            if not isinstance(element, Pattern):
                break
            run.append(element)
        return run

    def _tests(self, tests: list[Element], todo: list[Element], env: Env) -> None:
        """Write the filters whose variables nothing that follows can bind any more."""
        coming = {name for part in todo for name in variables(part)}
        coming -= {name for name, (_, certain) in env.items() if certain}
        for test in list(tests):
            if coming.isdisjoint(variables(test)):
                tests.remove(test)
                if isinstance(test, Absent):
                    self._absent(test, env)
                elif isinstance(test, Filter):
                    self.line(f"if {as_test(test.expr, env)}:")
                    self.depth += 1

    def _element(self, element: Element, env: Env) -> None:
        if isinstance(element, Pattern):
            self._pattern(element, env)
        elif isinstance(element, Optional):
            self._collected((element.group,), env, optional=True)
        elif isinstance(element, Union):
            self._collected(element.groups, env, optional=False)
        elif isinstance(element, Bind):
            if element.name in env:
                raise BuildError(f"BIND of a bound variable: ?{element.name}")
            local = self.fresh(f"v_{element.name}_")
            self.line(f"{local} = {as_term(element.expr, env)}")
            certain = isinstance(element.expr, str) or (
                isinstance(element.expr, Var) and env.get(element.expr.name, ("", False))[1]
            )
            env[element.name] = (local, certain)

    def _pattern(self, pattern: Pattern, env: Env) -> None:
        subject, object_ = pattern.subject, pattern.object
        state = how_bound(subject, env), how_bound(object_, env)
        if pattern.repeated:
            if state[0] != "known" or state[1] == "maybe":
                raise BuildError("a path from what may be unbound")
            reached = f"reached({self.index('s', pattern.predicate)}, {as_term(subject, env)})"
            if state[1] == "known":
                self.line(f"if {as_term(object_, env)} in {reached}:")
            else:
                self.line(f"for {self._bind(object_, env)} in {reached}:")
        elif "maybe" in state or (state == ("free", "free") and subject == object_):
            known = as_term(subject, env), as_term(object_, env)
            index = self.index("m", pattern.predicate)
            if subject == object_:
                raise BuildError("one variable twice in a pattern")
            pair = f"{self._bind(subject, env)}, {self._bind(object_, env)}"
            self.line(f"for {pair} in {index}({known[0]}, {known[1]}):")
        elif state == ("known", "known"):
            index = self.index("s", pattern.predicate)
            self.line(f"if {as_term(object_, env)} in {index}({as_term(subject, env)}, E):")
        elif state == ("known", "free"):
            index = self.index("s", pattern.predicate)
            known_subject = as_term(subject, env)
            self.line(f"for {self._bind(object_, env)} in {index}({known_subject}, E):")
        elif state == ("free", "known"):
            index = self.index("o", pattern.predicate)
            known_object = as_term(object_, env)
            self.line(f"for {self._bind(subject, env)} in {index}({known_object}, E):")
        else:
            index = self.index("a", pattern.predicate)
            many = self.fresh("l")
            self.line(f"for {self._bind(subject, env)}, {many} in {index}.items():")
            self.depth += 1
            self.line(f"for {self._bind(object_, env)} in {many}:")
        self.depth += 1

    def _bind(self, term: Term, env: Env) -> str:
        """Return a new local for a variable that a pattern binds; a constant gets one to spare."""
        local = self.fresh("v_")
        if isinstance(term, Var):
            env[term.name] = (local, True)
        return local

    def _collected(self, groups: tuple[Group, ...], env: Env, *, optional: bool) -> None:
        names = [
            name
            for name in dict.fromkeys(name for group in groups for name in variables(group))
            if not env.get(name, ("", False))[1]
        ]
        rows, depth = self.fresh("r"), self.depth
        self.line(f"{rows} = []")
        certain = dict.fromkeys(names, not optional)
        for group in groups:
            inner = self.group(group, env)
            self.line(f"{rows}.append(({''.join(use(name, inner) + ', ' for name in names)}))")
            self.depth = depth
            for name in names:
                certain[name] &= inner.get(name, ("", False))[1]
        given = "".join(use(name, env) + ", " for name in names)
        for name in names:
            env[name] = (self.fresh(f"v_{name}_"), certain[name])
        taken = "".join(env[name][0] + ", " for name in names)
        otherwise = f" or (({given}),)" if optional else ""
        self.line(f"for {taken.rstrip(', ') + ',' if names else '_'} in {rows}{otherwise}:")
        self.depth += 1

    def _absent(self, absent: Absent, env: Env) -> None:
        group = absent.group
        if len(group) == 1 and isinstance(group[0], Pattern) and not group[0].repeated:
            pattern = group[0]
            states = how_bound(pattern.subject, env), how_bound(pattern.object, env)
            subject, object_ = as_term(pattern.subject, env), as_term(pattern.object, env)
            if states == ("known", "known"):
                index = self.index("s", pattern.predicate)
                self.line(f"if {object_} not in {index}({subject}, E):")
            elif states == ("known", "free"):
                self.line(f"if not {self.index('s', pattern.predicate)}({subject}, E):")
            elif states == ("free", "known"):
                self.line(f"if not {self.index('o', pattern.predicate)}({object_}, E):")
            else:
                raise BuildError("NOT EXISTS that hangs on nothing certain")
            self.depth += 1
            return
        found, depth = self.fresh("n"), self.depth
        self.line(f"{found} = False")
        self.group(group, env)
        self.line(f"{found} = True")
        self.depth = depth
        self.line(f"if not {found}:")
        self.depth += 1


def _cost(pattern: Pattern, env: Env) -> int:
    """Order the patterns of a run: tests first, then what hangs on something known."""
    subject, object_ = how_bound(pattern.subject, env), how_bound(pattern.object, env)
    if subject == object_ == "known":
        return 0
    if pattern.repeated:
        return 2 if subject == "known" else 9
    if subject == "known":
        return 1
    if object_ == "known":
        return 6 if pattern.predicate == TYPE or isinstance(pattern.object, str) else 3
    return 7 if "maybe" in {subject, object_} else 8
