"""Open notices as Atom and RSS, sent-out warnings as an Atom feed of CAP."""

from __future__ import annotations

from collections.abc import Iterable

from feedgen.feed import FeedGenerator

from linli.sections.outreach.models import Emergency, Notice

CAP_TYPE = "application/cap+xml"


def notices_feed(rows: Iterable[Notice], *, root: str, itself: str) -> FeedGenerator:
    """The newest notices. `root` is the address of the platform, `itself` of the feed."""
    feed = _feed("通知公告、活动和政策", root=root, itself=itself)
    for row in rows:
        words = row.shown
        if words is None:
            continue
        entry = feed.add_entry(order="append")
        link = f"{root}/resident/notices/{row.pk}"
        entry.id(link)
        entry.guid(link, permalink=True)
        entry.title(words.title)
        entry.link(href=link)
        entry.author(name=words.source or row.area.name)
        entry.category(term=row.kind, label=str(Notice.Kind(row.kind).label))
        entry.published(row.published_at)
        entry.updated(words.published_at)
        entry.content(words.html, type="html")
        entry.summary(words.brief)
    return feed


def warnings_feed(rows: Iterable[Emergency], *, root: str, itself: str) -> FeedGenerator:
    """The newest warnings; each entry links to its CAP document."""
    feed = _feed("应急预警", root=root, itself=itself)
    for row in rows:
        entry = feed.add_entry(order="append")
        entry.id(f"urn:cap:{row.sender}:{row.identifier}")
        entry.title(row.headline)
        entry.link(href=f"{root}/feeds/cap/{row.pk}.xml", type=CAP_TYPE)
        entry.category(term=row.category)
        entry.published(row.sent)
        entry.updated(row.issued_at)
        entry.summary(row.instruction or row.description or row.headline)
    return feed


def _feed(title: str, *, root: str, itself: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(itself)
    feed.title(f"邻里 · {title}")
    feed.subtitle(f"{title}，由社区发布")
    feed.author(name="邻里")
    feed.link(href=f"{root}/resident/notices", rel="alternate")
    feed.link(href=itself, rel="self")
    feed.language("zh-CN")
    return feed
