"""Write a package anew with some parts changed; every other part keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ReadError
from zikg.read.word.names import STRICT
from zikg.read.word.package import Package

if TYPE_CHECKING:
    from zikg.read.word.names import Element

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The day of a part that is new: a package made twice has the same bytes."""
_TYPES: Final = "[Content_Types].xml"
_CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TEMPLATE: Final = "wordprocessingml.template.main+xml"
_DOCUMENT: Final = "wordprocessingml.document.main+xml"
_MACROS: Final = "macroEnabled"
_ID: Final = re.compile(r"rId(\d+)")


class Copy:
    """A package that is being copied.

    Args:
        data: the whole file; it was read before, so it is a Word document within all bounds.
        name: what it is called in messages.

    Raises:
        ReadError: the document holds macros, which a .docx must not.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._package = Package(data, name)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {_key(info.filename): info for info in self._zip.infolist()}
        self._changed: dict[str, bytes] = {}
        self.main = self._package.main
        main = self._zip.read(self._infos[_key(self.main)])
        self._strict = any(strict in main for strict, _ in STRICT)
        types = self.part(_TYPES)
        assert types is not None
        self._types: Element = types
        self._as_document()

    def part(self, path: str) -> Element | None:
        """Return the root of a part as it was in the original; ``None`` where there is none."""
        return self._package.part(path)

    def related(self, kind: str) -> str | None:
        """Return the path of the part of a kind (``comments``) that the body has; or ``None``."""
        found = self._package.relations(self.main).values()
        return next((path for each, path in found if each == kind), None)

    def put(self, path: str, root: Element) -> None:
        """Give a part another content."""
        from lxml import etree

        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._strict and path != _TYPES:
            for strict, usual in STRICT:
                data = data.replace(usual, strict)
        self._changed[_key(path)] = data
        if _key(path) not in self._infos:
            info = zipfile.ZipInfo(path, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            self._infos[_key(path)] = info

    def relate(self, kind: str, content: str) -> str:
        """Make a part for the body, with its relation and content type, and return its path.

        Args:
            kind: the last word of the relation (``comments``).
            content: the content type.
        """
        from lxml import etree

        folder, file = posixpath.split(self.main)
        path = posixpath.join(folder, f"{kind}.xml")
        if _key(path) in self._infos:
            path = posixpath.join(folder, f"{kind}-zikg.xml")
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self.part(where)
        if root is None:
            root = etree.Element(f"{_REL}Relationships", nsmap={None: _REL[1:-1]})
        taken = [int(match[1]) for each in root if (match := _ID.fullmatch(each.get("Id", "")))]
        relation: Any = etree.SubElement(root, f"{_REL}Relationship")
        relation.set("Id", f"rId{max(taken, default=0) + 1}")
        relation.set("Type", _KIND + kind)
        relation.set("Target", posixpath.basename(path))
        self.put(where, root)
        override: Any = etree.SubElement(self._types, f"{_CT}Override")
        override.set("PartName", f"/{path}")
        override.set("ContentType", content)
        self.put(_TYPES, self._types)
        return path

    def save(self, day: tuple[int, int, int, int, int, int] | None = None) -> bytes:
        """Return the bytes of the copy.

        Args:
            day: the day that all parts get; without it each keeps its own.
        """
        file = io.BytesIO()
        try:
            with (
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
                warnings.catch_warnings(),
            ):
                warnings.simplefilter("ignore", UserWarning)  # a name that stands twice
                for key, info in self._infos.items():
                    data = self._changed.get(key)
                    put = zipfile.ZipInfo(info.filename, day or info.date_time)
                    put.compress_type = info.compress_type
                    put.external_attr = info.external_attr
                    target.writestr(put, self._zip.read(info) if data is None else data)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as bad:
            raise self._package.broken(
                "ada bagian yang rusak", "one of its parts is damaged"
            ) from bad
        return file.getvalue()

    def _as_document(self) -> None:
        """Make a document of a template: a .docx that calls itself a template is not opened."""
        for each in self._types.iter(f"{_CT}Override"):
            if _key(each.get("PartName", "")) != _key(self.main):
                continue
            kind = each.get("ContentType", "")
            if _MACROS in kind:
                raise ReadError(
                    f"Dokumen {self._name} memuat makro dan tidak dapat disalin sebagai .docx; "
                    "simpan dahulu di Word sebagai .docx tanpa makro.",
                    f"The document {self._name} holds macros and cannot be copied as .docx; save "
                    "it in Word as .docx without macros first.",
                )
            if _TEMPLATE in kind:
                each.set("ContentType", kind.replace(_TEMPLATE, _DOCUMENT))
                self.put(_TYPES, self._types)


def _key(path: str) -> str:
    return path.lstrip("/").lower()
