"""Pictures for the documents, taken of the demo in a browser: `python -m tests.looking.pictures docs/pictures`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from adapters.cli.say import tell
from tests.adapters.demo.chromium import PATH, chromium, demo

LOOKS = {"Slack": 3, "Discord": 2}
"""How many messages are shown: Slack has what was said later in the thread, Discord at the channel's end."""
_VIEW = {"width": 1120, "height": 1500}
_QUESTION = "what share voted yes to cannabis?"
_PATIENCE = 60_000
"""Milliseconds until it is given up, on whatever machine."""
_WIDEST = 840
_ROOM = 12
"""Pixels above and beside what is shown."""


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("Say which folder to write to: python -m tests.looking.pictures docs/pictures")
    if PATH is None:
        sys.exit("There is no Chromium on this machine; install it (Debian's package: chromium)")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=_PATIENCE)
    with demo() as url, chromium() as browser:
        page = browser.new_page(viewport=_VIEW, reduced_motion="reduce", device_scale_factor=1.5)  # type: ignore[arg-type]
        page.goto(url)
        expect(page.locator("body[data-open]")).to_be_visible()
        _tell_the_story(page)
        for look, messages in LOOKS.items():
            page.get_by_role("radio", name=look).check()
            _take(page, folder / f"{look.lower()}.png", messages)
    tell(f"{len(LOOKS)} pictures are in {folder}")


def _tell_the_story(page: Page) -> None:
    """A preliminary figure is asked for, and the final one comes."""
    answers = page.get_by_role("article", name="Factdesk")
    before = answers.count()
    page.get_by_label("Ask Factdesk").fill(_QUESTION)
    page.get_by_label("Ask Factdesk").press("Enter")
    expect(answers).to_have_count(before + 1)
    for stop in ("The day before", "Result entered", "Result published"):
        page.get_by_role("button", name=f"Go on: {stop}").click()
    expect(answers.last).to_contain_text("The final figure is in")


def _take(page: Page, path: Path, messages: int) -> None:
    """From the question on, so many messages below each other."""
    asked = page.get_by_role("article", name="Ana").filter(has_text=_QUESTION)
    asked.evaluate("asked => asked.scrollIntoView({ block: 'center' })")  # Clear of the line above the messages.
    shown = page.get_by_role("article")
    names = [one.get_attribute("aria-label") or "" for one in shown.all()]
    first = max(number for number, name in enumerate(names) if name.startswith("Ana,"))
    top, bottom, whole = _box(asked), _box(shown.nth(first + messages - 1)), _box(page.locator("main"))
    left = top["x"] - _ROOM
    height = bottom["y"] + bottom["height"] - top["y"] + _ROOM
    width = min(whole["x"] + whole["width"] - left, _WIDEST)
    page.screenshot(path=path, clip={"x": left, "y": top["y"] - _ROOM, "width": width, "height": height})


def _box(of: Locator) -> dict[str, float]:
    box = of.bounding_box()
    assert box is not None
    return dict(box)


if __name__ == "__main__":
    main()
