"""The errors that a user may meet, each one a clear sentence.

Every message says what is wrong, where, and what to do; the command line prints it
without a traceback and exits with code 2.
"""

from __future__ import annotations


class ZikgError(Exception):
    """Base of every error that zikg raises on purpose.

    Args:
        message: one Indonesian sentence: what, where, what to do.
        english: the same sentence in English, shown with ``--lang en``.

    Example:
        >>> str(ZikgError("Berkas tidak ada.", "The file does not exist."))
        'Berkas tidak ada.'
    """

    def __init__(self, message: str, english: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.english = english or message

    def text(self, lang: str) -> str:
        """Return the sentence in ``lang`` (``id`` or ``en``)."""
        return self.english if lang == "en" else self.message


class ReadError(ZikgError):
    """A file could not be read as a document."""


class IdentityError(ZikgError):
    """A short id or IRI does not name anything in the scheme of design section 4."""


class RegistryError(ZikgError):
    """The registry lacks something that it must hold, or its data contradict each other."""


class BuildError(ZikgError):
    """The built artefacts are missing or could not be made."""


class StoreError(ZikgError):
    """A store could not be opened, read or written."""


class QueryError(ZikgError):
    """A query is not valid, or could not be answered."""
