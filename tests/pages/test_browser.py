"""A real browser on a real server: every page drawn, driven and judged by axe; nothing leaves.

Needs Chromium and Playwright; the test is skipped, with the reason, where one is missing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from zikg.serve import yasgui

from . import axe
from .conftest import DAY
from .kinds import PATHS
from .test_checking import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Document = Callable[[str], str]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
WIDTHS: Final = (1280, 390)
_BUSY: Final = ("/editor", "/gambar")
"""Pages that go on loading behind their load event."""
_DARK: Final = ("/", "/dokumen/{serang}", "/eli/uu/ri/2014/5", "/zi/2021", "/periksa", "/satker")
_OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_AXE: Final = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """The address of ``zikg serve`` over the seeds' store, as a user starts it."""
    command = [str(Path(sys.executable).with_name("zikg")), "serve", "--store", str(folder)]
    environment = {**os.environ, "ZIKG_TODAY": DAY.isoformat()}
    process = subprocess.Popen(
        [*command, "--port", "0", "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip().rstrip("/")
    assert address.startswith("http://127.0.0.1:")
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


class Watched:
    """A page of the browser, and what went wrong on it: console errors, requests that leave."""

    def __init__(self, browser: Any, home: str, **options: Any) -> None:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "id-ID")
        self.home, self.wrong = home, list[str]()
        # axe is put into the page from outside, which the policy of the page forbids.
        self.context = browser.new_context(bypass_csp="axe" in options, **_without(options, "axe"))
        self.page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._left)

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text} {message.location}")

    def _left(self, request: Any) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"request: {request.url}")

    def go(self, path: str) -> Any:
        answered = self.page.goto(self.home + path, wait_until="load", timeout=60_000)
        if path in _BUSY:
            self.page.wait_for_load_state("networkidle", timeout=60_000)
        return answered


def _without(options: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key != name}


@pytest.fixture
def watch(browser: Any, home: str) -> Iterator[Callable[..., Watched]]:
    made: list[Watched] = []

    def call(**options: Any) -> Watched:
        made.append(Watched(browser, home, **options))
        return made[-1]

    yield call
    for each in made:
        each.context.close()


def _pages(document: Document, of: Sequence[str] = PATHS) -> list[str]:
    paths = [path.replace("{serang}", document("kpu-kab-serang")) for path in of]
    return [path for path in paths if "<script>" not in path]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page(watch: Callable[..., Watched], document: Document, width: int) -> None:
    """Every page is drawn without an error, without a request elsewhere, and fits its screen."""
    seen = watch(viewport={"width": width, "height": 900})
    wide = []
    for path in _pages(document):
        assert seen.go(path).status == 200, path
        assert not seen.wrong, (path, seen.wrong)
        if seen.page.evaluate(_OVERFLOW) > 0:
            wide.append(path)
    assert not wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(watch: Callable[..., Watched], document: Document, scheme: str) -> None:
    """No kind of page has a serious or critical finding of axe-core, in light or in dark."""
    judge = axe.script()
    seen = watch(axe=True, color_scheme=scheme)
    found = {}
    every = PATHS if scheme == "light" else _DARK
    for path in _pages(document, [each for each in every if "?" not in each or "q=" in each]):
        seen.go(path)
        seen.page.add_script_tag(content=judge)
        if violations := seen.page.evaluate(_AXE):
            found[path] = violations
    assert not found


def test_upload(watch: Callable[..., Watched], tmp_path: Path) -> None:
    """A Word draft is dropped, its report read and filtered, and taken home, without JavaScript."""
    draft = tmp_path / "rancangan.docx"
    draft.write_bytes(word())
    seen = watch(java_script_enabled=False)
    page = seen.page
    seen.go("/")
    page.click("main a.button")
    page.set_input_files("#naskah", str(draft))
    page.click("button[value=page]")
    page.wait_for_selector("li.finding.error", timeout=60_000)
    assert page.locator("h2", has_text="rancangan.docx").count() == 1
    page.uncheck("input.show-info")
    assert not page.locator("li.finding.info").first.is_visible()
    assert page.locator("li.finding.error").first.is_visible()
    with page.expect_download() as taken:
        page.click("a[download$='.docx']")
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")
    with page.expect_download() as taken:
        page.click("a[download$='.json']")
    assert b'"findings"' in Path(taken.value.path()).read_bytes()
    assert not seen.wrong


def test_upload_unreadable(watch: Callable[..., Watched], tmp_path: Path) -> None:
    """A file that cannot be read is told, with the form to send another; beside others, both."""
    broken, good = tmp_path / "rusak.pdf", tmp_path / "rancangan.docx"
    broken.write_bytes(b"%PDF-1.4 rusak")
    good.write_bytes(word())
    judge = axe.script()
    seen = watch(axe=True)
    page = seen.page
    seen.go("/periksa")
    page.set_input_files("#naskah", str(broken))
    page.click("button[value=page]")
    page.wait_for_selector("p.failed", timeout=60_000)
    assert "rusak.pdf" in page.inner_text("main [role=alert]")
    assert page.locator(".level, a[download]").count() == 0
    page.add_script_tag(content=judge)
    assert page.evaluate(_AXE) == []
    page.set_input_files("#naskah", [str(broken), str(good)])
    page.click("button[value=page]")
    page.wait_for_selector("li.finding.error", timeout=60_000)
    assert "1 dari 2 berkas" in page.inner_text("main [role=alert]")
    assert page.locator("a[download='rancangan-hasil.html']").count() == 1
    page.add_script_tag(content=judge)
    assert page.evaluate(_AXE) == []
    # The browser itself notes an answer that is a refusal.
    assert all("422" in said for said in seen.wrong)


def test_download_at_once(watch: Callable[..., Watched], tmp_path: Path) -> None:
    """The form gives a file at once where one is asked for."""
    draft = tmp_path / "rancangan.docx"
    draft.write_bytes(word())
    seen = watch()
    seen.go("/periksa")
    seen.page.set_input_files("#naskah", str(draft))
    with seen.page.expect_download(timeout=60_000) as taken:
        seen.page.click("button[value=docx]")
    assert taken.value.suggested_filename == "rancangan-hasil.docx"
    assert not seen.wrong


def test_pictures_show(watch: Callable[..., Watched]) -> None:
    """Every picture of the page is really drawn, those further down once they come into view."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    seen = watch()
    seen.go("/gambar")
    for picture in seen.page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        drawn = "image => image.complete && image.naturalWidth > 300"
        seen.page.wait_for_function(drawn, arg=picture.element_handle(), timeout=60_000)
    assert seen.page.locator("figure img").count() == 4
    assert not seen.wrong


def test_search_and_language(watch: Callable[..., Watched]) -> None:
    """The search leads to a regulation, its status at a day, and the same in English."""
    seen = watch()
    page = seen.page
    seen.go("/")
    page.fill("#cari-atas", "UU 5/2014")
    page.keyboard.press("Enter")
    page.click("main a:has-text('UU 5/2014')")
    assert "Dicabut" in page.inner_text(".banner")
    page.fill("#at", "2015-01-01")
    page.click(".banner button")
    assert "Berlaku" in page.inner_text(".banner")
    page.click("a.tongue")
    assert "In force" in page.inner_text(".banner")
    assert not seen.wrong


def test_keyboard(watch: Callable[..., Watched]) -> None:
    """The first key leads past the navigation to the content."""
    seen = watch()
    seen.go("/satker")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "isi"


@pytest.mark.skipif(not yasgui.present(), reason="run: python -m zikg.serve.yasgui")
def test_editor(watch: Callable[..., Watched]) -> None:
    """The editor runs a query against this server, and asks nothing of anybody else."""
    seen = watch()
    page = seen.page
    seen.go("/editor")
    assert page.locator(".tabsList .tab").count() > 2
    page.click(".yasqe_queryButton >> visible=true")
    page.wait_for_selector(".yasr_results table >> visible=true", timeout=60_000)
    assert "keputusan" in page.inner_text(".yasr_results >> visible=true")
    # What is typed is completed without a look-up at prefix.cc or LOV.
    page.click(".CodeMirror >> visible=true")
    page.keyboard.type("PREFIX foaf: ?x a foaf:Per")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(800)
    assert not seen.wrong
