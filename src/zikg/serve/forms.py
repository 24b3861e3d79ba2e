"""A form with files as a browser sends it (RFC 7578), read from a body that is held in memory."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote

from zikg.serve.messages import Upload
from zikg.serve.problem import Problem

MULTIPART: Final = "multipart/form-data"
_MOST_PARTS: Final = 64
_BOUNDARY: Final = re.compile(r'boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
_FIELD: Final = re.compile(r'\b(name|filename)="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_STARRED: Final = re.compile(r"\bfilename\*=utf-8''([^;\s]+)", re.IGNORECASE)

Fields = tuple[tuple[str, str], ...]


def read_form(content_type: str, body: bytes) -> tuple[Fields, tuple[Upload, ...]]:
    """Return the fields and the files of a form.

    Args:
        content_type: the header, with the boundary.
        body: the whole body, already bounded.

    Raises:
        Problem: the body is no form.

    Example:
        >>> read_form("application/x-www-form-urlencoded", b"lang=en")
        ((('lang', 'en'),), ())
    """
    media = content_type.split(";", maxsplit=1)[0].strip().lower()
    if media == "application/x-www-form-urlencoded":
        text = body.decode("utf-8", "replace")
        try:
            return tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=1000)), ()
        except ValueError as error:
            raise _broken() from error
    boundary = _BOUNDARY.search(content_type)
    if media != MULTIPART or boundary is None:
        raise Problem(
            "wrong-media",
            f"Kirim berkas sebagai formulir ({MULTIPART}).",
            f"Send the file as a form ({MULTIPART}).",
        )
    return _parts(b"--" + boundary[1].encode(), body)


def _parts(line: bytes, body: bytes) -> tuple[Fields, tuple[Upload, ...]]:
    if not body.startswith(line):
        body = body[body.find(b"\r\n" + line) + 2 :]
    pieces = body.split(b"\r\n" + line)
    if len(pieces) < 2 or not pieces[0].startswith(line) or len(pieces) > _MOST_PARTS:
        raise _broken()
    pieces[0] = pieces[0][len(line) :]
    if not pieces[-1].startswith(b"--"):
        raise _broken()
    fields: list[tuple[str, str]] = []
    files: list[Upload] = []
    for piece in pieces[:-1]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank:
            raise _broken()
        said = head.decode("utf-8", "replace")
        given = {found[1].lower(): _plain(found[2]) for found in _FIELD.finditer(said)}
        starred = _STARRED.search(said)
        if starred:
            given["filename"] = unquote(starred[1])
        if "filename" in given:
            if given["filename"] or content:  # an empty choice of file is sent as an empty part
                files.append(Upload(_base(given["filename"]), content, given.get("name", "")))
        else:
            fields.append((given.get("name", ""), content.decode("utf-8", "replace")))
    return tuple(fields), tuple(files)


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted).replace("%22", '"')


def _base(name: str) -> str:
    """Return a file's name without the folders that some browsers send."""
    return re.split(r"[/\\]", name)[-1][:255] or "naskah"


def _broken() -> Problem:
    return Problem(
        "bad-request",
        "Formulir terpotong atau rusak; kirim ulang berkasnya.",
        "The form is cut off or broken; send the file again.",
    )
