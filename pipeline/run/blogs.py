"""The blogs of a run: what the settings say of each, and what its home page and REST root taught."""

from __future__ import annotations

from dataclasses import replace

from pipeline.models import Blog, Capture, Hints
from pipeline.parsers.discovery.probe import facts_of_home, facts_of_rest_root
from pipeline.settings import BlogSettings, Settings

TEACHERS = ("home", "rest_root")
"""Purposes of captures that tell something about the blog itself."""


class BlogBook:
    """The blogs by name.

    Args:
        settings: the settings in force.
        known: rows of the table `blog`, by name: what earlier runs learnt.
    """

    def __init__(self, settings: Settings, known: dict[str, Blog] | None = None) -> None:
        known = known or {}
        # A blog that was taken out of the settings keeps its rows, and what WARC holds of it is still loaded.
        former = {name: BlogSettings(name, blog.url) for name, blog in known.items()}
        self._settings = former | {blog.name: blog for blog in settings.blogs}
        self._blogs = {name: _merged(blog, known.get(name)) for name, blog in self._settings.items()}

    def blog(self, name: str) -> Blog | None:
        """The blog called `name`, with what is known of it; null if the settings lack it."""
        return self._blogs.get(name)

    def settings(self, name: str) -> BlogSettings | None:
        """The settings of the blog called `name`."""
        return self._settings.get(name)

    def hints(self, name: str) -> Hints:
        """What the parser is told beforehand."""
        return self._settings[name].hints

    def rows(self) -> list[Blog]:
        """All blogs, for the table `blog`."""
        return list(self._blogs.values())

    def learn(self, capture: Capture) -> None:
        """Take in what a home page or a REST root says."""
        blog = self._blogs.get(capture.blog)
        if blog is None or capture.purpose not in TEACHERS or capture.body is None or capture.status != 200:
            return
        read = facts_of_home if capture.purpose == "home" else facts_of_rest_root
        said = read(capture.document())
        self._blogs[capture.blog] = replace(
            blog,
            # The REST root gives the blog's name; a home page's title may hold a motto as well.
            title=said.title if said.title and (capture.purpose == "rest_root" or not blog.title) else blog.title,
            engine=said.engine or blog.engine,
            language=said.language or blog.language,
            timezone=blog.timezone if blog.timezone_source == "settings" else said.timezone or blog.timezone,
            timezone_source=blog.timezone_source or ("learnt" if said.timezone else None),
        )


def _merged(settings: BlogSettings, known: Blog | None) -> Blog:
    blog = Blog(settings.name, settings.url)
    if known:
        blog = replace(blog, title=known.title, engine=known.engine, language=known.language)
        if known.timezone_source == "learnt":
            blog = replace(blog, timezone=known.timezone, timezone_source="learnt")
    if settings.timezone:
        blog = replace(blog, timezone=settings.timezone, timezone_source="settings")
    return blog
