"""Write a corpus into a folder: files in sub-folders of 1,000, the answer key, and what it is."""

from __future__ import annotations

from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import zikg
from zikg.bench import corpus_key
from zikg.bench.corpus import block
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zikg.bench.corpus import Order

_README: Final = """\
# Korpus sintetis / A synthetic corpus

Semua naskah di folder ini BUATAN: dibuat dengan acak oleh `zikg bench corpus` untuk menguji
perangkat lunak. Tidak satu pun keputusan yang sebenarnya; kesalahannya ditanam dengan sengaja dan
tidak berkata apa-apa tentang satuan kerja yang namanya dipakai.

Every text in this folder is MADE UP, at random, by `zikg bench corpus`, to test software. None is a
real decree; the faults are planted and say nothing about the offices whose names are used.

- jumlah / files: {count}; benih / seed: {seed}; bentuk / forms: {forms}
- bagian yang salah / with faults: {broken}; rencana disalin / plans copied: {copied}
- zikg {version}; registri / registry {registry}

`{key}` memuat satu baris JSON untuk setiap berkas: satker, nomor, tanggal, rujukan, komponen yang
tercakup dan yang tidak, kesalahan yang ditanam, dan hasil pemeriksaan yang harus ada (pada tanggal
`as_of`). Periksa dengan: `zikg bench corpus --verify FOLDER`.

`{key}` holds a line of JSON for each file: office, number, date, citations, components covered and
missing, the faults planted, and the findings that must be there (on the day `as_of`).
"""


def make(order: Order, folder: Path, jobs: int = 1) -> Iterator[int]:
    """Write a corpus, and yield how many more files have been written, as it goes.

    The key appears under its name when the corpus is whole.

    Args:
        order: the corpus.
        folder: where it is written; made if it is not there.
        jobs: number of processes; 1 works in this one.

    Raises:
        OSError: something cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(_told(order), "utf-8")
    begun = folder / f".{corpus_key.NAME}.part"
    work = partial(store, order, folder)
    with begun.open("w", encoding="utf-8") as key:
        if jobs <= 1:
            for lines in map(work, range(order.blocks)):
                yield _kept(key.write, lines)
        else:
            with get_context("spawn").Pool(min(jobs, order.blocks)) as processes:
                for lines in processes.imap(work, range(order.blocks)):
                    yield _kept(key.write, lines)
    begun.replace(folder / corpus_key.NAME)


def store(order: Order, folder: Path, number: int) -> list[str]:
    """Write the files of one block into a folder, and return their lines of the key.

    Args:
        order: the whole corpus.
        folder: where it is written.
        number: which block, from 0.

    Raises:
        OSError: a file cannot be written.
    """
    lines = []
    for made in block(order, number):
        path = folder / made.key.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made.content)
        lines.append(made.key.line())
    return lines


def _kept(write: object, lines: list[str]) -> int:
    assert callable(write)
    write("".join(f"{line}\n" for line in lines))
    return len(lines)


def _told(order: Order) -> str:
    return _README.format(
        count=order.count,
        seed=order.seed,
        forms=", ".join(order.forms),
        broken=order.broken,
        copied=order.copied,
        version=zikg.__version__,
        registry=open_registry().info.version,
        key=corpus_key.NAME,
    )
