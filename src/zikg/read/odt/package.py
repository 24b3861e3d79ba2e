"""Open the package of an OpenDocument text with bounds on what it may unfold to.

The parts are parsed with lxml: odfpy builds an object for every node and lets its parser expand
entities, a few bytes of which make gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any, Final

from zikg.errors import ReadError
from zikg.read import limits

_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_DEEPEST: Final = 200
"""Elements in each other; nested lists in nested tables reach 60."""


def read_part(data: bytes, part: str, name: str) -> Any:
    """Return the root element of a part; ``None`` where the package has no such part.

    Args:
        data: the whole file.
        part: ``content.xml`` or ``styles.xml``.
        name: what the file is called in messages.

    Raises:
        ReadError: the file is damaged, protected by a password, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if part not in package.namelist():
                return None
            if _is_locked(package):
                raise _locked(name)
            with package.open(part) as file:
                xml = file.read(limits.XML + 1)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
        *(ValueError, OverflowError, LookupError),
    ) as error:
        raise broken(name, "arsip ZIP-nya rusak", "its ZIP archive is damaged") from error
    if len(xml) > limits.XML or xml.count(b"<") > limits.NODES:
        raise ReadError(
            f"Dokumen {name} (ODT) mengembang terlalu besar (paling besar "
            f"{limits.XML // 1_000_000} MB XML); berikan naskahnya saja.",
            f"The document {name} (ODT) unfolds to too much ({limits.XML // 1_000_000} MB of XML "
            "at most); give the decree alone.",
        )
    return _parsed(xml, name)


def broken(name: str, why: str, english: str) -> ReadError:
    """Return the sentence for a damaged document."""
    return ReadError(
        f"Dokumen {name} (ODT) tidak dapat dibaca: {why}; buka di LibreOffice, simpan ulang, "
        "lalu coba lagi.",
        f"The document {name} (ODT) cannot be read: {english}; open it in LibreOffice, save it "
        "again, and try again.",
    )


def _parsed(xml: bytes, name: str) -> Any:
    from lxml import etree

    if _DOCTYPE.search(xml) or b"\x00" in xml[:4]:
        raise broken(
            name, "XML-nya memuat DTD, yang tidak boleh ada", "its XML holds a DTD, not allowed"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(name, "XML-nya rusak", "its XML is damaged") from error
    if _depth(root) > _DEEPEST:
        raise broken(name, "bersarang terlalu dalam", "it is nested too deep")
    return root


def _depth(root: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_locked(package: zipfile.ZipFile) -> bool:
    if any(info.flag_bits & 1 for info in package.infolist()):
        return True
    if "META-INF/manifest.xml" not in package.namelist():
        return False
    with package.open("META-INF/manifest.xml") as file:
        return b"encryption-data" in file.read(1_000_000)


def _locked(name: str) -> ReadError:
    return ReadError(
        f"Dokumen {name} (ODT) dilindungi kata sandi; buka di LibreOffice, hapus kata sandinya, "
        "lalu simpan ulang.",
        f"The document {name} (ODT) is protected by a password; open it in LibreOffice, take the "
        "password off, and save it again.",
    )
