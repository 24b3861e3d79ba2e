"""A commented copy of a Word document: every finding, on its very words, and nothing else new."""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from acceptance.driver import DECREES, SEEDS, TODAY, check, zikg
from zikg.extract import extract
from zikg.fix import steps
from zikg.read import read, read_bytes
from zikg.registry import open_registry
from zikg.report.word import annotate
from zikg.report.writing import Head
from zikg.validate import check as validate
from zikg.validate import run_for

sys.path.insert(0, str(Path(__file__).parent / "read"))
from writing_word import Style, write

if TYPE_CHECKING:
    from zikg.model import Finding, Result
    from zikg.report.word import Marked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REGISTRY = open_registry()
DAY = date.fromisoformat(TODAY)
BINTAN = SEEDS / "kpu-kab-bintan-2025-12.txt"
STYLES = {
    "own": Style(),
    "table": Style(preamble="table", plan="column"),
    "rows": Style(preamble="rows", plan="apart", letterhead=True),
    "tracked": Style(preamble="typed", plan="pages", tracked=True),
    "framed": Style(preamble="table", nested=True, automatic=False, tracked=True),
}
MAY_CHANGE = {
    *("word/document.xml", "word/comments.xml"),
    *("[Content_Types].xml", "word/_rels/document.xml.rels"),
}


def judged(data: bytes, name: str) -> Result:
    decree = extract(read_bytes(data, name), REGISTRY)
    return validate(decree, run_for(decree, DAY), REGISTRY, engine="compiled")


@lru_cache
def typed(style: str) -> bytes:
    """Return a real decree typed in a style."""
    data: bytes = write(extract(read(str(BINTAN)), REGISTRY), STYLES[style])
    return data


@lru_cache
def marked(style: str, *, fix: bool = False, unsafe: bool = False) -> tuple[Result, Marked]:
    data = typed(style)
    result = judged(data, "a.docx")
    head = Head(REGISTRY.info, DAY)
    return result, annotate(result, data, head, REGISTRY, fix=fix, unsafe=unsafe)


def anchored(data: bytes) -> dict[str, str]:
    """Return the words that each comment stands on, without blanks, by the id of the comment."""
    root = Document(BytesIO(data)).element
    said: dict[str, str] = {}
    open_: set[str] = set()
    for each in root.iter():
        if each.tag == f"{W}commentRangeStart":
            open_.add(each.get(f"{W}id"))
            said[each.get(f"{W}id")] = ""
        elif each.tag == f"{W}commentRangeEnd":
            open_.remove(each.get(f"{W}id"))
        elif each.tag == f"{W}t":
            for id_ in open_:
                said[id_] += "".join((each.text or "").split())
    assert not open_
    return said


def first_words(result: Result, finding: Finding) -> str:
    """Return the words of a finding up to the first gap in them, without blanks."""
    assert result.decree is not None
    text = result.decree.source.text
    spans = finding.spans or (finding.span,)
    end = spans[0].end
    for span in spans[1:]:
        if text[end : span.start].strip():
            break
        end = span.end
    return "".join(text[spans[0].start : end].split())


@pytest.mark.parametrize("style", STYLES)
def test_each_finding_has_a_comment_on_its_very_words(style: str) -> None:
    result, done = marked(style)
    words = anchored(done.data)
    comments = list(Document(BytesIO(done.data)).comments)
    wanted = Counter((f.code, f.message) for f in result.findings)
    told = [c.text.split("\n") for c in comments[1:]]
    assert Counter((one[0].split(" ")[0], one[1]) for one in told) == wanted
    assert done.comments == len(result.findings)
    for finding, comment in zip(result.findings, comments[1:], strict=True):
        assert finding.code in comment.text
        found, quote = words[str(comment.comment_id)], first_words(result, finding)
        # Automatic numbers stand nowhere in the file: the range begins behind them.
        assert found == quote or (found and quote.endswith(found) and len(quote) - len(found) < 6)


def test_a_comment_tells_severity_message_reason_and_proposal() -> None:
    result, done = marked("own")
    finding = next(f for f in result.findings if f.code == "ZI201" and f.fix)
    comment = next(c for c in Document(BytesIO(done.data)).comments if finding.message in c.text)
    assert comment.author == "zikg"
    assert comment.initials == "zk"
    assert comment.timestamp is not None
    assert comment.timestamp.date() == DAY
    assert "Tidak sesuai – wajib diperbaiki" in comment.text
    assert "Alasan: " in comment.text
    assert "Usulan (perlu keputusan): " in comment.text


def test_the_first_comment_sums_up_and_tells_the_limits() -> None:
    result, done = marked("own")
    first = next(iter(Document(BytesIO(done.data)).comments))
    assert "7 Februari 2025 (tanggal penetapan)" in first.text
    assert REGISTRY.info.version in first.text
    assert "bukan pendapat hukum" in first.text
    for sentence in result.undecided:
        assert sentence in first.text


@pytest.mark.parametrize("fix", [False, True])
def test_nothing_else_in_the_package_changes(fix: bool) -> None:
    before = zipfile.ZipFile(BytesIO(typed("table")))
    after = zipfile.ZipFile(BytesIO(marked("table", fix=fix)[1].data))
    assert after.testzip() is None
    for name in before.namelist():
        assert name in MAY_CHANGE or before.read(name) == after.read(name)
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}


def test_the_text_and_the_findings_stay_as_they_were() -> None:
    result, done = marked("tracked")
    again = judged(done.data, "a.docx")
    assert result.decree is not None
    assert again.decree is not None
    assert again.decree.source.text == result.decree.source.text
    assert [f.message for f in again.findings] == [f.message for f in result.findings]


def test_the_same_call_gives_the_same_bytes() -> None:
    data = typed("table")
    result = judged(data, "a.docx")
    one = annotate(result, data, Head(REGISTRY.info, DAY), REGISTRY, fix=True)
    other = annotate(result, data, Head(REGISTRY.info, DAY), REGISTRY, fix=True)
    assert one.data == other.data


# -- tracked changes -------------------------------------------------------------------------------


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_accepted_changes_take_their_findings_away(style: str, unsafe: bool) -> None:
    result, done = marked(style, fix=True, unsafe=unsafe)
    planned = steps(result, REGISTRY, safe=not unsafe)
    assert done.changes + done.left == len(planned)
    assert done.left == 0
    # Our reader takes tracked changes as accepted.
    again = judged(done.data, "a.docx")
    left = Counter((f.code, f.message) for f in again.findings)
    for step in planned:
        for change in step.changes:
            for code in change.codes:
                for reason in change.reasons:
                    assert not left[code, reason], (code, reason)
    if not unsafe:
        assert {f.code for f in again.findings} <= {f.code for f in result.findings}


@pytest.mark.parametrize("style", STYLES)
def test_rejected_changes_give_the_original_back(style: str) -> None:
    result, done = marked(style, fix=True, unsafe=True)
    document = Document(BytesIO(done.data))
    for row in [
        r for r in document.element.iter(f"{W}tr") if r.find(f"{W}trPr/{W}ins") is not None
    ]:
        row.getparent().remove(row)
    for added in [m for m in document.element.iter(f"{W}ins") if m.get(f"{W}author") == "zikg"]:
        parent = added.getparent()
        if parent.tag == f"{W}rPr":
            paragraph = parent.getparent().getparent()
            paragraph.getparent().remove(paragraph)
        elif parent is not None:
            parent.remove(added)
    for gone in [m for m in document.element.iter(f"{W}del") if m.get(f"{W}author") == "zikg"]:
        for words in gone.iter(f"{W}delText"):
            words.tag = f"{W}t"
        if gone.getparent().tag == f"{W}rPr":
            gone.getparent().remove(gone)
        else:
            gone.tag = f"{W}ins"
    file = BytesIO()
    document.save(file)
    assert result.decree is not None
    assert read_bytes(file.getvalue(), "a.docx").text == result.decree.source.text


def test_changes_carry_author_and_day_and_ids_of_their_own() -> None:
    root = Document(BytesIO(marked("tracked", fix=True)[1].data)).element
    made = [m for m in root.iter(f"{W}ins", f"{W}del") if m.get(f"{W}author") == "zikg"]
    assert {m.get(f"{W}date") for m in made} == {f"{TODAY}T00:00:00Z"}
    others = [m.get(f"{W}id") for m in root.iter(f"{W}ins", f"{W}del") if m not in made]
    ids = [m.get(f"{W}id") for m in made]
    assert made
    assert len(ids) == len(set(ids))
    assert not set(ids) & set(others)


def test_only_what_was_changed_is_said_to_be() -> None:
    result, done = marked("table", fix=True)
    comments = list(Document(BytesIO(done.data)).comments)[1:]
    told = {
        f.fingerprint
        for f, c in zip(result.findings, comments, strict=True)
        if "sudah ditandai" in c.text
    }
    gone = Counter(f.fingerprint for f in result.findings)
    gone -= Counter(f.fingerprint for f in judged(done.data, "a.docx").findings)
    assert told
    assert told <= set(gone)


# -- the command -----------------------------------------------------------------------------------


def test_one_document_gives_one_file_and_the_original_stays(tmp_path: Path) -> None:
    given, made = tmp_path / "a.docx", tmp_path / "hasil.docx"
    given.write_bytes(typed("own"))
    answer = zikg("check", given, "--format", "docx", "-o", made)
    assert answer.exit_code == 1
    assert given.read_bytes() == typed("own")
    wanted = Counter(f["code"] for f in check(given)["documents"][0]["findings"])
    comments = list(Document(str(made)).comments)[1:]
    assert Counter(c.text.split(" ")[0] for c in comments) == wanted


def test_select_decides_what_is_commented_and_corrected(tmp_path: Path) -> None:
    given, made = tmp_path / "a.docx", tmp_path / "hasil.docx"
    given.write_bytes(typed("own"))
    zikg("check", given, "--format", "docx", "--fix", "--select", "ZI308", "-o", made)
    document = Document(str(made))
    assert {c.text[:5] for c in list(document.comments)[1:]} == {"ZI308"}
    put = ["".join(t.text for t in m.iter(f"{W}t")) for m in document.element.iter(f"{W}ins")]
    assert put
    assert all("BINTAN," in words for words in put)


def test_several_documents_go_into_a_folder_and_a_bad_one_stops_none(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(typed("own"))
    (tmp_path / "in" / "a.txt").write_bytes(BINTAN.read_bytes())
    (tmp_path / "in" / "b.docx").write_bytes(b"PK\x03\x04rusak")
    out = tmp_path / "hasil"
    answer = zikg("check", tmp_path / "in", "--format", "docx", "-o", out)
    assert answer.exit_code == 2
    assert "b.docx" in answer.stderr
    assert sorted(p.name for p in out.iterdir()) == ["a-hasil-2.docx", "a-hasil.docx"]
    assert (
        "FOLDER"
        in zikg("check", tmp_path / "in", "--format", "docx", "-o", tmp_path / "x.docx").stderr
    )


def test_a_copy_never_takes_the_place_of_a_document_of_the_call(tmp_path: Path) -> None:
    for name in ("a.docx", "a-hasil.docx"):
        (tmp_path / name).write_bytes(typed("own"))
    zikg(
        "check", tmp_path / "a.docx", tmp_path / "a-hasil.docx", "--format", "docx", "-o", tmp_path
    )
    assert (tmp_path / "a-hasil.docx").read_bytes() == typed("own")
    assert (tmp_path / "a-hasil-2.docx").exists()
    assert (tmp_path / "a-hasil-hasil.docx").exists()


@pytest.mark.parametrize("path", [BINTAN, DECREES / "kpu-kota-surakarta-2020.md"], ids=str)
def test_a_text_becomes_a_word_document_with_comments(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "hasil.docx"
    zikg("check", path, "--format", "docx", "--fix", "-o", made)
    document = Document(str(made))
    [told] = check(path)["documents"]
    comments = list(document.comments)[1:]
    assert [c.text.split(" ")[0] for c in comments] == [f["code"] for f in told["findings"]]
    words = anchored(made.read_bytes())
    text = path.read_text(encoding="utf-8")
    exact = 0
    for finding, comment in zip(told["findings"], comments, strict=True):
        spans = finding["spans"] or [[finding["start"], finding["end"]]]
        piece = "".join(text[spans[0][0] : spans[0][1]].split())
        exact += words[str(comment.comment_id)].startswith(piece[:20]) or "Letak" in comment.text
    # Words that a tracked change takes away are no words of the range any more.
    assert exact >= len(comments) * 0.8
    assert zikg("check", path, "--format", "docx", "--fix", "-o", tmp_path / "b.docx")
    assert (tmp_path / "b.docx").read_bytes() == made.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fix",), "--fix hanya untuk --format docx"),
        (("--unsafe", "--format", "docx", "-o", "x.docx"), "--unsafe memerlukan --fix"),
        (("--format", "docx"), "-o FILE.docx"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_a_sentence(
    options: tuple[str, ...], said: str
) -> None:
    answer = zikg("check", BINTAN, *options)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_standard_input_as_text_is_set_and_as_word_refused(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"
    text: Any = BINTAN.read_bytes()
    assert zikg("check", "-", "--format", "docx", "-o", made, stdin=text).exit_code == 1
    assert len(list(Document(str(made)).comments)) > 1
    answer = zikg("check", "-", "--format", "docx", "-o", tmp_path / "b.docx", stdin=typed("own"))
    assert answer.exit_code == 2
    assert "nama berkasnya" in " ".join(answer.stderr.split())


def test_a_defect_in_one_document_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(typed("own"))

    def broken(result: Result, *rest: Any, **options: Any) -> Marked:
        if result.path.endswith("a.docx"):
            raise KeyError("x")
        return annotate(result, *rest, **options)

    monkeypatch.setattr("zikg.report.word.annotate", broken)
    out = tmp_path / "hasil"
    given = (tmp_path / "a.docx", tmp_path / "b.docx")
    answer = zikg("check", *given, "--format", "docx", "-o", out)
    assert answer.exit_code == 2
    assert "galat tak terduga (KeyError)" in answer.stderr
    assert [path.name for path in out.iterdir()] == ["b-hasil.docx"]
