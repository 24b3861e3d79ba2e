"""Open the ZIP package of a Word document with bounds on what it may unfold to.

The parts are parsed with lxml, on which python-docx stands too. python-docx itself opens neither
templates and strict files nor packages with one lost picture, and parses every part, needed or not.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.word.names import STRICT

if TYPE_CHECKING:
    from zikg.read.word.names import Element

MAX_MEMBERS: Final = 5_000
"""Files in a package; a decree with hundreds of pictures has some hundreds."""
MAX_DECLARED: Final = 500_000_000
"""Bytes that all members may claim to unfold to, pictures included."""
MAX_PARSED: Final = limits.XML
"""Bytes of XML that are unfolded and parsed; a table of 10,000 rows has 25 MB."""
MAX_NODES: Final = 2 * limits.NODES
"""Tags of a part and a quarter of its quotes: elements and attributes are what takes memory."""
MAX_RATIO: Final = 250
"""How much smaller than itself a big part may be packed; Word reaches 60 on long tables."""
_BIG: Final = 16_000_000
_CHUNK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Package:
    """The parts of a Word document, parsed when they are asked for.

    Args:
        data: the whole file.
        name: what the file is called in messages.

    Raises:
        ReadError: no Word document, protected by a password, damaged, or a bomb.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = MAX_PARSED
        if data.startswith(_OLE):
            raise self._old(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError) as bad:
            raise self.broken("arsip ZIP-nya rusak", "its ZIP archive is damaged") from bad
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_DECLARED:
            raise self._bomb()
        self._infos = {info.filename.lstrip("/").lower(): info for info in infos}
        self.main = self._main()

    def part(self, path: str) -> Element | None:
        """Return the root element of a part; ``None`` where the package has no such part."""
        info = self._infos.get(path.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise self._protected()
        return self._parsed(self._unfolded(info))

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the last word of the kind, and the part, of each relation by its id."""
        folder, file = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def broken(self, why: str, english: str) -> ReadError:
        """Return the error of a damaged document."""
        return ReadError(
            f"Dokumen Word {self._name} tidak dapat dibaca: {why}; buka di Word, simpan ulang "
            "sebagai .docx, lalu coba lagi.",
            f"The Word document {self._name} cannot be read: {english}; open it in Word, save it "
            "again as .docx, and try again.",
        )

    def _main(self) -> str:
        for kind, path in self.relations("").values():
            if kind == "officeDocument" and path.lower() in self._infos:
                if path.lower().startswith(("xl/", "ppt/")):
                    break
                return path
        else:
            if "word/document.xml" in self._infos:
                return "word/document.xml"
        raise ReadError(
            f"{self._name} bukan dokumen Word (.docx); berikan naskah keputusannya.",
            f"{self._name} is not a Word document (.docx); give the file of the decree.",
        )

    def _unfolded(self, info: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a member, never more than are left whatever it claims."""
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    packed = max(info.compress_size, 1)
                    if size > self._left or (size > _BIG and size > packed * MAX_RATIO):
                        raise self._bomb()
                    pieces.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as bad:
            raise self.broken(
                f"bagian {info.filename} rusak", f"its part {info.filename} is damaged"
            ) from bad
        self._left -= size
        return b"".join(pieces)

    def _parsed(self, data: bytes) -> Element:
        from lxml import etree

        head = data[:4096].replace(b"\x00", b"")
        if _DOCTYPE.search(head) or _DOCTYPE.search(data):
            raise self._entities()
        if data.count(b"<") + (data.count(b'"') + data.count(b"'")) // 4 > MAX_NODES:
            raise self._bomb()
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser: Any = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
            huge_tree=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as bad:
            raise self.broken("XML-nya rusak", "its XML is damaged") from bad
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._entities()
        return root

    def _entities(self) -> ReadError:
        return self.broken(
            "XML-nya memuat DTD, yang tidak boleh ada", "its XML holds a DTD, which is not allowed"
        )

    def _bomb(self) -> ReadError:
        return ReadError(
            f"Dokumen Word {self._name} mengembang terlalu besar (paling besar "
            f"{MAX_PARSED // 1_000_000} MB XML) dan tidak dibaca; berikan naskahnya saja.",
            f"The Word document {self._name} unfolds to too much ({MAX_PARSED // 1_000_000} MB of "
            "XML at most) and is not read; give the decree alone.",
        )

    def _protected(self) -> ReadError:
        return ReadError(
            f"Dokumen Word {self._name} dilindungi kata sandi; buka di Word, hapus kata sandinya, "
            "lalu simpan ulang.",
            f"The Word document {self._name} is protected by a password; open it in Word, take the "
            "password off, and save it again.",
        )

    def _old(self, data: bytes) -> ReadError:
        if "EncryptedPackage".encode("utf-16-le") in data:
            return self._protected()
        return ReadError(
            f"{self._name} berformat Word lama (.doc); buka di Word dan simpan sebagai .docx.",
            f"{self._name} is in the old format of Word (.doc); open it in Word and save it as "
            ".docx.",
        )
