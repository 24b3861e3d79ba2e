"""Corrections: the words to put instead, put in where they belong."""

from zikg.fix.proposal import codes, propose
from zikg.fix.values import Change, Correction, Edit

__all__ = ["Change", "Correction", "Edit", "codes", "propose"]
