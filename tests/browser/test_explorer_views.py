"""The table of places as an explorer, in a real browser, against the record's own answers."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.explorer import folded, may_limit, search_key
from detainers.standing import On

CATALOG = read_folder(ROOT / "data").catalog
GROUPS = [[id_, policy.group] for id_, policy in CATALOG.policies.items()]
SHOWN = "[...document.querySelectorAll('tr[data-id]')].filter(row => row.checkVisibility()).map(row => row.dataset.id)"
READY = "() => document.documentElement.dataset.ready"
View = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give a window in which any word from a script fails the test that follows."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    yield made
    context.close()


@pytest.fixture
def visit(page: Page, address: str) -> Callable[[str], Page]:
    """Open the table with a query and wait until it is ready."""

    def go(query: str = "") -> Page:
        page.goto(f"{address}jurisdictions/{query}")
        page.wait_for_function(READY)
        page.wait_for_function("() => document.querySelector('.map svg').classList.contains('is-live')")
        return page

    return go


def vectors(name: str) -> list[dict[str, Any]]:
    """Read shared test vectors."""
    found: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / f"{name}.json").read_text("utf-8"))
    return found


def test_in_force_vectors(visit: Callable[[str], Page]) -> None:
    """The browser answers each of the shared vectors as Python does."""
    told = visit("").evaluate(
        """async vectors => {
            const { inForce } = await import("../assets/in_force.js");
            return vectors.map(({ action, on }) => inForce(action, on));
        }""",
        vectors("in_force"),
    )

    assert [vector["answer"] for vector in vectors("in_force")] == told


def test_standing_vectors(visit: Callable[[str], Page]) -> None:
    """Standing, start and limits are those of the shared vectors too."""
    told = visit("").evaluate(
        """async ([vectors, groups]) => {
            const { standingOn } = await import("../assets/in_force.js");
            return vectors.map(({ actions, on }) => {
                const { standing, since, limits } = standingOn(actions, new Map(groups), on);
                return [standing, since, limits.map(({ policy, answer, action }) =>
                    [policy, answer, actions.indexOf(action)])];
            });
        }""",
        [vectors("standing"), GROUPS],
    )

    assert [[vector["standing"], vector["since"], vector["limits"]] for vector in vectors("standing")] == told


def fits(id_: str, place: On, view: View) -> bool:
    """Tell from the record whether a view shows a place."""
    jurisdiction = place.jurisdiction
    maybe = "maybe" in view
    standing = view.get("standing")
    if standing and place.standing not in standing:
        return False
    if not standing and "all" not in view and place.standing != "limits-holds" and not (maybe and may_limit(place)):
        return False
    has = {limit.policy for limit in place.limits if maybe or limit.answer == "yes"}
    wanted = set(view.get("policy", has))
    if wanted != has and not (wanted <= has if "match" in view else wanted & has):
        return False
    offers = {
        "state": {jurisdiction.state.lower()},
        "kind": {jurisdiction.kind},
        "instrument": set(place.instruments),
        "confidence": {action.confidence for action in place.acting},
    }
    if any(name in view and not offered & set(view[name]) for name, offered in offers.items()):
        return False
    words = folded(view.get("q", "")).split()
    return all(f" {word}" in search_key(CATALOG.jurisdictions[id_]) for word in words)


def generated(number: int) -> View:
    """Make a view: each choice alone in the first ones, then several together."""
    chance = random.Random(number)  # noqa: S311 -- the same views in every run
    words = CATALOG.vocabulary
    choices: dict[str, Callable[[], Any]] = {
        "q": lambda: chance.choice(["cook", "SANTA co", "doña", "ma police", "ordinance 20", "zzz"]),
        "state": lambda: chance.sample(list(CATALOG.states), 3),
        "kind": lambda: chance.sample(list(words.kinds), 2),
        "policy": lambda: chance.sample(list(words.policies)[:20], 2),
        "standing": lambda: chance.sample(list(words.standings), 2),
        "instrument": lambda: chance.sample(list(words.instruments), 3),
        "confidence": lambda: [chance.choice(list(words.confidences))],
        "all": lambda: "1",
        "maybe": lambda: "1",
        "on": lambda: chance.choice(["2012-06-01", "2014-11-20", "2017-01-25", "2010-02-28", "2019-07-04"]),
    }
    names = [list(choices)[number]] if number < len(choices) else chance.sample(list(choices), chance.randint(2, 4))
    view = {name: choices[name]() for name in names}
    if "policy" in view and number % 2:
        view["match"] = "all"
    return view


@pytest.mark.parametrize("number", range(30))
def test_rows_are_the_records_answer(number: int, visit: Callable[[str], Page]) -> None:
    """A generated view shows exactly the places that the record gives, and a standing for each that is the record's."""
    view = generated(number)
    query = urlencode({name: ",".join(value) if isinstance(value, list) else value for name, value in view.items()})
    page = visit(f"?{query}")
    today = json.loads(page.locator("#explorer-data").text_content() or "")["today"]
    places = CATALOG.on(date.fromisoformat(view.get("on", today)))
    expected = {id_: place.standing for id_, place in places.items() if fits(id_, place, view)}
    shown = page.evaluate(SHOWN)
    said = {id_: page.get_attribute(f'tr[data-id="{id_}"]', "data-standing") for id_ in shown}

    assert expected == said, view


@pytest.mark.parametrize(
    "query",
    [
        "?state=zz,%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "?on=2012-02-30&sort=javascript:alert(1)",
        "?on=9999-01-01&kind=__proto__",
        "?policy=constructor&match=toString",
        "?standing=%E0%A4%A&confidence=%00",
    ],
)
def test_broken_addresses_are_said_and_ignored(query: str, visit: Callable[[str], Page]) -> None:
    """What the table does not know changes nothing, is named as text, and runs nothing."""
    page = visit("")
    plain = page.evaluate(SHOWN)
    page = visit(query)

    assert plain == page.evaluate(SHOWN)
    assert page.locator("#ignored").is_visible()
    assert page.locator("#ignored *").count() == 0


def test_hostile_search_is_text(visit: Callable[[str], Page]) -> None:
    """Markup in the search is words to look for, shown as typed; nothing fits, and the page says what to take back."""
    hostile = "<img src=x onerror=document.title='x'>"
    page = visit("?" + urlencode({"q": hostile}))

    assert hostile in page.inner_text("#said")
    assert page.locator("#said *").count() == 0
    assert page.locator("#nothing button").count() > 0


def test_address_follows_every_choice_and_back(visit: Callable[[str], Page]) -> None:
    """Choices make addresses that open the same; back and forward walk through them."""
    page = visit("")
    first = page.evaluate(SHOWN)
    page.select_option("#state", "ca")
    page.get_by_role("button", name="June 1, 2012").click()
    page.locator("th[data-sort=since] button").click()
    assert page.url.endswith("?state=ca&on=2012-06-01&sort=since")
    last, said = page.evaluate(SHOWN), page.inner_text("#said")
    for _ in range(3):
        page.go_back()
    assert first == page.evaluate(SHOWN)
    for _ in range(3):
        page.go_forward()
    assert last == page.evaluate(SHOWN)
    visit(page.url.partition("jurisdictions/")[2])
    assert (last, said) == (page.evaluate(SHOWN), page.inner_text("#said"))


def test_sorting_is_stable_and_said(visit: Callable[[str], Page]) -> None:
    """Newest evidence comes first at the first press; the heading says so; a third press gives the states back."""
    page = visit("")
    grouped = page.evaluate(SHOWN)
    heading = page.locator("th[data-sort=evidence]")
    heading.locator("button").click()
    dates = [CATALOG.on(date(2026, 11, 24))[id_].evidence for id_ in page.evaluate(SHOWN)]
    starts = [text + "-01-01"[len(text) - 4 :] for text in dates]

    assert sorted(starts, reverse=True) == starts
    assert heading.get_attribute("aria-sort") == "descending"
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") is None
    assert grouped == page.evaluate(SHOWN)


def test_keyboard_alone_reaches_a_place(visit: Callable[[str], Page]) -> None:
    """From the skip link to the search, and from its one result to that place's page."""
    page = visit("")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("amherst")
    page.wait_for_function(f"() => {SHOWN}.length < 5")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('tr[data-id] th')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/jurisdictions/*amherst*/")


def test_map_is_one_stop_and_zooms(visit: Callable[[str], Page]) -> None:
    """An arrow goes to another state, Enter shows its rows, Escape the country again."""
    page = visit("")
    assert page.locator(".map [tabindex='0']").count() == 1
    page.locator(".map [data-state=ks]").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.state") == "co"
    page.keyboard.press("Enter")
    assert page.url.endswith("?state=co")
    page.keyboard.press("Escape")
    assert page.url.endswith("jurisdictions/")


def test_every_control_has_a_name(visit: Callable[[str], Page]) -> None:
    """Nothing that can be operated is nameless to a screen reader."""
    page = visit("")
    page.click("[data-act=filters]")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "checkbox", "combobox", "searchbox", "slider", "link", "Date", "dialog"}
    nameless = [
        node
        for node in nodes
        if node.get("role", {}).get("value") in roles
        and not node.get("ignored")
        and not node.get("name", {}).get("value")
    ]

    assert nameless == []


@pytest.mark.parametrize("query", ["?state=il", "?q=zzzz", "?on=2012-06-01&sort=-since&all=1"])
def test_axe_finds_nothing(query: str, visit: Callable[[str], Page]) -> None:
    """Filters open, a chip focused, no result: no barrier."""
    page = visit(query)
    page.click("[data-act=filters]")
    page.locator("#chosen button").first.focus()
    found = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []


def test_phone_sheet_keeps_focus_and_closes(browser: Browser, address: str) -> None:
    """At 320 px nothing is wider than the screen; the sheet holds the focus until Escape gives it back."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}jurisdictions/?all=1")
    page.wait_for_function(READY)
    wider = page.evaluate("document.documentElement.scrollWidth")
    page.click("[data-act=filters]")
    inside = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        inside.add(
            page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        )
    page.keyboard.press("Escape")
    focused = page.evaluate("document.activeElement.dataset.act")
    moving = page.evaluate("document.getAnimations().length")
    context.close()

    assert wider <= 320
    assert inside == {True}
    assert focused == "filters"
    assert moving == 0


def test_without_scripts_every_row_is_there(browser: Browser, address: str) -> None:
    """The full table, and no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}jurisdictions/")
    rows = page.locator("tr[data-id]:visible").count()
    form = page.locator(".explorer").is_visible()
    context.close()

    assert len(CATALOG.jurisdictions) == rows
    assert not form


def fulfil(route: Route, answer: str | None) -> None:
    """Give an answer in place of the file, or none."""
    if answer is None:
        route.abort()
    else:
        route.fulfill(status=200, content_type="text/javascript", body=answer)


@pytest.mark.parametrize(
    ("script", "answer"),
    [("explorer.js", None), ("rows.js", None), ("in_force.js", ""), ("explorer.js", "throw 1"), ("early.js", None)],
)
def test_every_row_comes_back_if_a_script_fails(
    script: str, answer: str | None, browser: Browser, address: str
) -> None:
    """Whether it does not come, comes broken, or fails: nothing stays hidden, and no dead control is left."""
    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/{script}", lambda route: fulfil(route, answer))
    page.goto(f"{address}jurisdictions/")
    page.wait_for_function("() => ['broken', 'ready'].some((key) => key in document.documentElement.dataset)")
    rows, form = len(page.evaluate(SHOWN)), page.locator(".explorer").is_visible()
    ready = page.evaluate(READY)
    context.close()

    assert ready if script == "early.js" else len(CATALOG.jurisdictions) == rows and not form


def test_print_has_sentence_day_and_rows(visit: Callable[[str], Page]) -> None:
    """On paper are the sentence with the day and the rows shown, and none of the form."""
    page = visit("?state=il&on=2012-06-01&all=1")
    page.emulate_media(media="print")
    said = page.inner_text("#said")
    shown = page.evaluate(SHOWN)
    form = page.locator(".explorer").is_visible()
    page.emulate_media(media="screen")

    assert page.pdf().startswith(b"%PDF")
    assert "June 1, 2012" in said
    assert {id_ for id_, place in CATALOG.jurisdictions.items() if place.state == "IL"} == set(shown)
    assert not form


def test_download_holds_the_rows_shown(visit: Callable[[str], Page]) -> None:
    """The file has a line for each row shown, and a heading for each field."""
    page = visit("?state=ma")
    with page.expect_download() as waiting:
        page.click("[data-act=csv]")
    lines = waiting.value.path().read_text("utf-8-sig").splitlines()

    assert len(page.evaluate(SHOWN)) + 1 == len(lines)
    assert {10} == {line.count('","') + 1 for line in lines}


def test_choices_say_what_they_would_leave(visit: Callable[[str], Page]) -> None:
    """The number beside a choice is that of the rows after choosing it."""
    page = visit("?all=1")
    page.click("[data-act=filters]")
    box = page.locator("label:has([data-list=instrument][value=ordinance])")
    number = int(box.locator("small").inner_text())
    box.click()

    assert number == len(page.evaluate(SHOWN))
    page.locator("#chosen button").first.click()
    assert len(CATALOG.jurisdictions) == len(page.evaluate(SHOWN))
