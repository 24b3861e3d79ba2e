"""The values that pass from stage to stage: read, extract, graph, validate, report.

All are frozen; a stage takes one and returns a new one. Offsets count Unicode code points of
``Source.text`` (LF line ends), from 0, end exclusive. Dates are intervals: what is known of a
date is its earliest and its latest day, and the printed form (``2021-12``) is derived from it.
"""

from zikg.model.dates import Interval
from zikg.model.decree import (
    Citation,
    Decree,
    Part,
    Relation,
    Role,
    SectionName,
    Signing,
    Stage,
    TitleMention,
    UnitMention,
)
from zikg.model.law import (
    Authority,
    Change,
    ChangeKind,
    Component,
    Confidence,
    Gazette,
    Regulation,
    Replacement,
)
from zikg.model.plan import Area, Plan, Row
from zikg.model.results import (
    Accepted,
    BaselineUse,
    Basis,
    Coming,
    Fact,
    Finding,
    Fix,
    RegistryInfo,
    Report,
    Result,
    Run,
    Severity,
    Standing,
    StandingAt,
)
from zikg.model.source import (
    Cell,
    Field,
    Source,
    Span,
    Table,
)

__all__ = [
    "Accepted",
    "Area",
    "Authority",
    "BaselineUse",
    "Basis",
    "Cell",
    "Change",
    "ChangeKind",
    "Citation",
    "Coming",
    "Component",
    "Confidence",
    "Decree",
    "Fact",
    "Field",
    "Finding",
    "Fix",
    "Gazette",
    "Interval",
    "Part",
    "Plan",
    "RegistryInfo",
    "Regulation",
    "Relation",
    "Replacement",
    "Report",
    "Result",
    "Role",
    "Row",
    "Run",
    "SectionName",
    "Severity",
    "Signing",
    "Source",
    "Span",
    "Stage",
    "Standing",
    "StandingAt",
    "Table",
    "TitleMention",
    "UnitMention",
]
