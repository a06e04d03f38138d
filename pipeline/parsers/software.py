"""Software: which blog engine made a page, by what only that engine writes."""

from __future__ import annotations

from pipeline.parsers.document import Page

# What `meta generator` begins with or holds, in lower case.
_GENERATORS = (
    ("wordpress.com", "wordpress"),
    ("wordpress", "wordpress"),
    ("blogger", "blogger"),
    ("drupal", "drupal"),
    ("ghost", "ghost"),
    ("joomla", "joomla"),
    ("typo3", "typo3"),
    ("movable type", "movabletype"),
    ("typepad", "typepad"),
    ("serendipity", "serendipity"),
    ("squarespace", "squarespace"),
    ("wix.com", "wix"),
    ("hugo", "hugo"),
    ("jekyll", "jekyll"),
    ("spip", "spip"),
    ("tumblr", "tumblr"),
    ("discourse", "discourse"),
    ("medium", "medium"),
    ("substack", "substack"),
    ("dotclear", "dotclear"),
    ("textpattern", "textpattern"),
)

# What stands in the page's addresses, or for WordPress anywhere, where the generator was taken out.
_TRACES = (
    ("/wp-content/", "wordpress"),
    ("/wp-includes/", "wordpress"),
    ("api.w.org", "wordpress"),
    ("www.blogger.com/", "blogger"),
    ("substackcdn.com", "substack"),
    ("static1.squarespace.com", "squarespace"),
    ("assets.tumblr.com", "tumblr"),
    ("/sites/default/files/", "drupal"),
    ("static.typepad.com", "typepad"),
)


def engine_of(page: Page) -> str | None:
    """The engine's name in lower case, null where nothing tells."""
    for generator in page.meta.get("generator", ()):
        stated = generator.lower()
        for words, name in _GENERATORS:
            if words in stated:
                return name
    if page.says("wp-") and any(page.says(trace) for trace, name in _TRACES if name == "wordpress"):
        return "wordpress"
    return next((name for trace, name in _TRACES if trace in page.addresses), None)
