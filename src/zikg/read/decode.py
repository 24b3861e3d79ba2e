"""Turn the bytes of a file into text, or say in one sentence why that cannot be done."""

from __future__ import annotations

import re
from typing import Final

from zikg.errors import ReadError
from zikg.read.kinds import READABLE, kind_of, refuse

_SAMPLE: Final = 65_536
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    r"""Return the text of a file with LF line ends and no byte order mark.

    UTF-8 is read, and UTF-16 and UTF-32 where a byte order mark says so; nothing is guessed.

    Args:
        data: the bytes of the whole file.
        name: what the user called it, for the message.

    Raises:
        ReadError: the bytes are another kind of file, noise, empty, or not valid in the encoding.

    Example:
        >>> decode(b"\xef\xbb\xbfKEPUTUSAN\r\nNOMOR 1\rTAHUN", "a.txt")
        'KEPUTUSAN\nNOMOR 1\nTAHUN'
    """
    encoding, skip = next(
        ((code, len(bom)) for bom, code in _BOMS if data.startswith(bom)), ("utf-8", 0)
    )
    if not skip:
        _refuse_other_kinds(data, name)
        zero = data.find(b"\x00")
        if zero >= 0:
            raise _noise(name, f"byte NUL pada posisi {zero}", f"a NUL byte at position {zero}")
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, skip + error.start, encoding, name) from error
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReadError(
            f"Berkas {name} kosong: tidak ada teks di dalamnya; berikan berkas yang berisi naskah.",
            f"The file {name} is empty: there is no text in it; give a file that holds the decree.",
        )
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise _noise(name, "banyak karakter kendali", "many control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_kinds(data: bytes, name: str) -> None:
    kind = kind_of(data)
    if kind not in READABLE:
        raise refuse(kind, name)
    if kind not in {"text", "html"}:
        label = "gambar" if kind == "picture" else kind.upper()
        english = "picture" if kind == "picture" else kind.upper()
        raise ReadError(
            f"Berkas {name} ({label}) bukan berkas teks; "
            "berikan berkas teks (.txt atau .md, UTF-8).",
            f"The file {name} ({english}) is not a text file; "
            "give a text file (.txt or .md, UTF-8).",
        )


def _noise(name: str, what: str, english: str) -> ReadError:
    return ReadError(
        f"Berkas {name} bukan teks ({what}) dan bukan dokumen yang dikenal; mungkin rusak. Berikan "
        "naskah aslinya (Word, PDF, ODT, RTF, HTML, atau teks UTF-8).",
        f"The file {name} is not text ({english}) and no document that is known; it may be "
        "damaged. Give the original (Word, PDF, ODT, RTF, HTML or UTF-8 text).",
    )


def _undecodable(data: bytes, start: int, encoding: str, name: str) -> ReadError:
    sample = data[start : start + _SAMPLE]
    wrong = sample.decode("utf-8", "replace").count("\ufffd")
    if encoding == "utf-8" and len(sample) > 64 and wrong * 10 > len(sample):
        return _noise(name, "data biner", "binary data")
    line = data.count(b"\n", 0, start) + 1
    shown = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return ReadError(
        f"Berkas {name} bukan {shown} yang sah: byte 0x{data[start]:02X} pada baris {line} "
        f"(byte ke-{start + 1}); simpan ulang sebagai UTF-8 "
        "(di Notepad: Simpan Sebagai, Pengodean UTF-8).",
        f"The file {name} is not valid {shown}: byte 0x{data[start]:02X} on line {line} "
        f"(byte number {start + 1}); save it again as UTF-8 "
        "(in Notepad: Save As, Encoding UTF-8).",
    )
