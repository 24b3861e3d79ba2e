"""Every kind of page: what it says, in both languages, as HTML and as data."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from openpyxl import load_workbook

from zikg.serve.pages import API

from .conftest import DAY, HOSTILE
from .kinds import CODES, PATHS, REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.messages import Response

    Ask = Callable[..., Response]
    Data = Callable[[str], dict[str, Any]]
    Document = Callable[[str], str]

_HANDLER = re.compile(r"^on[a-z]+$")


def _parsed(found: Response) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    return html.document_fromstring(found.body, parser=parser)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_sound(ask: Ask, document: Document, path: str, language: str) -> None:
    """A page is one document in its language, without inline script, style or handler; its
    headings do not skip a level, its ids are unique, its fields and tables are named."""
    found = ask(path.replace("{serang}", document("kpu-kab-serang")), language=language)
    assert found.status == (400 if "<script>" in path else 200), found.body[-600:]
    assert found.media == "text/html; charset=utf-8"
    root = _parsed(found)
    assert root.get("lang") == language
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert "style" not in element.attrib, html.tostring(element)[:200]
        assert not [name for name in element.attrib if _HANDLER.match(name)]
        for name in ("href", "src", "action"):
            assert re.match(r"(/|\?|#|https?://|data:|$)", element.get(name, "")), element.get(name)
    assert not root.xpath("//style")
    for script in root.xpath("//script"):
        assert script.get("src", "").startswith("/static/") or (
            script.get("type") in {"application/ld+json", "application/json"}
            and json.loads(script.text)
        )
    levels = [int(head.tag[1]) for head in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), [each for each in ids if ids.count(each) > 1][:3]
    for field in root.xpath("//input[not(@type='hidden')]|//select|//textarea"):
        named = field.get("aria-label") or root.xpath("//label[@for=$i]", i=field.get("id", "-"))
        assert named or field.xpath("ancestor::label"), html.tostring(field)
    for table in root.xpath("//table[thead]"):
        assert table.xpath("caption")
        assert table.xpath("thead//th[@scope]")
    for reference in root.xpath("//@aria-labelledby"):
        assert reference in ids


@pytest.mark.parametrize("path", PATHS)
def test_data(ask: Ask, document: Document, path: str) -> None:
    """A page is JSON under .json, with format=json and by Accept, and all three are the same."""
    path = path.replace("{serang}", document("kpu-kab-serang"))
    if "<script>" in path:
        return
    local, _, query = path.partition("?")
    first = ask(path, accept="application/json")
    assert json.loads(first.body)
    dotted = ("/index" if local == "/" else local) + ".json"
    assert ask(dotted + (f"?{query}" if query else "")).body == first.body
    named = ask(f"{local}?{query}&format=json" if query else f"{local}?format=json")
    assert named.media == "application/json"
    assert ask(path, accept="text/html,application/json;q=0.9").media.startswith("text/html")


@pytest.mark.parametrize(("path", "status"), REFUSED)
def test_refused(ask: Ask, path: str, status: int) -> None:
    """What cannot be followed is answered with its status and a sentence, in both languages."""
    found = ask(path)
    assert found.status == status
    words = _parsed(found).xpath("string(//main//p[@role='alert'])")
    assert len(words) > 20
    problem = json.loads(ask(path, accept="application/json", language="en").body)
    assert problem["status"] == status
    assert problem["detail"] != words


def test_escaped(ask: Ask, data: Data) -> None:
    """Words of a document stay words: no tag, no attribute, no link is made of them."""
    assert data(f"/dokumen/{HOSTILE}")["title"].startswith("<script>")
    for path in (f"/dokumen/{HOSTILE}", "/dokumen", "/org/x-0badbeef", "/cari?q=script",
                 '/cari?q="><script>alert(1)</script>', "/satker?q=<img src=x onerror=alert(1)>"):  # fmt: skip
        root = _parsed(ask(path))
        assert not [s for s in root.xpath("//script") if "alert" in (s.text or "")]
        assert not root.xpath("//img")
        assert not [e for e in root.iter() if isinstance(e.tag, str) and e.get("onmouseover")]


def test_dashboard(data: Data) -> None:
    """The dashboard counts what the rules find: two of the seeds cite revoked bases at signing."""
    held = data("/")
    assert held["decrees"] == 4  # three seeds and the hostile one
    assert held["audited"] == 3
    assert held["stale_at_signing"] == 2
    assert sum(line["decrees"] for line in held["provinces"]) == 4
    assert sum(line["stale_today"] for line in held["provinces"]) == held["stale_today"]
    assert sum(line["decrees"] for line in held["trend"]) == 3  # one has no date
    assert {cause["id"] for cause in held["causes"]} >= {"uu/ri/2014/5", "permen/panrb/2014/52"}
    assert {line["period"] for line in data("/?by=quarter")["trend"]} == {"2025-1", "2025-4"}


def test_decree(ask: Ask, data: Data, document: Document) -> None:
    """A decree shows the findings of its audit, each marked in its text and told why."""
    name = document("kpu-kab-serang")
    held = data(f"/dokumen/{name}")
    assert held["audited"]
    assert held["audit_agrees"] is True
    assert held["plan"]["areas"]
    assert {c["status"]["judged"] for c in held["citations"]} >= {"Dicabut", "Berlaku"}
    root = _parsed(ask(f"/dokumen/{name}"))
    shown = root.xpath("//li[contains(@class,'finding')]")
    assert len(shown) == len(held["check"]["findings"])
    assert root.xpath("//mark[@class='error']")
    there = root.xpath("//a[starts-with(@href,'#d1-m')]/@href")
    assert len(there) > 0.8 * len(shown)
    assert all(root.xpath("//*[@id=$i]", i=link[1:]) for link in there)
    # The IRI of the decree leads to its document.
    again = data("/eli/keputusan/kpu-kab-serang/2025/995")
    assert again["document"] == name


def test_not_audited(data: Data, ask: Ask) -> None:
    """A document without audit and text says both."""
    held = data(f"/dokumen/{HOSTILE}")
    assert held["audited"] is False
    assert held["check"] is None
    assert "belum diaudit" in ask(f"/dokumen/{HOSTILE}").body.decode()


def test_regulation(ask: Ask, data: Data) -> None:
    """A regulation has the status of the day asked about, its changes, and who cites it."""
    now = data("/eli/uu/ri/2014/5")
    assert now["as_of"] == DAY.isoformat()
    assert now["status"]["label"] == "Dicabut"
    assert now["status"]["by"] == ["uu/ri/2023/20"]
    assert data("/eli/uu/ri/2014/5?at=2015-01-01")["status"]["code"] == "in-force"
    assert now["cited_by"]["paging"]["total"] == 2
    root = _parsed(ask("/eli/uu/ri/2014/5"))
    linked = json.loads(root.xpath("//script[@type='application/ld+json']")[0].text)
    assert linked["@type"] == "Legislation"
    assert linked["legislationLegalForce"].endswith("NotInForce")
    assert linked["@id"] == "https://w3id.org/zikg/eli/uu/ri/2014/5"
    assert root.xpath("//*[local-name()='svg'][@role='img'][@aria-label]")


def test_office(data: Data) -> None:
    """An office tells its decrees, what must be corrected, the years without a plan."""
    held = data("/org/kpu-kab-serang")
    assert held["province"] == "Banten"
    assert held["decrees"][0]["findings"]["error"] > 0
    assert "ZI201" in held["decrees"][0]["findings"]["error_codes"]
    assert held["years_without_plan"] == [2026]
    covered = {c["id"]: c["covered"] for c in held["latest"]["coverage"]}
    assert len(covered) == 25
    assert False in covered.values()
    assert data("/org/kpu-prov-banten")["years_without_plan"] == []  # nothing read, nothing judged


def test_components(data: Data) -> None:
    """The matrix says of each office what its newest plan covers, as the office's page does."""
    held = data("/zi/2021")
    line = next(line for line in held["satkers"] if line["office"] == "kpu-kab-serang")
    assert len(line["covered"]) + len(line["missing"]) == len(held["components"]) == 25
    office = data("/org/kpu-kab-serang")["latest"]["coverage"]
    assert {c["id"] for c in office if not c["covered"]} == set(line["missing"])
    rows = data("/zi/2021/1/p1")
    assert rows["rows"]
    assert all(row["document"] for row in rows["rows"])


@pytest.mark.parametrize("code", CODES)
def test_rules(data: Data, code: str) -> None:
    """Every rule of the catalogue has its page, with what, why and what to do."""
    held = data(f"/rule/{code}")
    assert held["what"]
    assert held["why"]
    assert held["remedy"]
    assert len(held["documents"]) == min(25, held["paging"]["total"])


@pytest.mark.parametrize(
    ("words", "group", "first"),
    [
        ("UU 7/2017", "regulations", "uu/ri/2017/7"),
        ("uu 7 tahun 2017", "regulations", "uu/ri/2017/7"),
        ("PermenPANRB 90/2021", "regulations", "permen/panrb/2021/90"),
        ("zi201", "rules", "ZI201"),
        ("kabupaten serang", "satkers", "kpu-kab-serang"),
        ("pengaduan", "components", "zi/2021/5/p3"),
    ],
)
def test_search(data: Data, words: str, group: str, first: str) -> None:
    """The search finds by name, number and words, the best first."""
    found = data(f"/cari?q={words}")[group]
    best = found[0]
    assert first in {best.get("id"), best.get("code"), best.get("slug")}


def test_query(ask: Ask, data: Data) -> None:
    """A saved query answers by its address, as a table, as CSV, XLSX and JSON."""
    path = "/kueri/who-cites?regulation=UU 5/2014"
    answer = data(path)["answer"]
    assert len(answer["rows"]) >= 2
    assert answer["truncated"] is False
    table = ask(f"{path}&format=csv")
    assert table.media == "text/csv; charset=utf-8"
    assert len(table.body.decode("utf-8-sig").splitlines()) == len(answer["rows"]) + 1
    assert ask(f"{path}&format=xlsx").body.startswith(b"PK")
    counted = ask("/kueri/most-cited?run=1&format=xlsx")
    sheet = load_workbook(io.BytesIO(counted.body)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert all(isinstance(row[heads.index("Keputusan")].value, int) for row in sheet.iter_rows(2))
    assert dict(counted.headers)["X-Zikg-Truncated"] == "false"
    assert ask("/kueri/who-cites?regulation=apa&format=csv").status == 400
    assert ask("/kueri/who-cites?run=1").status == 400  # the regulation is required


def test_links_lead_somewhere(ask: Ask, document: Document) -> None:
    """Every link of the pages to this server is answered."""
    seen: set[str] = set()
    for path in PATHS:
        found = ask(path.replace("{serang}", document("kpu-kab-serang")))
        for link in _parsed(found).xpath("//main//a/@href"):
            local = link.partition("#")[0].partition("?")[0]
            if local.startswith("/") and local not in {"/sparql", "/openapi.json"}:
                seen.add(local)
    assert len(seen) > 150
    from urllib.parse import unquote

    wrong = {
        link: status
        for link in seen
        if not link.startswith("/gambar/") and (status := ask(unquote(link)).status) != 200
    }
    assert not wrong


def test_language_goes_along(ask: Ask) -> None:
    """A language chosen in the address is kept by every link of the page."""
    root = _parsed(ask("/satker?lang=en"))
    assert root.get("lang") == "en"
    inside = [a for a in root.xpath("//main//a/@href") if a.startswith("/")]
    assert inside
    assert all("lang=en" in link for link in inside)


def test_api() -> None:
    """The list of operations is well formed, and each page of it answers."""
    assert len({(each.method, each.path) for each in API}) == len(API)
    for each in API:
        assert each.path.endswith(".json")
        assert set(each.summary) == {"id", "en"}
        holes = set(re.findall(r"{(\w+)}", each.path))
        assert {p.name for p in each.parameters if p.where == "path"} == holes
        for parameter in each.parameters:
            assert parameter.type in {"string", "integer", "boolean"}


def test_methods(ask: Ask) -> None:
    """A page takes no other method than it says."""
    found = ask("/satker", method="POST")
    assert found.status == 405
    assert dict(found.headers)["Allow"] == "GET, HEAD"


def test_policy(ask: Ask) -> None:
    """Every answer forbids inline script and style, and anything from elsewhere."""
    policy = dict(ask("/").headers)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
