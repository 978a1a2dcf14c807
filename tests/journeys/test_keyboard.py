"""The whole purchase with the keyboard alone, reading what a screen reader is told at each step."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from core.testing.live import LiveMarket
from tests.journeys.buying import wait_until_known
from tests.journeys.conftest import NewContext
from tests.journeys.words import begins, said

pytestmark = pytest.mark.browser

JA = "ja"
MOST_STEPS = 150
SLUG = "atsukezuri"
CONTROLS = (
    "button|link|textbox|searchbox|combobox|checkbox|radio|spinbutton|slider|switch|option|tab"
)
UNNAMED = re.compile(rf"^\s*- (?:{CONTROLS})(?: \[[^\]]*\])*:?$", re.MULTILINE)
HEADING = re.compile(r'heading (?:"(?:[^"\\]|\\.)*")?.*?\[level=(\d)\]')
SEEN = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  const around = [each, each.parentElement, each.closest('article, label, .search-box')];
  const styles = around.filter(Boolean).flatMap((one) => [
    getComputedStyle(one), getComputedStyle(one, '::after'),
  ]);
  return {
    isInside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    hasRing: styles.some((one) => one.outlineStyle !== 'none'),
  };
}"""
FIELDS = {
    "email": "keyboard@example.org",
    "family_name": "鈴木",
    "given_name": "花子",
    "postal_code": "5300001",
    "region": "大阪府",
    "city": "大阪市北区",
    "street": "梅田1-1-1",
    "phone": "06-1234-5678",
}


def tree_of(page: Page) -> str:
    """The accessibility tree: every control has a name, headings leave no level out."""
    tree = page.locator("body").aria_snapshot()
    assert UNNAMED.findall(tree) == [], page.url
    levels = [int(level) for level in HEADING.findall(tree)]
    assert levels.count(1) == 1, (page.url, levels)
    main = page.locator("main").aria_snapshot()
    inside = [int(level) for level in HEADING.findall(main)]
    assert inside[0] == 1, (page.url, inside)
    steps = [after - before for before, after in pairwise(inside)]
    assert max(steps, default=0) <= 1, (page.url, inside)
    assert page.locator("html").get_attribute("lang") == JA
    return tree


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("s => document.activeElement?.matches(s) ?? false", selector))


def tab_to(page: Page, selector: str) -> None:
    """Go on with Tab until the control has the focus; it can be seen and shows its focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if focused(page, selector):
            break
    else:
        raise AssertionError(f"Tab never comes to {selector} on {page.url}")
    seen = page.evaluate(SEEN)
    assert seen == {"isInside": True, "hasRing": True}, (page.url, selector, seen)


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)
    page.wait_for_load_state()


def find(page: Page) -> None:
    page.goto("/ja/")
    tree_of(page)
    page.keyboard.press("Tab")
    assert focused(page, ".skip-link")
    tab_to(page, "input[name=q]")
    page.keyboard.insert_text("厚削り")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/search?**")
    tree_of(page)
    press(page, f"main a[href$='/catalogue/{SLUG}']")
    page.wait_for_url(f"**/catalogue/{SLUG}")


def choose(page: Page) -> None:
    """The other size with an arrow, two of it with an arrow, into the cart with Enter."""
    tree = tree_of(page)
    assert said(JA, "Put into the cart") in tree
    assert said(JA, "Size") in tree
    tab_to(page, "input[name=variant_id]")
    before = page.locator("input[name=variant_id]:checked").input_value()
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=variant_id]:checked").input_value() != before
    page.keyboard.press("ArrowUp")
    assert page.locator("input[name=variant_id]:checked").input_value() == before
    tab_to(page, "input[name=quantity]")
    page.keyboard.press("ArrowUp")
    assert page.locator("input[name=quantity]").input_value() == "2"
    press(page, "form[action$='/cart/add'] button[type=submit]")
    page.wait_for_url("**/ja/cart")


def heard(page: Page) -> str:
    """What a screen reader says by itself when the page has come."""
    return " ".join(page.locator("[role=status], [role=alert], [aria-live]").all_inner_texts())


def look_at_cart(page: Page) -> None:
    tree_of(page)
    assert heard(page).strip(), "the cart does not say what happened"
    tab_to(page, "main select[name=region]")
    choose_by_key(page, "main select[name=region]", "大阪府")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main select[name=region]").input_value() == "大阪府"
    press(page, "a[href$='/ja/checkout']")
    page.wait_for_url("**/ja/checkout")


def choose_by_key(page: Page, selector: str, words: str) -> None:
    """Down the list with the arrow until it says these words."""
    field = page.locator(selector).first
    for _ in range(60):
        if field.evaluate("each => each.selectedOptions[0].textContent.trim()") == words:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{selector} has no {words}")


def type_address(page: Page) -> None:
    """Each field by Tab; what is a list by its arrows; and what is missing is said in words."""
    tree_of(page)
    press(page, "main button[name=action][value=pay]")
    tree_of(page)
    assert focused(page, ".error-summary, .error-summary *"), "the faults do not have the focus"
    for name, value in FIELDS.items():
        selector = f"main [name={name}]"
        field = page.locator(selector).first
        if field.evaluate("each => each.tagName") == "SELECT":
            if field.input_value() != value:
                tab_to(page, selector)
                choose_by_key(page, selector, value)
            continue
        tab_to(page, selector)
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(value)


def pay(page: Page) -> None:
    press(page, "main button[name=action][value=pay]")
    page.wait_for_url("**/simulator/pay/**")
    assert UNNAMED.findall(page.locator("body").aria_snapshot()) == []
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    press(page, "form button[type=submit]")
    page.wait_for_url("**/ja/orders/**")
    wait_until_known(page)
    tree = tree_of(page)
    assert said(JA, "Paid") in tree
    assert begins(JA, "Order number %(number)s, placed on %(day)s").search(tree)


def test_a_purchase_with_the_keyboard_alone(market: LiveMarket, new_context: NewContext) -> None:
    page = new_context().new_page()
    find(page)
    choose(page)
    look_at_cart(page)
    type_address(page)
    pay(page)
    expect(page.locator("main")).to_contain_text(said(JA, "Paid"))
