"""The leg map in a real browser: dots and list in step, sore spots, and the leg to turn."""

import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, QUIET
from zusanli.clinic.books import rule_book
from zusanli.core.points.standing import Status
from zusanli.web.leg_map.marks import Mark, leg_map

STATIC = Path(str(files("zusanli.web"))) / "static"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
WITHOUT_A_CARD = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
MARKS = (
    Mark("ST36", "both", Status.OFFERED, chosen=True),
    Mark("SP6", "both", Status.HELD),
    Mark("KI1", "left", Status.BARRED),
    Mark("BL57", "right", Status.LIMITED),
    Mark("LR3", "left", Status.OFFERED),
    Mark("LI4", "left", Status.OFFERED),
)
SHOWN = ".leg-view:not([hidden])"


class Page(SimpleHTTPRequestHandler):
    """The map beside its list, under the clinic's own policy."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def do_GET(self):
        if self.path.startswith("/static/"):
            self.path = self.path.removeprefix("/static")
            super().do_GET()
            return
        book = rule_book("en")
        shown = leg_map(MARKS, book=book, ashi="sore")
        drawn = render_to_string("web/leg_map.html", {"leg_map": shown, "say": book.say})
        rows = "".join(
            f'<li data-point="{mark.code}" data-side="{mark.side}">'
            f'<button type="button">{mark.code}</button></li>'
            for mark in MARKS
        )
        body = (
            '<!doctype html><html lang="en"><head><title>Points</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="stylesheet" href="/static/web/zusanli.css">'
            '<script src="/static/web/leg_map.js" defer></script></head>'
            f'<body><main><h1>Points</h1><ul class="list">{rows}</ul>{drawn}</main></body></html>'
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *said):
        pass


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Page, directory=STATIC))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def painter(chromium):
    """A browser that draws in 3D without a graphics card."""
    quiet = [each for each in QUIET if each != "--disable-gpu"]
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*quiet, *WITHOUT_A_CARD]
    )
    yield browser
    browser.close()


@pytest.fixture
def opened(chromium, address):
    """Open the page: `opened(viewport=PHONE, java_script_enabled=False)`."""
    contexts = []

    def make(*, browser=chromium, **more):
        context = browser.new_context(
            **{"viewport": DESK, "reduced_motion": "reduce", "base_url": address} | more
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto("/")
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def turned(opened, painter):
    """Open the page and press for the leg in 3D."""

    def make(**more):
        page = opened(browser=painter, **more)
        page.get_by_role("button", name="Turn it in 3D").click()
        expect(page.get_by_role("button", name="Turn it in 3D", pressed=True)).to_be_visible()
        return page

    return make


def view_of(page):
    return page.locator(SHOWN).get_attribute("data-view")


def lit(page):
    found = page.locator("[data-point].lit").all()
    return {(each.get_attribute("data-point"), each.get_attribute("data-side")) for each in found}


def codes_of(page):
    """The codes that are written on the view."""
    return sorted(page.locator(f"{SHOWN} .code:visible").all_text_contents())


def box_of(locator):
    """Where something is on the screen, once its middle is in sight."""
    locator.evaluate("element => element.scrollIntoView({ block: 'center' })")
    return locator.bounding_box()


def row(page, code):
    return page.locator(f"li[data-point={code}]")


def colour(page):
    """How many pixels of the leg are painted."""
    return page.evaluate(
        """() => new Promise((done) => {
          const canvas = document.querySelector(".leg-stage canvas");
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
          document.querySelector("[data-turn=left]").click();
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          let painted = 0;
          for (let at = 3; at < data.length; at += 4) painted += data[at] > 0;
          done(painted / (data.length / 4));
        })"""
    )


def test_it_shows_one_view_and_turns_by_its_buttons(opened):
    page = opened()

    assert view_of(page) == "front"
    for name, view in (("Behind", "back"), ("Soles", "sole"), ("In front", "front")):
        page.get_by_role("button", name=name, exact=True).click()
        assert view_of(page) == view
        assert page.locator(SHOWN).count() == 1
    assert page.problems == []


def test_a_row_that_is_focused_lights_its_dots_and_turns_the_map(opened):
    page = opened()

    row(page, "BL57").get_by_role("button").focus()

    assert view_of(page) == "back"
    assert lit(page) == {("BL57", "right")}
    expect(page.locator(f"{SHOWN} g[data-point=BL57].lit")).to_be_visible()


def test_a_row_of_both_sides_lights_both_legs(opened):
    page = opened()

    row(page, "ST36").get_by_role("button").click()

    assert lit(page) == {("ST36", "both"), ("ST36", "left"), ("ST36", "right")}


def test_a_row_hovered_lights_its_dot_and_lets_it_go(opened):
    page = opened()

    row(page, "LR3").hover()
    assert ("LR3", "left") in lit(page)
    page.locator("h1").hover()
    assert lit(page) == set()


def test_a_tap_beside_a_dot_takes_the_nearest_and_lights_its_row(opened):
    page = opened(viewport=PHONE, has_touch=True)
    box = box_of(page.locator(f"{SHOWN} g[data-point=ST36][data-side=left] .shape"))

    page.touchscreen.tap(box["x"] + 16, box["y"] + 10)

    assert ("ST36", "both") in lit(page)
    assert page.input_value("#sore") == ""


def test_on_a_phone_only_the_code_in_focus_is_written(opened):
    page = opened(viewport=PHONE)

    assert codes_of(page) == []
    row(page, "LR3").get_by_role("button").focus()
    assert codes_of(page) == ["LR3"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_a_desk_codes_stand_beside_their_dots(opened):
    page = opened()

    assert codes_of(page) == ["LR3", "ST36", "ST36"]


def test_the_arrow_keys_go_from_dot_to_dot(opened):
    page = opened()
    page.get_by_role("button", name="Turn it in 3D").or_(
        page.get_by_role("button", name="Soles")
    ).last.focus()

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.dataset.called")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.called")
    page.keyboard.press("Home")

    assert (first, second) == ("ST36, left, offered, chosen", "ST36, right, offered, chosen")
    assert page.evaluate("document.activeElement.dataset.called") == first
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "sore"


def test_a_tap_at_no_point_names_the_region_of_a_sore_spot(opened):
    page = opened()
    box = box_of(page.locator(SHOWN))
    unit = box["width"] / 360

    page.mouse.click(box["x"] + 250 * unit, box["y"] + 330 * unit)

    assert page.input_value("#sore") == "left.knee"
    expect(page.locator(f"{SHOWN} .sore-spot")).to_be_visible()
    assert (
        page.locator(".place.marked").evaluate_all("all => all.map((e) => e.dataset.place)")
        == ["left.knee"] * page.locator("[data-place='left.knee']").count()
    )


def test_a_sore_spot_can_be_chosen_by_keyboard_alone(opened):
    page = opened()

    page.get_by_label("Sore spot (ashi)").select_option("right calf")

    assert set(
        page.locator(".place.marked").evaluate_all("all => all.map((e) => e.dataset.place)")
    ) == {"right.calf"}
    assert page.locator(".sore-spot:visible").count() == 0


def test_without_scripts_every_view_is_there_and_no_button_that_does_nothing(opened):
    page = opened(java_script_enabled=False)

    assert page.locator(".leg-view:visible").count() == 6
    assert page.locator(".leg-map button:visible").count() == 0


def test_the_leg_is_loaded_only_when_it_is_asked_for(opened, painter):
    page = opened(browser=painter)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    assert "leg.bin" not in asked

    page.get_by_role("button", name="Turn it in 3D").click()
    expect(page.locator(".leg-stage")).to_be_visible()

    assert {"leg.bin", "leg_map_3d.js"} <= set(asked)


def test_the_leg_is_painted_and_shows_the_dots_of_its_side(turned):
    page = turned()

    assert 0.1 < colour(page) < 0.6
    page.get_by_role("button", name="In front", exact=True).click()
    assert page.locator(".leg-dots g.dot:visible").count() == 2
    page.get_by_role("button", name="Right leg").click()
    shown = page.locator(".leg-dots g.dot:visible")
    assert shown.evaluate_all("all => all.map((dot) => dot.dataset.side)") == ["right"]
    assert page.problems == []


@pytest.mark.parametrize(
    ("view", "seen"),
    [
        ("In front", {"ST36", "LR3"}),
        ("Outer side", {"ST36"}),
        ("Inner side", {"SP6"}),
        ("Behind", set()),
        ("Top of the feet", {"LR3"}),
        ("Soles", {"KI1"}),
    ],
)
def test_the_leg_that_turns_agrees_with_the_flat_views(view, seen, turned):
    page = turned()

    page.get_by_role("button", name=view, exact=True).click()

    dots = page.locator(".leg-dots g.dot:visible")
    assert set(dots.evaluate_all("all => all.map((dot) => dot.dataset.point)")) == seen


def test_a_row_turns_the_leg_to_its_dot_on_its_side(turned):
    page = turned()

    row(page, "BL57").get_by_role("button").click()

    expect(page.locator(".leg-dots g[data-point=BL57].lit")).to_be_visible()
    expect(page.get_by_role("button", name="Right leg", pressed=True)).to_be_visible()


def test_the_leg_turns_by_keys_buttons_and_a_drag(turned):
    page = turned()
    dot = page.locator(".leg-dots g[data-point=ST36][data-side=left]")
    places = [dot.get_attribute("transform")]

    page.locator(".leg-stage").focus()
    page.keyboard.press("ArrowRight")
    places.append(dot.get_attribute("transform"))
    page.get_by_role("button", name="Nearer").click()
    places.append(dot.get_attribute("transform"))
    box = box_of(page.locator(".leg-stage"))
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 110)
    page.mouse.up()
    places.append(dot.get_attribute("transform"))
    assert lit(page) == set()  # a drag is no tap

    assert len(set(places)) == len(places)


def test_back_from_the_leg_the_flat_view_is_the_one_named_last(turned):
    page = turned()
    page.get_by_role("button", name="Soles").click()

    page.get_by_role("button", name="Turn it in 3D").click()

    assert view_of(page) == "sole"
    expect(page.locator(".leg-3d")).to_be_hidden()


def test_a_leg_that_does_not_come_leaves_the_flat_views(opened, painter):
    page = opened(browser=painter)
    page.route("**/leg.bin", lambda route: route.abort())

    page.get_by_role("button", name="Turn it in 3D").click()

    expect(page.get_by_text("This browser cannot show it in 3D now.")).to_be_visible()
    assert view_of(page) == "front"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nobody_is_shut_out(viewport, opened, turned):
    for page in (opened(viewport=viewport), turned(viewport=viewport)):
        found = Axe().run(page)

        assert found.response["violations"] == [], found.generate_report()
