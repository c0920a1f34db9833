"""Headings whose first lines alone are seen: whole while one types under them, and never over what is typed into."""

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer
from tests.indicators.values.grid_sheet import Sheet, filled

pytestmark = needs_browser

LONG = (
    "Доля выпускников, получивших по профильной математике, физике и информатике ниже минимального количества баллов, "
    "установленного для поступления в образовательные организации высшего образования, в общей численности участников"
)
SCHOOL = "Муниципальное бюджетное общеобразовательное учреждение «Школа имени Героя труда Ивана Петрова» №"
IS_WHOLE = "(each) => each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth + 1"


def opened(visit, server: GridServer, width: int, height: int) -> Sheet:
    sheet = visit(server, viewport={"width": width, "height": height})
    page = server.page().replace("Средняя наполняемость классов, чел.", LONG)
    sheet.page.route("**/grid-*/", lambda route: route.fulfill(body=page, content_type="text/html"))
    sheet.reload()
    return sheet


def overlap(one: dict, other: dict) -> bool:
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 1.5 and down > 1.5


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1366, 625), (768, 900), (360, 740)])
def test_the_heading_of_the_column_that_one_types_into_is_whole(width, height, visit):
    sheet = opened(visit, filled(rows=30, columns=12), width, height)
    whole = sheet.page.locator(".grid-above")
    expect(whole).to_be_hidden()
    sheet.go(1, 3)
    sheet.keys("ArrowRight")
    sheet.at(1, 4)
    expect(whole).to_have_text(LONG)
    assert whole.evaluate(IS_WHOLE)
    box = whole.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert not overlap(box, sheet.cell(1, 4).bounding_box())
    clamped = sheet.page.get_by_role("columnheader", name=LONG).first.bounding_box()
    assert box["height"] >= clamped["height"] - 1  # nothing of the clamped one looks out above it

    sheet.page.keyboard.type("7")
    expect(whole).to_be_visible()
    assert not overlap(whole.bounding_box(), sheet.editor.bounding_box())
    sheet.keys("Enter", "ArrowLeft")
    expect(whole).not_to_have_text(LONG)
    sheet.keys("ArrowRight")
    expect(whole).to_have_text(LONG)
    sheet.keys("Escape", "Tab")
    expect(whole).to_be_hidden()


def test_at_the_right_edge_it_stays_within_the_table(visit):
    sheet = opened(visit, filled(rows=30, columns=15), 1366, 625)
    sheet.go(3, 0)
    sheet.keys("End")
    whole = sheet.page.locator(".grid-above")
    expect(whole).to_be_visible()
    box, frame = whole.bounding_box(), sheet.page.locator(".grid-frame").bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    assert whole.evaluate(IS_WHOLE)


def test_so_is_the_name_of_the_row(visit):
    server = filled(rows=30, columns=12)
    server.name = SCHOOL
    sheet = visit(server, viewport={"width": 1366, "height": 625})
    whole = sheet.page.locator(".grid-beside-row")
    for row in (1, 7):
        sheet.go(row, 0)
        expect(whole).to_have_text(f"{SCHOOL} {row + 1}")
        assert whole.evaluate(IS_WHOLE)
        assert not overlap(whole.bounding_box(), sheet.cell(row, 0).bounding_box())
        assert whole.bounding_box()["y"] + whole.bounding_box()["height"] <= 625


def test_in_print_every_heading_is_whole_and_none_lies_over_another(visit):
    sheet = opened(visit, filled(rows=30, columns=12), 1366, 625)
    sheet.go(1, 4)
    expect(sheet.page.locator(".grid-above")).to_be_visible()
    sheet.page.emulate_media(media="print")
    expect(sheet.page.locator(".grid-above")).to_be_hidden()
    heading = sheet.page.get_by_role("columnheader", name=LONG).first.locator(".grid-clamp")
    assert heading.evaluate(IS_WHOLE)
