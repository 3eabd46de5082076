"""How the documents are built: `sphinx-build -W docs FOLDER`. Needs no network, and neither does what it makes."""

from __future__ import annotations

from importlib.metadata import version as version_of
from pathlib import Path

from sphinx.application import Sphinx

project = "Factdesk"
release = version = version_of("factdesk")
extensions = ["myst_parser", "sphinx_click"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Factdesk"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
myst_heading_anchors = 3
# Orders that are typed in a chat, and the console's own lines, are in no language that a highlighter knows.
highlight_language = "none"

_PAGES = {
    "](../CHANGELOG.md)": "](changes.md)",
    "](../README.md)": "](index.md)",
    "](../deploy/README.md)": "](operating.md)",
}
"""What is a file beside this folder for who reads it in the repository, and a page here."""


_README = {"](docs/": "](", "](SECURITY.md)": "](security.md)", "](CHANGELOG.md)": "](changes.md)"}
_BESIDE = ("](deploy/", "](LICENSE)")


def setup(app: Sphinx) -> None:
    app.connect("source-read", _lead_to_pages)


def _lead_to_pages(app: Sphinx, page: str, source: list[str]) -> None:
    if page == "index":
        source[0] = _readme(Path(app.srcdir).parent) + source[0]
    for link, to in _PAGES.items():
        source[0] = source[0].replace(link, to)


def _readme(root: Path) -> str:
    """With links as they lead from here."""
    text = (root / "README.md").read_text(encoding="utf-8")
    for link, to in _README.items():
        text = text.replace(link, to)
    for link in _BESIDE:
        text = text.replace(link, link.replace("](", "](../"))
    return f"{text}\n"
