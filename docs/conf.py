"""How the documents are built: `sphinx-build -W docs FOLDER`. Needs no network, and neither does what it makes."""

from __future__ import annotations

from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "Factdesk"
release = version = version_of("factdesk")
extensions = ["myst_parser", "sphinx_click"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Factdesk"
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 3
# Orders that are typed in a chat, and the console's own lines, are in no language that a highlighter knows.
highlight_language = "none"

_PAGES = {
    "](../CHANGELOG.md)": "](changes.md)",
    "](../README.md)": "](index.md)",
    "](../deploy/README.md)": "](operating.md)",
}
"""What is a file beside this folder for who reads it in the repository, and a page here."""


def setup(app: Sphinx) -> None:
    app.connect("source-read", _lead_to_pages)


def _lead_to_pages(_app: Sphinx, _page: str, source: list[str]) -> None:
    for link, page in _PAGES.items():
        source[0] = source[0].replace(link, page)
