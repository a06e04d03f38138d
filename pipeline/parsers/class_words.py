"""Class words: what an element's class and id say it is, in the words that templates use."""

from __future__ import annotations

import re
from functools import lru_cache

FURNITURE, CONTENT, AUTHOR_BOX, CAPTION, META, HIDDEN, TAGS, COMMENTS, LISTING, FOOT, SIDE, LEAD = (
    1 << bit for bit in range(12)
)

# Words of a token are apart by "-", "_" or a digit; a long word is looked for anywhere in it ("jp-relatedposts").
_EDGE = r"(?:\Z|[-_\d])"
_FURNITURE = re.compile(
    r"share(?!holder|point)|sharing|social|related|recommend|newsletter|subscri|sidebar|breadcrumb|(?:\A|[-_])crumbs?(?:\Z|[-_])|paginat|"
    r"cookie|consent|"
    r"addtoany|outbrain|taboola|advert|sponsor|promo(?!t)|teaser(?!-?_?(?:text|intro))s?\b|popup|modal|(?<!code-)toolbar|"
    r"tooltip|readmore|read-more|"
    r"more-link|navigation|navbar|signup|sign-up|whatsapp|telegram|syndicat|trending|popular|gdpr|cli-modal|"
    r"cmplz|privacy-overview|page-?links?|post-pages|link-pages|post-page-numbers|"
    r"masthead|paywall|payant|right-?_?(?:bar|col|column|rail|side)|left-?_?(?:bar|col|rail|nav)|\Asecondary\Z|"
    r"dropdown|megamenu|crosssell|donat|"
    r"(?:\A|[-_])(?:ads?|adsense|adslot|banner|nav|menu|footer|widget|widgets|rating|ratings|vote|votes|voting|"
    r"pager|print|"
    r"skip|login|search|cta|like|likes|follow|feedback|zemanta|yarpp|crp|factbox|toc|"
    r"inline-ad|inread|ticker|meta-nav|likebtn|copyright|disclaimer|credits?|shariff|postnav|prev-next|nextprev|"
    r"optin|opt-in|mc4wp|mailchimp|callout-box|infobox-ad|most-read|topics|more-articles|latest|also|"
    r"up-next)" + _EDGE
)
_COMMENTS = re.compile(
    r"commentform|commentlist|comment-?(?:form|section|area|respond|box)|kommentar|nocomments|disqus|"
    r"(?:\A|[-_])(?:comments|respond|replies)" + _EDGE
)
_CONTENT = re.compile(
    r"(?:\A|[-_])(?:cm-)?(?:entry|post|article|story|single|artikel|news|blog|beitrag|page|body|node|blogpost|"
    r"detail|main|"
    r"text|td-post|field-name|theme-post|wp-block-post|content)[-_]{0,2}"
    r"(?:content|body|text|copy|entry|inhalt|bodytext|main)(?:\Z|[-_])|"
    r"\A(?:e-content|storycontent|entry|entrytext|instapaper_body|articlebody|article_text|body-copy|bodytext|"
    r"post-bodycopy|"
    r"prose|richtext|rich-text|rte|entry-summary|cm-entry-summary|entry-inner|post-entry|articletext|"
    r"text-formatted)\Z"
)
_AUTHOR_BOX = re.compile(
    r"author[-_]{0,2}(?:box|bio|info|desc|about|card|profile|details|block|area|section|vcard|wrap|content|meta|note)|"
    r"(?:about|entry|post|article|single)[-_](?:the[-_])?author(?:\Z|[-_](?:info|bio|box|wrap))|saboxplugin(?:-wrap)?\Z|"
    r"molongui|abh_box|pp-multiple-authors|wp-block-(?:post-)?author|biographical|autorenbox|autor[-_]?(?:box|"
    r"info|bio)|"
    r"(?:\A|[-_])(?:bio|biography|writer|contributor|autor|auteur)" + _EDGE
)
_CAPTION = re.compile(
    r"caption|bildunterschrift|bild-?(?:quelle|nachweis|text)|(?:image|img|photo|foto|picture|"
    r"media)[-_]{0,2}(?:source|desc|copyright|text|info|by|author)|image-?credit|photo-?credit|(?:\A|"
    r"[-_])(?:legend|copyright|credits?)" + _EDGE
)
_META = re.compile(
    r"(?:\A|[-_])(?:byline|meta|(?:post)?meta-?data|postmeta|entry-date|date|dateline|timestamp|time|posted-on|published|pubdate|"
    r"info|infos|"
    r"author|authors|vcard|kicker|eyebrow|reading-time|readtime|updated|details|views|postinfo|categories|"
    r"cat-links|category)" + _EDGE
)
_TAGS = re.compile(
    r"(?:\A|[-_])(?:tags?|taglist|tag-links|tagcloud|keywords|schlagworte|hashtags|post-categories)" + _EDGE
)
_HIDDEN = re.compile(
    r"\A(?:screen-reader-text|sr-only|visually-?hidden|assistive-text|hidden|hide|u-hidden|element-invisible|"
    r"d-none|material-(?:icons?|symbols)[\w-]*|ligature)\Z"
)
# Lists of other posts and of their comments: no template wraps an article in such.
_LISTING = re.compile(
    r"(?:latest|recent|newest)[-_]?(?:comments?|posts?)(?:\Z|[-_])|wp-block-(?:archives|calendar|categories|rss|tag-cloud)"
)
# The post's own foot, in whose lines stand its terms, its author, its time.
_FOOT = re.compile(
    r"(?:\A|[-_])(?:entry|post|article|story|single|beitrag|hentry)[-_]?(?:foot(?:ers?)?|bottom)(?:\Z|[-_])"
)
# What stands beside the post, however much it says.
_SIDE = re.compile(r"(?:\A|[-_])(?:sidebars?|widget[-_]area)(?:\Z|[-_\d])|\Awidget(?:_\w+)?\Z")
# What templates call a post's first paragraph, or the foretaste of another post.
_LEAD = re.compile(
    r"(?:\A|[-_])(?:teaser(?:[-_]?(?:text|intro))?|lead(?:text|[-_](?:text|paragraph))?|intro(?:text|[-_]text)?|vorspann|anlauf|chapeau|"
    r"standfirst|abstract|ingress|entradilla|bajada|copete|sommario)\Z"
)
# WordPress writes a post's own terms into its class: they say what it is about, not what it is.
_TERM = re.compile(r"\A(?:category|tag|postid|pmpro|tag-\w+)-|\Ahas-|\Awith-|\Ano-")
_KINDS = (
    (FURNITURE, _FURNITURE),
    (CONTENT, _CONTENT),
    (AUTHOR_BOX, _AUTHOR_BOX),
    (CAPTION, _CAPTION),
    (META, _META),
    (HIDDEN, _HIDDEN),
    (TAGS, _TAGS),
    (COMMENTS, _COMMENTS),
    (LISTING, _LISTING),
    (FOOT, _FOOT),
    (SIDE, _SIDE),
    (LEAD, _LEAD),
)


@lru_cache(maxsize=65_536)
def kinds_of(token: str) -> int:
    """What a class token or id (lower case) says, as flags. Cached: a blog's pages share their templates."""
    if _TERM.match(token):
        return 0
    return sum(flag for flag, pattern in _KINDS if pattern.search(token))
