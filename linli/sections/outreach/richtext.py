"""Rich text (正文): only what a notice needs survives, whatever was pasted; and the same as plain text."""

from __future__ import annotations

import html
import re

import nh3

TAGS = {"p", "br", "h2", "h3", "strong", "b", "em", "i", "u", "s", "ul", "ol", "li", "blockquote", "hr", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "tel"}
BLOCK_ENDS = re.compile(r"<br\s*/?>|</(?:p|h2|h3|li|blockquote)>|<hr\s*/?>")
SPACES = re.compile(r"[ \t\u00a0]+")
EMPTY_LINES = re.compile(r"\s*\n\s*")


def cleaned(source: str) -> str:
    """The HTML with nothing in it but headings, paragraphs, lists, quotes, emphasis and links."""
    return nh3.clean(
        source, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    ).strip()


def plain(source: str) -> str:
    """The text without marks, a line for each paragraph or list item."""
    lines = BLOCK_ENDS.sub("\n", source)
    text = html.unescape(nh3.clean(lines, tags=set()))
    return EMPTY_LINES.sub("\n", SPACES.sub(" ", text)).strip()
