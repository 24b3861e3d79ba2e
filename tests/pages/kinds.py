"""One address of every kind of page, for tests that hold for them all."""

from __future__ import annotations

from typing import Final

from zikg.rules import catalogue

PATHS: Final = (
    "/",
    "/?by=quarter",
    "/dokumen",
    "/dokumen/{serang}",
    "/dokumen/bad0bad0bad0",
    "/dokumen/{serang}/mengingat/1",
    "/satker",
    "/satker?province=36&only=with",
    "/satker?q=tidak-ada-satker-ini",
    "/org/kpu-kab-serang",
    "/org/kpu-prov-banten",
    "/org/x-0badbeef",
    "/eli/uu/ri/2014/5",
    "/eli/uu/ri/2014/5?at=2015-01-01",
    "/eli/permen/panrb/2021/90",
    "/eli/keputusan/kpu-kab-serang/2025/995",
    "/zi",
    "/zi/2021",
    "/zi/2014",
    "/zi/2021/6",
    "/zi/2021/6/p3",
    "/rule",
    "/rule/ZI201",
    "/cari",
    "/cari?q=UU 7/2017",
    "/cari?q=serang",
    "/cari?q=alert",
    "/kueri",
    "/kueri/superseded-at-signing?run=1",
    "/kueri/who-cites?regulation=UU 5/2014",
    "/kueri/who-cites?regulation=<script>alert(1)</script>",
    "/editor",
    "/periksa",
    "/gambar",
    "/data",
    "/type/uu",
    "/graph/registry",
)
REFUSED: Final = (
    ("/tidak-ada", 404),
    ("/<script>alert(1)</script>", 404),
    ("/a b\\c^{}`", 404),
    ("/dokumen/ffffffffffff", 404),
    ("/org/tidak-ada", 404),
    ("/eli/uu/ri/1901/77", 404),
    ("/eli/bukan/jenis/x/y", 404),
    ("/zi/1999", 404),
    ("/zi/2021/99/p1", 404),
    ("/rule/ZI999", 404),
    ("/kueri/tidak-ada", 404),
    ("/gambar/tidak-ada", 404),
    ("/eli/uu/ri/2014/5?at=kemarin", 400),
    ("/dokumen?page=0", 400),
    ("/dokumen?page=satu", 400),
    ("/satker?province=99", 400),
)
CODES: Final = tuple(rule.code for rule in catalogue())
