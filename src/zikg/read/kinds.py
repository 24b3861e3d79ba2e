"""Tell what kind of file some bytes are, by what they hold and never by their name alone."""

from __future__ import annotations

import re
from typing import Final

from zikg.errors import ReadError

SAMPLE: Final = 65_536
"""Bytes at either end of a file that are looked at."""

READABLE: Final = frozenset({"text", "html", "docx", "odt", "rtf", "pdf", "picture", "zip", "tar"})
"""The kinds that are read; `refuse` says of any other what to do."""

PACKED: Final = (".zip", ".tar", ".tar.gz", ".tgz")
"""Endings of archives whose members are read."""

SUFFIXES: Final = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm"),
    *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".ott", ".rtf", ".pdf"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
    *PACKED,
)
"""What is picked from a folder or an archive; a file that is named itself is always read.

The old .doc is picked although it cannot be read: a decree must not be passed over in silence.
"""

# First bytes, and the kind they tell; kinds in capitals are not read.
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II+\x00", "BigTIFF"),
    (b"MM\x00+", "BigTIFF"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\x1f\x8b", "tar"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_OOXML: Final = ((b"word/", "docx"), (b"xl/", "XLSX"), (b"ppt/", "PPTX"))
_HTML: Final = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^<>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML: Final = (b"<w:wordDocument", b"<pkg:package", b"Word.Document")
_NAMES: Final = 5000
_BOM: Final = b"\xef\xbb\xbf"

_SAVE_ID: Final = "buka di Word atau LibreOffice, simpan sebagai .docx, lalu berikan berkas itu"
_SAVE_EN: Final = "open it in Word or LibreOffice, save it as .docx, and give that file"
_SHEET_ID: Final = "salin tabel dan naskahnya ke dokumen Word (.docx), lalu berikan berkas itu"
_SHEET_EN: Final = "put its tables and text into a Word document (.docx), and give that file"
_PICTURE_ID: Final = "simpan sebagai PNG, JPEG, atau PDF, lalu berikan berkas itu"
_PICTURE_EN: Final = "save it as PNG, JPEG or PDF, and give that file"
_PACK_ID: Final = "buka arsip itu dan berikan foldernya, atau kemas ulang sebagai ZIP"
_PACK_EN: Final = "unpack it and give the folder, or pack it again as ZIP"
_OTHER_ID: Final = "berikan naskah teks, Word (.docx), PDF, ODT, RTF, atau hasil pindai"
_OTHER_EN: Final = "give the decree as text, Word (.docx), PDF, ODT, RTF, or a scan"
# Kinds that are not read: what they are called, and what to do.
_REFUSED: Final = {
    "DOC": ("Word lama, .doc", "the old Word, .doc", _SAVE_ID, _SAVE_EN),
    "OLE": ("Office lama, .doc/.xls", "the old Office, .doc/.xls", _SAVE_ID, _SAVE_EN),
    "WORD-XML": ("Word XML", "Word XML", _SAVE_ID, _SAVE_EN),
    "MHT": ("halaman web MHT", "a web page MHT", _SAVE_ID, _SAVE_EN),
    "XLSX": ("Excel, XLSX", "Excel, XLSX", _SHEET_ID, _SHEET_EN),
    "XLS": ("Excel lama, .xls", "the old Excel, .xls", _SHEET_ID, _SHEET_EN),
    "PPTX": ("PowerPoint, PPTX", "PowerPoint, PPTX", _SHEET_ID, _SHEET_EN),
    "PPT": ("PowerPoint lama, .ppt", "the old PowerPoint, .ppt", _SHEET_ID, _SHEET_EN),
    "ODS": ("OpenDocument bukan teks", "OpenDocument, but no text", _SHEET_ID, _SHEET_EN),
    "GIF": ("gambar GIF", "a picture, GIF", _PICTURE_ID, _PICTURE_EN),
    "HEIC": ("gambar HEIC atau video", "a picture, HEIC, or a video", _PICTURE_ID, _PICTURE_EN),
    "BigTIFF": ("gambar BigTIFF", "a picture, BigTIFF", _PICTURE_ID, _PICTURE_EN),
    "JPEG 2000": ("gambar JPEG 2000", "a picture, JPEG 2000", _PICTURE_ID, _PICTURE_EN),
    "BZIP2": ("arsip BZIP2", "an archive, BZIP2", _PACK_ID, _PACK_EN),
    "XZ": ("arsip XZ", "an archive, XZ", _PACK_ID, _PACK_EN),
    "7z": ("arsip 7z", "an archive, 7z", _PACK_ID, _PACK_EN),
    "RAR": ("arsip RAR", "an archive, RAR", _PACK_ID, _PACK_EN),
}


def kind_of(data: bytes) -> str:
    r"""Return the kind of a file: one of `READABLE`, or the name of a kind that is not read.

    Args:
        data: the whole file, or of a bigger one its first and its last `SAMPLE` bytes.

    Example:
        >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"{\\rtf1 Keputusan}"), kind_of(b"KEPUTUSAN")
        ('pdf', 'rtf', 'text')
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _closer(data, kind)
    if data[:4] == b"RIFF":
        return "picture" if data[8:12] == b"WEBP" else "RIFF"
    if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00":
        return "picture"
    if data[4:8] == b"ftyp":
        return "HEIC"
    if data[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _written(data)


def wanted(name: str) -> bool:
    """Whether a file in a folder or an archive is to be read, by the ending of its name.

    Example:
        >>> wanted("SK ZI.DOCX"), wanted("~$SK ZI.docx"), wanted(".SK.docx"), wanted("logo.svg")
        (True, False, False, False)
    """
    return not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES)


def refuse(kind: str, name: str) -> ReadError:
    """Return the sentence for a file of a kind that is not read.

    Args:
        kind: what `kind_of` said.
        name: what the user called the file.
    """
    if kind in _REFUSED:
        what, english, do, how = _REFUSED[kind]
        return ReadError(
            f"Berkas {name} ({what}) tidak dapat dibaca; {do}.",
            f"The file {name} ({english}) cannot be read; {how}.",
        )
    return ReadError(
        f"Berkas {name} ({kind}) bukan naskah; {_OTHER_ID}.",
        f"The file {name} ({kind}) is no document; {_OTHER_EN}.",
    )


def _closer(data: bytes, kind: str) -> str:
    """Look closer where the first bytes are shared by several kinds."""
    if kind == "zip":
        return _packed(data)
    if kind == "OLE":
        for stream, what in (("WordDocument", "DOC"), ("Workbook", "XLS"), ("PowerPoint", "PPT")):
            if stream.encode("utf-16-le") in data:
                return what
        # Office writes a DOCX with a password as an OLE file.
        return "docx" if "EncryptedPackage".encode("utf-16-le") in data else kind
    return kind


def _packed(data: bytes) -> str:
    """Tell the office formats from an archive by the names of what is packed."""
    if data[30:73] == b"mimetypeapplication/vnd.oasis.opendocument.":
        return "odt" if data[73:77] == b"text" else "ODS"
    names = _names(data)
    if names is None:  # cut off: what it was begun as
        names = [data[30 : 30 + int.from_bytes(data[26:28], "little")]]
        names += [mark for mark, _ in _OOXML if mark in data[:SAMPLE]]
        office = not names[0].lower().endswith((b".docx", b".docm", b".xlsx", b".zip"))
    else:
        office = b"[Content_Types].xml" in names or b"word/document.xml" in names
    if office:
        for mark, kind in _OOXML:
            if any(name.startswith(mark) for name in names):
                return kind
    if b"content.xml" in names and (b"mimetype" in names or b"META-INF/manifest.xml" in names):
        return "odt"
    return "zip"


def _names(data: bytes) -> list[bytes] | None:
    """Return the names in the directory at the end of a ZIP; ``None`` where it is not to be seen.

    The directory of an office file is small; one that begins before the sample is an archive's.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - SAMPLE - 22))
    if end < 0:
        return None
    place = end - int.from_bytes(data[end + 12 : end + 16], "little")
    names: list[bytes] = []
    while 0 <= place < end and data[place : place + 4] == b"PK\x01\x02" and len(names) < _NAMES:
        name, extra, comment = (
            int.from_bytes(data[place + at : place + at + 2], "little") for at in (28, 30, 32)
        )
        names.append(data[place + 46 : place + 46 + name])
        place += 46 + name + extra + comment
    return names


def _written(data: bytes) -> str:
    """Tell the formats that are written in letters."""
    head = data[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"<?xml") and any(mark in head for mark in _WORD_XML):
        return "WORD-XML"
    if head[:13].lower() == b"mime-version:" and b"multipart/related" in head.lower():
        return "MHT"
    return "html" if _HTML.match(head.replace(b"\x00", b"").removeprefix(b"\xff\xfe")) else "text"
