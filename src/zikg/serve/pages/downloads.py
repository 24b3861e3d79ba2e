"""Reports that are taken home: as an answer of their own, or inside a page as nothing is stored."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, Final
from urllib.parse import quote

from zikg.serve.pages.call import View

_EMBEDDED: Final = 3 * 1024 * 1024
"""Most bytes of a download that travels in the page; a bigger one is asked for by the form."""
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA: Final = {
    "html": "text/html; charset=utf-8",
    "docx": _WORD,
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def download(content: bytes, form: str, name: str) -> View:
    """Return a file as the answer; any name is given to the browser safely (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "_")
    given = f"attachment; filename=\"{plain.replace('?', '_')}\"; filename*=UTF-8''{quote(name)}"
    headers = (("Content-Disposition", given), ("Cache-Control", "no-store"))
    return View("", name, {}, media=MEDIA[form], body=content, headers=headers)


def stem(name: str) -> str:
    """Return a file's name without its suffix, of letters that a name may have."""
    bare = name.rpartition(".")[0] or name
    return (
        "".join(letter for letter in bare if letter.isprintable() and letter not in '/\\"')
        or "naskah"
    )


def link(content: bytes, form: str, name: str) -> dict[str, Any]:
    """Return a download that travels in the page, as nothing is stored to fetch it from."""
    data = f"data:{MEDIA[form].split(';')[0]};base64,{b64encode(content).decode()}"
    fits = len(content) <= _EMBEDDED
    return {"form": form, "name": name, "href": data if fits else "", "size": len(content)}
