"""Corrections: the words to put instead, put in where they belong."""

from zikg.fix.proposal import codes, propose, steps
from zikg.fix.values import Change, Correction, Edit, Step

__all__ = ["Change", "Correction", "Edit", "Step", "codes", "propose", "steps"]
