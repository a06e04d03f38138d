"""Class words: what an element's class and id say it is, in the words that templates use."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.parsers.stems import StemSearch, leading_stem

(
    FURNITURE,
    CONTENT,
    AUTHOR_BOX,
    CAPTION,
    META,
    HIDDEN,
    TAGS,
    COMMENTS,
    LISTING,
    FOOT,
    SIDE,
    LEAD,
    BYLINE,
    TERM_LIST,
) = (1 << bit for bit in range(14))

# Words of a token are apart by "-", "_" or a digit; a long word is looked for anywhere in it ("jp-relatedposts").
_BEFORE, _EDGE = r"(?:\A|[-_])", r"(?:\Z|[-_\d])"


class _Words(NamedTuple):
    """A pattern for class tokens, and stems of which each of its matches holds one (`stems`)."""

    pattern: re.Pattern[str]
    stems: tuple[str, ...]


def _words(anywhere: str = "", apart: str = "", whole: str = "", more: str = "", stems: str = "") -> _Words:
    """Alternatives with a space between, each beginning with letters that it can't do without.

    Args:
        anywhere: looked for anywhere in a token. apart: words of it. whole: all of it.
        more: a further pattern. stems: of that one.
    """
    looked_for, words, tokens = anywhere.split(), apart.split(), whole.split()
    patterns = [
        *looked_for,
        *([f"{_BEFORE}(?:{'|'.join(words)}){_EDGE}"] if words else ()),
        *([rf"\A(?:{'|'.join(tokens)})\Z"] if tokens else ()),
        *([more] if more else ()),
    ]
    found = dict.fromkeys([*map(leading_stem, [*looked_for, *words, *tokens]), *stems.split()])
    return _Words(re.compile("|".join(patterns)), tuple(found))


_FURNITURE = _words(
    anywhere=r"share(?!holder|point) sharing social related recommend newsletter subscri sidebar breadcrumb paginat "
    r"cookie consent addtoany outbrain taboola advert sponsor promo(?!t) teaser(?!-?_?(?:text|intro))s?\b popup modal "
    r"(?<!code-)toolbar tooltip readmore read-more more-link navigation navbar signup sign-up whatsapp telegram "
    r"syndicat trending popular gdpr cli-modal cmplz privacy-overview page-?links? post-pages link-pages "
    r"post-page-numbers masthead paywall payant right-?_?(?:bar|col|column|rail|side) left-?_?(?:bar|col|rail|nav) "
    r"dropdown megamenu crosssell donat ctt-btn ctt-button jdgm-rev yotpo loox-rev stamped-rev",
    apart="ads? adsense adslot banner nav menu footer widget widgets rating ratings vote votes voting pager print skip "
    "login search cta like likes follow feedback zemanta yarpp crp factbox toc inread ticker meta-nav "
    "likebtn copyright disclaimer credits? shariff postnav prev-next nextprev optin opt-in mc4wp mailchimp "
    "most-read topics more-articles latest also",
    whole="secondary",
    more=r"(?:\A|[-_])crumbs?(?:\Z|[-_])",
    stems="crumb",
)
_COMMENTS = _words(
    anywhere="commentform commentlist comment-?(?:form|section|area|respond|box) kommentar nocomments disqus",
    apart="comments respond replies",
)
_BODY_WORDS = "content body text copy entry inhalt bodytext main"
_CONTENT = _words(
    whole="e-content storycontent entry entrytext instapaper_body articlebody article_text body-copy bodytext "
    "post-bodycopy prose richtext rich-text rte entry-summary cm-entry-summary entry-inner post-entry articletext "
    "text-formatted",
    more=r"(?:\A|[-_])(?:cm-)?(?:entry|post|article|story|single|artikel|news|blog|beitrag|page|body|node|blogpost|"
    r"detail|main|text|td-post|field-name|theme-post|wp-block-post|content)[-_]{0,2}"
    rf"(?:{'|'.join(_BODY_WORDS.split())})(?:\Z|[-_])",
    stems=_BODY_WORDS,
)
_AUTHOR_BOX = _words(
    anywhere=r"author[-_]{0,2}(?:box|bio|info|desc|about|card|profile|details|block|area|section|vcard|wrap|content|"
    r"meta|note) saboxplugin(?:-wrap)?\Z molongui abh_box pp-multiple-authors wp-block-(?:post-)?author biographical "
    r"autorenbox autor[-_]?(?:box|info|bio)",
    apart="bio biography writer contributor autor auteur",
    more=r"(?:about|entry|post|article|single)[-_](?:the[-_])?author(?:\Z|[-_](?:info|bio|box|wrap))",
    stems="author",
)
_CAPTION = _words(
    anywhere="caption bildunterschrift bild-?(?:quelle|nachweis|text) image-?credit photo-?credit",
    apart="legend copyright credits?",
    more=r"(?:image|img|photo|foto|picture|media)[-_]{0,2}(?:source|desc|copyright|text|info|by|author)",
    stems="image img photo foto picture media",
)
# A box of an author, as in Bootstrap's "alert alert-info".
_NO_BOX = r"(?<!alert-info)(?<!callout-info)(?<!panel-info)(?<!notice-info)(?<!message-info)(?![-_]?box)"
_META = _words(
    apart="byline meta meta-?data postmeta-?data postmeta entry-date date dateline timestamp time posted-on published "
    rf"pubdate info{_NO_BOX} infos author authors vcard kicker eyebrow reading-time readtime updated details views "
    "postinfo categories cat-links category",
)
_TAGS = _words(apart="tags? taglist tag-links tagcloud keywords schlagworte hashtags post-categories")
_HIDDEN = _words(
    whole=r"screen-reader-text sr-only visually-?hidden assistive-text hidden hide u-hidden element-invisible d-none "
    r"material-(?:icons?|symbols)[\w-]* ligature"
)
# Lists of other posts and of their comments: no template wraps an article in such.
_LISTING = _words(
    anywhere="wp-block-(?:archives|calendar|categories|rss|tag-cloud)",
    more=r"(?:latest|recent|newest)[-_]?(?:comments?|posts?)(?:\Z|[-_])",
    stems="latest recent newest",
)
# The post's own foot, in whose lines stand its terms, its author, its time.
_FOOT = _words(
    more=r"(?:\A|[-_])(?:entry|post|article|story|single|beitrag|hentry)[-_]?(?:foot(?:ers?)?|bottom)(?:\Z|[-_])",
    stems="foot bottom",
)
# What stands beside the post, however much it says.
_SIDE = _words(more=r"(?:\A|[-_])(?:sidebars?|widget[-_]area)(?:\Z|[-_\d])|\Awidget(?:_\w+)?\Z", stems="sidebar widget")
# What templates call a post's first paragraph, or the foretaste of another post.
_LEAD = _words(
    more=r"(?:\A|[-_])(?:teaser(?:[-_]?(?:text|intro))?|lead(?:text|[-_](?:text|paragraph))?|intro(?:text|[-_]text)?|"
    r"vorspann|chapeau|standfirst|abstract|ingress|entradilla|bajada|copete|sommario)\Z",
    stems="teaser lead intro vorspann chapeau standfirst abstract ingress entradilla bajada copete sommario",
)
_NAMED = "author authors autor autoren auteur auteurs autore byline by-line writer posted-by postedby vcard fn " \
    "redakteur verfasser contributor publisher username"
_BYLINE = _words(
    anywhere="authorname author[-_]name byline",
    more=rf"(?:\A|[-_])(?:{'|'.join(_NAMED.split())})"
    r"(?:s?\Z|[-_]+(?:info[-_]+)?(?:name|names|link|vcard|title|url|text|list)\Z)",
    stems=_NAMED,
)
_TERM_LIST = _words(
    more=r"tag-?links|post-?tags|entry-?tags|tags-?links|tagged|taglist|cat-?links|post-?categor|entry-?categor|taxonomy|"
    r"(?:\A|[-_])tags\Z",
    stems="tag cat taxonomy",
)
_KINDS = {
    FURNITURE: _FURNITURE,
    CONTENT: _CONTENT,
    AUTHOR_BOX: _AUTHOR_BOX,
    CAPTION: _CAPTION,
    META: _META,
    HIDDEN: _HIDDEN,
    TAGS: _TAGS,
    COMMENTS: _COMMENTS,
    LISTING: _LISTING,
    FOOT: _FOOT,
    SIDE: _SIDE,
    LEAD: _LEAD,
    BYLINE: _BYLINE,
    TERM_LIST: _TERM_LIST,
}
# WordPress writes a post's own terms into its class: they say what it is about, not what it is.
_TERM = re.compile(r"(?:category|tag|postid|pmpro|tag-\w+)-|has-|with-|no-")
_WHATEVER = BYLINE | TERM_LIST
_SEARCH = StemSearch({flag: words.stems for flag, words in _KINDS.items()})


@lru_cache(maxsize=65_536)
def kinds_of(token: str) -> int:
    """What a class token or id (lower case) says, as flags. Cached: a blog's pages share their templates."""
    may_be = _SEARCH.flags_in(token)
    if may_be and _TERM.match(token):
        may_be &= _WHATEVER
    said = 0
    for flag, search in _patterns(may_be):
        if search(token):
            said |= flag
    return said & ~BYLINE if said and "comment" in token else said


@cache
def _patterns(flags: int) -> tuple[tuple[int, Callable[[str], object]], ...]:
    return tuple((flag, words.pattern.search) for flag, words in _KINDS.items() if flag & flags)


def is_byline(names: str) -> bool:
    """Whether a whole class list, as it stands, is a byline's."""
    return _BYLINE.pattern.search(names) is not None
