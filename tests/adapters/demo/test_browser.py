"""The demo's page in a real browser: its whole story, and that anybody can use it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.adapters.demo.chromium import PATH, chromium, demo

pytestmark = pytest.mark.skipif(
    PATH is None, reason="there is no Chromium on this machine (Debian's package: chromium)"
)

AXE = Path(__file__).parent / "axe" / "axe.min.js"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 375, "height": 740}
YES = "what share voted yes to cannabis?"
PATIENCE = 30_000
"""Milliseconds until a test gives up, on whatever machine."""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """A page of a demo of its own. Whatever the console says of errors fails the test at its end."""
    wrong, contexts = list[str](), list[Any]()
    with demo() as url:

        def visit(viewport: dict[str, int] = DESKTOP, **how: Any) -> Page:
            context = browser.new_context(viewport=viewport, reduced_motion="reduce", **how)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
            page = context.new_page()
            page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on(
                "request", lambda one: None if one.url.startswith((url, "data:", "blob:")) else wrong.append(one.url)
            )
            page.goto(url)
            expect(page.locator("body[data-open]")).to_be_visible()
            return page

        expect.set_options(timeout=PATIENCE)
        yield visit
        for context in contexts:
            context.close()
    assert wrong == []


def _ask(page: Page, text: str) -> Locator:
    """The answer's message."""
    answers = page.get_by_role("article", name="Factdesk")
    before = answers.count()
    page.get_by_label("Ask Factdesk").fill(text)
    page.get_by_label("Ask Factdesk").press("Enter")
    expect(answers).to_have_count(before + 1)
    return answers.last


def _look(page: Page, look: str) -> None:
    page.get_by_role("radio", name=look).check()


def _channel(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).click()


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_the_whole_story(open_page: Open, look: str) -> None:
    page = open_page()
    _look(page, look)
    answer = _ask(page, YES)
    expect(answer).to_contain_text("46.1 per cent in 2020 (preliminary)")
    answer.get_by_role("button", name="Follow").click()
    expect(page.get_by_text("This channel follows").first).to_be_visible()

    page.get_by_role("button", name="Go on: The day before").click()
    expect(page.locator("#now")).to_contain_text("5 November 2020")
    _channel(page, "#politics")
    expect(page.get_by_text("Final referendum result announced: tomorrow")).to_be_visible()

    page.get_by_role("button", name="Go on: Result entered").click()
    expect(page.locator("#now")).to_contain_text("6 November 2020")
    _channel(page, "#desk")
    expect(page.get_by_text("I have entered it")).to_be_visible()
    expect(page.get_by_text("In place of").first).to_be_visible()

    page.get_by_role("button", name="Publish", exact=True).click()
    published = page.get_by_role("article", name="Factdesk").filter(has_text="Published: 2 figures")
    expect(published).to_contain_text(re.compile(r"by Ana, .*6 November 2020"))
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    # All that is told there has come: the channel opens at the first of it.
    expect(page.get_by_role("navigation").get_by_role("button", name="#newsroom")).to_contain_text("5 new")
    _channel(page, "#newsroom")
    corrected = page.locator("article", has_text="the final figure is 48.4 per cent").filter(has_text="changed")
    expect(corrected.first).to_contain_text("46.1 per cent in 2020 (preliminary)")
    expect(corrected.first).to_be_in_viewport()
    expect(corrected.last).to_contain_text("46.1 per cent in 2020 (preliminary)")
    expect(page.get_by_text("The final figure is in").first).to_be_visible()
    expect(_ask(page, YES)).to_contain_text("48.4 per cent in 2020 (final)")

    page.get_by_role("button", name="Go on: Result published").click()
    page.get_by_role("button", name="Go on: Next morning").click()
    _channel(page, "#politics")
    expect(page.get_by_role("article").last).to_contain_text("Figures desk, Saturday, 7 November 2020")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#now")).to_contain_text("30 October 2020")


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_whoever_moves_the_clock_sees_the_first_answer_that_it_corrects(open_page: Open, look: str) -> None:
    page = open_page()
    _look(page, look)
    _ask(page, YES)
    for _ in range(6):  # Until the answers stand far above the end.
        _ask(page, "how many special votes were there?")
    page.get_by_role("button", name="Result published").first.click()
    corrected = page.locator("article", has_text="the final figure is 48.4 per cent").filter(has_text="changed")
    expect(corrected.first).to_be_in_viewport()


def test_an_empty_channel_says_so_until_somebody_asks_there(open_page: Open) -> None:
    page = open_page()
    _channel(page, "#desk")
    expect(page.get_by_text("Nothing has been said here yet.")).to_be_visible()
    _channel(page, "Direct message")
    expect(page.get_by_text("Here you and Factdesk talk alone.")).to_be_visible()
    _ask(page, YES)
    expect(page.get_by_text("Here you and Factdesk talk alone.")).to_have_count(0)


def test_a_thread_that_goes_on_on_another_day_says_so(open_page: Open) -> None:
    page = open_page()
    expect(_ask(page, YES).locator("time")).to_have_text(re.compile(r"^2:3\d pm$"))
    page.get_by_role("button", name="+ 1 day").click()
    page.get_by_role("button", name="Reply").last.click()
    expect(_ask(page, "and no?").locator("time")).to_have_text(re.compile(r"^31 Oct, 2:3\d pm$"))


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_a_chart_a_choice_a_thread_and_a_form(open_page: Open, look: str) -> None:
    page = open_page()
    _look(page, look)
    charted = _ask(page, "when was the gap between Māori and non-Māori prosecutions widest?")
    picture = charted.locator("img")
    expect(picture).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 500", arg=picture.element_handle())

    question = _ask(page, "prosecution share in June")
    question.get_by_role("button", name="Māori: 23 per cent").click()
    expect(page.get_by_text("changed")).to_be_visible()
    expect(page.get_by_role("article", name="Factdesk").last).to_contain_text("was 23 per cent in June 2020")

    _ask(page, YES)
    page.get_by_role("button", name="Reply").last.click()
    expect(page.get_by_text("In the thread of")).to_be_visible()
    expect(_ask(page, "and no?")).to_contain_text("53.1 per cent")

    page.get_by_role("article", name="Factdesk").last.get_by_role("button", name="Wrong?").click()
    form = page.get_by_role("dialog", name="What is wrong?")
    form.get_by_label("Your remark").fill("It was 47.")
    form.get_by_role("button", name="Send to the desk" if look == "Slack" else "Submit").click()
    expect(form).to_be_hidden()
    _channel(page, "#desk")
    expect(page.get_by_text("It was 47.")).to_be_visible()


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_a_form_says_what_is_wrong_and_is_sent_when_it_is_right(open_page: Open, look: str) -> None:
    page = open_page()
    _look(page, look)
    page.get_by_label("Who sees the answer").select_option("/figure")
    page.get_by_label("Ask Factdesk").fill("dates add")
    page.get_by_role("button", name="Send").click()
    form = page.get_by_role("dialog", name="Add a key date")
    form.get_by_role("button", name="Add" if look == "Slack" else "Submit").click()
    expect(form.get_by_label("What happens")).to_be_focused()
    form.get_by_label("What happens").fill("Special votes counted")
    if look == "Slack":
        form.get_by_label("When: the day").fill("2020-11-04")
    else:
        form.get_by_label("When").fill("2020-11-04")
    form.get_by_label("Source").fill("Electoral Commission")
    form.get_by_role("button", name="Add" if look == "Slack" else "Submit").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("article", name="Factdesk").last).to_contain_text("Special votes counted")


def test_the_invented_table_is_shown_then_recorded_then_answered_from(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Try an invented one").click()
    page.get_by_role("button", name="Record these figures").click()
    expect(page.get_by_text("ferries.csv is recorded: 6 new.")).to_be_visible()
    expect(_ask(page, "ferry passengers on North in 2020")).to_contain_text("267,300")


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_many_choices_are_a_list_that_one_picks_from(open_page: Open, look: str) -> None:
    page = open_page()
    _look(page, look)
    routes = ("North", "South", "East", "West", "Inner", "Outer", "Upper", "Lower")
    rows = "".join(f"{route},2019,{1_000 + place}\n" for place, route in enumerate(routes))
    table = {"name": "routes.csv", "mimeType": "text/csv", "buffer": f"Route,Year,Ferry passengers\n{rows}".encode()}
    page.get_by_label("Add a table").set_input_files(table)  # type: ignore[arg-type]
    page.get_by_role("button", name="Record these figures").click()
    expect(page.get_by_text("routes.csv is recorded: 8 new.")).to_be_visible()
    question = _ask(page, "ferry passengers in 2019")
    choices = question.get_by_role("combobox")
    expect(choices.locator("option")).to_have_count(len(routes) + 1)
    choices.select_option(index=len(routes))
    expect(page.get_by_role("article", name="Factdesk").last).to_contain_text("1,007 in 2019")


def test_a_file_is_dropped_on_the_page(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Add a table").set_input_files(
        {"name": "otters.csv", "mimeType": "text/csv", "buffer": b"Year,Otters\n2019,12\n2020,15\n"}
    )
    expect(page.get_by_text("otters.csv: 2 figures")).to_be_visible()
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["Year,Seals\\n2019,7\\n"], "seals.csv"));
            document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));
        }"""
    )
    expect(page.get_by_text("seals.csv: 1 figure")).to_be_visible()
    page.get_by_role("button", name="Leave them").first.click()
    expect(page.get_by_role("button", name="Leave them")).to_have_count(1)


def test_it_can_be_used_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    reached = list[str]()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached += page.evaluate("[document.activeElement.id, document.activeElement.textContent.trim()]")
    assert {"restart", "next", "scroll", "how", "text", "Send", "#politics", "Follow", "Reply in thread"} <= set(
        reached
    )
    page.locator("#text").focus()
    page.keyboard.type(YES)
    page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Factdesk").nth(2)
    expect(answer).to_contain_text("46.1 per cent")
    answer.get_by_role("button", name="Wrong?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your remark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#now")).to_contain_text("5 November")
    page.get_by_role("navigation").get_by_role("button", name="#politics").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="#politics")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("button", name="#politics")).to_be_focused()
    page.get_by_role("radio", name="Slack").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-look", "discord")


@pytest.mark.parametrize(
    ("look", "theme", "viewport"),
    [("Slack", "light", DESKTOP), ("Slack", "dark", PHONE), ("Discord", "light", PHONE), ("Discord", "dark", DESKTOP)],
    ids=["Slack, light, desktop", "Slack, dark, phone", "Discord, light, phone", "Discord, dark, desktop"],
)
def test_nothing_serious_keeps_anybody_out(open_page: Open, look: str, theme: str, viewport: dict[str, int]) -> None:
    page = open_page(viewport, color_scheme=theme)
    _look(page, look)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    for question in (YES, "prosecution share in June", "which party won the most seats?"):
        _ask(page, question)
    page.get_by_role("button", name="Try an invented one").click()
    expect(page.get_by_text("ferries.csv: 6 figures")).to_be_visible()
    assert _serious(page) == []
    page.locator("article").get_by_role("button", name="Wrong?").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert _serious(page) == []
    page.keyboard.press("Escape")
    for stop in ("The day before", "Result entered"):
        page.get_by_role("button", name=f"Go on: {stop}").click()
    expect(page.locator("#now")).to_contain_text("6 November 2020 at 2:00 pm")
    _channel(page, "#politics")
    page.get_by_role("button", name="Enter the result").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert _serious(page) == []
    page.keyboard.press("Escape")
    _channel(page, "#desk")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published: 2 figures").first).to_be_visible()
    assert _serious(page) == []


@pytest.mark.parametrize("look", ["Slack", "Discord"])
def test_nothing_is_wider_than_a_phone(open_page: Open, look: str) -> None:
    page = open_page(PHONE)
    _look(page, look)
    _ask(page, "when was the gap between Māori and non-Māori prosecutions widest?")
    _ask(page, "prosecution share in June")
    _has_phone_width(page)
    page.locator("#stops button").nth(2).dispatch_event("click")
    expect(page.locator("#now")).to_contain_text("6 November")
    _has_phone_width(page)
    _channel(page, "#desk")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    _has_phone_width(page)


def _has_phone_width(page: Page) -> None:
    next_ = page.locator("#next").evaluate("button => [button.scrollWidth, button.clientWidth]")
    assert next_[0] <= next_[1]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate("document.getElementById('scroll').scrollWidth") <= PHONE["width"]


def test_what_is_serious_is_found(open_page: Open) -> None:
    """Otherwise nothing would be proven by finding nothing."""
    page = open_page()
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [one.partition(":")[0] for one in _serious(page)] == ["image-alt"]


def _serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse, with where it is."""
    # Not as an element: the page takes no script but its own.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
