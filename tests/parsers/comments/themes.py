"""WordPress themes and comment plugins with markup of their own: a thread as each of them prints it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from tests.parsers.comments.said import Said, flat
from tests.parsers.comments.template import Template, nested
from tests.parsers.comments.templates import on_wordpress


def _classes(depth: int) -> str:
    return f"comment {'even' if depth % 2 else 'odd'} alt depth-{depth + 1}"


def _reply(said: Said) -> str:
    return (
        f'<a rel="nofollow" class="comment-reply-link" href="https://blog.example/a-post/?replytocom={said.key}#respond"'
        f' data-commentid="{said.key}" data-postid="7">{said.house.words["reply"]}</a>'
    )


def _linked(said: Said) -> str:
    return f'<a href="https://{said.key}.example/" class="url" rel="ugc external nofollow">{escape(said.name)}</a>'


def genesis(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        link = f"https://blog.example/a-post/#comment-{said.key}"
        return (
            f'<li class="{_classes(depth)}" id="comment-{said.key}"><article id="article-comment-{said.key}" '
            f'itemprop="comment" itemscope itemtype="https://schema.org/Comment"><header class="comment-header"><p '
            f'class="comment-author" itemprop="author" itemscope itemtype="https://schema.org/Person"><img alt="" '
            f'src="/a.png" class="avatar avatar-48 photo"><span itemprop="name"><a href="http://x.example/" '
            f'class="comment-author-link" rel="external nofollow" itemprop="url">{escape(said.name)}</a></span> <span '
            f'class="says">says</span></p><p class="comment-meta"><time class="comment-time" itemprop="datePublished">'
            f'<a class="comment-time-link" href="{link}" itemprop="url">{said.shown}</a></time></p></header><div '
            f'class="comment-content" itemprop="text">{said.markup}</div><div class="comment-reply">'
            f"{_reply(said)}</div></article>"
        )

    listing = nested(roots, item, '<ul class="children">', "</ul>", "</li>")
    return f'<div class="entry-comments"><h3>Comments</h3><ol class="comment-list">{listing}</ol></div>'


def genesis_xhtml(roots: list[Said]) -> str:
    """Genesis before version 2."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="{_classes(depth)}" id="comment-{said.key}"><div class="comment-header"><div '
            f'class="comment-author vcard"><img alt="" src="/a.png" class="avatar"><cite class="fn">{_linked(said)}'
            f'</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata"><a '
            f'href="https://blog.example/a-post/#comment-{said.key}">{said.shown}</a></div></div><div '
            f'class="comment-content">{said.markup}</div><div class="reply">{_reply(said)}</div>'
        )

    listing = nested(roots, item, '<ul class="children">', "</ul>", "</li>")
    return f'<div id="comments"><h3>Comments</h3><ol class="comment-list">{listing}</ol></div>'


def thesis(roots: list[Said]) -> str:
    """Answers in a `dl` inside the parent's `dd`."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<dt class="{_classes(depth)}" id="comment-{said.key}"><span class="avatar"><img src="/a.png" alt=""></span>'
            f'<span class="comment_author">{_linked(said)}</span> <span class="comment_time"><a '
            f'href="#comment-{said.key}" title="Permalink to this comment" rel="nofollow">{said.shown}</a></span>'
            f'</dt><dd class="{_classes(depth)}"><div class="format_text" id="comment-body-{said.key}">'
            f'{said.markup}<p class="reply">{_reply(said)}</p></div>'
        )

    return f'<dl id="comment_list">{nested(roots, item, "<dl class=children>", "</dl>", "</dd>")}</dl>'


def avada(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="{_classes(depth)}"><div class="the-comment" id="comment-{said.key}"><div class="avatar"><img '
            f'src="/a.png" alt=""></div><div class="comment-box"><div class="comment-author meta"><strong>{_linked(said)}'
            f"</strong> {said.shown} - {_reply(said)}</div><div class=\"comment-text\">{said.markup}</div>"
            f"</div></div>"
        )

    listing = nested(roots, item, '<ul class="children">', "</ul>", "</li>")
    return f'<div class="comments-container"><ol class="comment-list commentlist">{listing}</ol></div>'


def divi(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="{_classes(depth)}" id="li-comment-{said.key}"><article id="comment-{said.key}" '
            f'class="comment-body clearfix"><div class="comment_avatar"><img src="/a.png" alt="Avatar"></div><div '
            f'class="comment_postinfo"><span class="fn">{_linked(said)}</span> <span class="comment_date">on '
            f'{said.shown}</span></div><div class="comment_area"><div class="comment-content clearfix">'
            f'{said.markup}<span class="reply-container">{_reply(said)}</span></div></div></article>'
        )

    listing = nested(roots, item, '<ul class="children">', "</ul>", "</li>")
    return f'<section id="comment-wrap"><ol class="commentlist clearfix">{listing}</ol></section>'


def impreza(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        return (
            f'<div class="w-comments-item {_classes(depth)}" id="comment-{said.key}"><div class="w-comments-item-meta">'
            f'<div class="w-comments-item-icon"><img src="/a.png" alt=""></div><a href="http://x.example/" '
            f'target="_blank" rel="nofollow"><div class="w-comments-item-author"><span>{escape(said.name)}</span></div>'
            f'</a><a class="w-comments-item-date" href="#comment-{said.key}">{said.shown}</a></div><div '
            f'class="w-comments-item-text">{said.markup}</div>'
            f'<span class="w-comments-item-answer">{_reply(said)}</span>'
        )

    listing = nested(roots, item, '<div class="w-comments-childlist">', "</div>", "</div>")
    return f'<div class="w-comments"><div class="w-comments-list">{listing}</div></div>'


def epoch(roots: list[Said]) -> str:
    """The plugin's template prints the name of a field where the machine's time should be."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<div id="comment-{said.key}" class="{_classes(depth)} parent"><article id="div-comment-{said.key}" '
            f'class="comment-body epoch-wrap"><footer class="comment-meta"><div class="comment-author vcard"><img '
            f'src="/a.png" alt="" class="avatar"><b class="fn">{_linked(said)}</b></div><div class="comment-metadata"><a '
            f'href="#comment-{said.key}"><time datetime="comment_date">{said.shown}</time></a></div></footer><div '
            f'class="comment-content">{said.markup}</div><div class="reply">{_reply(said)}</div></article>'
        )

    listing = nested(roots, item, '<div class="epoch-children">', "</div>", "</div>")
    return f'<div id="epoch-comments"><div id="epoch-wrap">{listing}</div></div>'


def wpdiscuz5(roots: list[Said]) -> str:
    above = {said.key: parent.key if parent else 0 for said, parent in flat(roots)}

    def item(said: Said, depth: int) -> str:
        ident = f"{said.key}_{above[said.key]}"
        return (
            f'<div id="wc-comm-{ident}" class="wc-comment {"wc-reply " if depth else ""}wc-blog-guest '
            f'wc_comment_level-{depth + 1}"><div class="wc-comment-left"><div class="wc-avatar"><img src="/a.png" '
            f'alt="{escape(said.name)}" class="avatar"></div><div class="wc-blog-guest wc-comment-label"><span>Guest</span>'
            f'</div></div><div id="comment-{said.key}" class="wc-comment-right"><div class="wc-comment-header"><div '
            f'class="wc-comment-author">{escape(said.name)}</div><div class="wc-comment-link"><div class="wc-share-link">'
            f'<i class="fas fa-share-alt"></i></div><span class="wc-comment-img-link-wrap wc_hide"><input type="text" '
            f'class="wc-comment-img-link" value="https://blog.example/a-post/#comment-{said.key}"></span></div></div><div '
            f'class="wc-comment-text">{said.markup}</div><div class="wc-comment-footer"><div '
            f'class="wc-footer-left"><span class="wc-vote-link wc-up" title="Vote Up"><i></i></span><span '
            f'class="wc-vote-result">0</span><span class="wc-reply-button wc-cta-button" title="Reply">Reply</span></div>'
            f'<div class="wc-footer-right"><div class="wc-comment-date"><i class="far fa-clock"></i>{said.shown}</div>'
            f'<div class="wc-toggle"><a href="#" title="Hide Replies">∧</a></div></div></div></div><div '
            f'class="wpdiscuz_clear"></div><div id="wpdiscuz_form_anchor-{ident}"></div>'
        )

    return f'<div id="wpcomm"><div id="wcThreadWrapper" class="wc-thread-wrapper">{nested(roots, item, "", "", "</div>")}</div></div>'


def wpdiscuz7(roots: list[Said]) -> str:
    above = {said.key: parent for said, parent in flat(roots)}

    def item(said: Said, depth: int) -> str:
        parent = above[said.key]
        ident = f"{said.key}_{parent.key if parent else 0}"
        answers = (
            f'<div class="wpd-reply-to"><i class="far fa-comments"></i> Reply to&nbsp; <a href="#comment-{parent.key}">'
            f"{escape(parent.name)}</a></div>" if parent else ""
        )
        return (
            f'<div id="wpd-comm-{ident}" class="{_classes(depth)} wpd-comment wpd_comment_level-{depth + 1}"><div '
            f'class="wpd-comment-wrap wpd-blog-guest"><div class="wpd-comment-left"><div class="wpd-avatar"><img '
            f'src="/a.png" alt="{escape(said.name)}"></div><div class="wpd-comment-label" wpd-tooltip="Guest"><span>Guest'
            f'</span></div></div><div id="comment-{said.key}" class="wpd-comment-right"><div class="wpd-comment-header"><div '
            f'class="wpd-comment-author"><a href="http://x.example/" rel="noreferrer ugc nofollow" target="_blank">'
            f'{escape(said.name)}</a></div><div class="wpd-comment-date" title="{said.shown}"><i '
            f'class="far fa-clock"></i> 7 years ago</div><div class="wpd-space"></div><div class="wpd-comment-link '
            f'wpd-hidden"><span wpd-tooltip="Comment Link"><svg></svg></span></div></div>{answers}<div '
            f'class="wpd-comment-text">{said.markup}</div><div class="wpd-comment-footer"><div '
            f'class="wpd-vote"><div class="wpd-vote-up wpd_not_clicked"></div><div class="wpd-vote-result" title="0">0</div>'
            f'</div><div class="wpd-reply-button"><svg></svg><span>Reply</span></div><div class="wpd-space"></div></div></div>'
            f'</div><div id="wpdiscuz_form_anchor-{ident}"></div>'
        )

    return (
        f'<div id="wpdcom" class="wpdiscuz_unauth"><div id="wpd-threads" class="wpd-thread-wrapper"><div '
        f'class="wpd-thread-list">{nested(roots, item, "", "", "</div>")}</div></div></div>'
    )


def disqus_fallback(roots: list[Said]) -> str:
    """What the Disqus plugin prints for those who have no script: flat, no times."""
    rows = "".join(
        f'<li class="comment even depth-1" id="dsq-comment-{said.key}"><div id="dsq-comment-header-{said.key}" '
        f'class="dsq-comment-header"><cite id="dsq-cite-{said.key}"><a id="dsq-author-user-{said.key}" '
        f'href="http://x.example/" target="_blank" rel="nofollow">{escape(said.name)}</a></cite></div><div '
        f'id="dsq-comment-body-{said.key}" class="dsq-comment-body"><div id="dsq-comment-message-{said.key}" '
        f'class="dsq-comment-message">{said.markup}</div></div></li>'
        for said, _ in flat(roots)
    )
    return f'<div id="disqus_thread"><div id="dsq-content"><ul id="dsq-comments">{rows}</ul></div></div>'


def _theme(listing: Callable[[list[Said]], str], nests: bool = True, dated: bool = True) -> Template:
    return Template(partial(on_wordpress, listing), engine="wordpress", nests=nests, dated=dated)


THEMES = {
    "genesis": _theme(genesis),
    "genesis 1": _theme(genesis_xhtml),
    "thesis": _theme(thesis),
    "avada": _theme(avada),
    "divi": _theme(divi),
    "impreza": _theme(impreza),
    "epoch": _theme(epoch),
    "wpdiscuz 5": _theme(wpdiscuz5),
    "wpdiscuz 7": _theme(wpdiscuz7),
    "disqus fallback": _theme(disqus_fallback, nests=False, dated=False),
}
