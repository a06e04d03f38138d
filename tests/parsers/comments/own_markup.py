"""Templates of engines other than WordPress: a thread rendered as each of them prints it into its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from html import escape

from tests.parsers.comments.said import Said, flat, with_depth
from tests.parsers.comments.template import Template, above, boxed, inside, nested, post


def _utc(said: Said) -> str:
    return (said.at - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _epoch(said: Said) -> int:
    return int((said.at - timedelta(hours=1)).replace(tzinfo=UTC).timestamp())


def _levelled(roots: list[Said], item: Callable[[Said, int], str]) -> str:
    """Items beside each other that are told their depth."""
    return "".join(item(said, depth) for said, depth in with_depth(roots))


def _topic(roots: list[Said], item: Callable[[Said], str], html: str = "", around: tuple[str, str] = ("", "")) -> str:
    """A forum's page: the posts alone, the opening one first."""
    posts = "".join(item(said) for said, _ in flat(roots))
    return (
        f'<!DOCTYPE html><html{html} lang="{roots[0].house.language}"><head><meta charset="utf-8"><title>A topic'
        f'</title></head><body><h1>A topic</h1>{around[0]}{posts}{around[1]}<p>Imprint</p></body></html>'
    )


# Blogs ----------------------------------------------------------------------------------------------------------------


def blogger(roots: list[Said]) -> str:
    """Threaded comments, as Blogger's script leaves them; `p.comment-content` knows line breaks alone."""

    def item(said: Said, depth: int) -> str:
        key, word = f"9900{said.key}", said.house.words["reply"]
        return (
            f'<li class="comment" id="c{key}"><div class="avatar-image-container"><img src="/a.png" alt=""/></div><div '
            f'class="comment-block"><div class="comment-header"><cite class="user"><a rel="nofollow" '
            f'href="https://www.blogger.com/profile/{said.key}">{escape(said.name)}</a></cite><span class="icon user ">'
            f'</span><span class="datetime secondary-text"><a rel="nofollow" href="https://blog.example/a-post/'
            f'?showComment={_epoch(said)}000#c{key}">{said.shown}</a></span></div><p class="comment-content">{said.lines}'
            f'</p><span class="comment-actions secondary-text"><a class="comment-reply" target="_self" '
            f'data-comment-id="{key}">{word}</a><span class="item-control blog-admin pid-1"><a target="_self" '
            f'href="https://www.blogger.com/delete-comment.g?postID={key}">Delete</a></span></span></div><div '
            f'class="comment-replies"><div class="comment-thread inline-thread hidden" id="c{key}-rt"><span '
            f'class="thread-toggle thread-expanded"><span class="thread-arrow"></span><span class="thread-count"><a '
            f'target="_self">Replies</a></span></span>'
        )

    listing = nested(
        roots, item, '<ol class="thread-chrome thread-expanded">', "</ol>",
        last='</div></div><div class="comment-replybox-single"></div>',
    )
    thread = f'<div class="comment-thread toplevel-thread"><ol id="top-ra">{listing}</ol></div>'
    return post(
        roots, f'<div class="comments-content"><div id="comment-holder">{thread}</div></div>',
        head='<meta content="blogger" name="generator"/>', site='<section class="comments threaded" id="comments">',
        title="h4",
    ).replace("</div></main>", "</section></main>")


def blogger_old(roots: list[Said]) -> str:
    """The flat `dl`, whose `dt` says "X said..."."""

    def item(said: Said) -> str:
        key = f"9900{said.key}"
        name = f'<a href="https://www.blogger.com/profile/{said.key}" rel="nofollow">{escape(said.name)}</a>'
        return (
            f'<dt class="comment-author" id="c{key}"><a name="c{key}"></a><div class="avatar-image-container"></div>'
            f'{name if said.key % 2 == 0 else escape(said.name)} said...</dt>'
            f'<dd class="comment-body" id="Blog1_cmt-{key}"><p>{said.lines}</p></dd><dd class="comment-footer"><span '
            f'class="comment-timestamp"><a href="https://blog.example/a-post/?showComment={_epoch(said)}000#c{key}" '
            f'title="comment permalink">{said.shown}</a><span class="item-control"><a class="comment-delete"></a></span>'
            f'</span></dd>'
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(
        roots, f'<dl id="comments-block">{listing}</dl>', head='<meta content="blogger" name="generator"/>',
        site='<div class="comments" id="comments">', title="h4",
    )


def blogger_minima(roots: list[Said]) -> str:
    """Templates of before 2006."""

    def item(said: Said) -> str:
        key = f"9900{said.key}"
        return (
            f'<dt class="comment-poster" id="c{key}"><a name="c{key}"></a><span style="line-height:16px"><a '
            f'href="http://www.blogger.com/profile/1" rel="nofollow">{escape(said.name)}</a></span> said...</dt><dd '
            f'class="comment-body"><p>{said.lines}</p></dd><dd class="comment-timestamp"><a href="#c{key}" '
            f'title="comment permalink">{said.shown}</a> <span class="item-control"><a></a></span></dd>'
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(
        roots, f'<a name="comments"></a><dl id="comments-block">{listing}</dl>', site='<div id="comments">', title="h4",
        head='<meta content="blogger" name="generator"/>',
    )


def drupal6(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<a id="comment-{said.key}"></a><div class="comment"><h3><a href="/node/7#comment-{said.key}" class="active">'
            f'A title</a></h3><div class="submitted">{said.shown} — {escape(said.name)}</div><div class="content">'
            f'{said.markup}</div><div class="links"><ul class="links"><li class="comment_reply first last"><a '
            f'href="/comment/reply/7/{said.key}">reply</a></li></ul></div></div>'
        )

    listing = boxed(roots, item, '<div class="indented">', "</div>")
    script = "<script>jQuery.extend(Drupal.settings, {});</script>"
    return post(roots, listing, site='<div id="comments">', after=script)


def drupal7(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        link = f"/comment/{said.key}#comment-{said.key}"
        return (
            f'<a id="comment-{said.key}"></a><div class="comment odd clearfix" about="{link}" '
            f'typeof="sioc:Post sioct:Comment"><h3 property="dc:title" datatype=""><a href="{link}" class="permalink" '
            f'rel="bookmark">A title</a></h3><div class="submitted"><a href="{link}" class="permalink" rel="bookmark">'
            f'Permalink</a> <span property="dc:date dc:created" content="{said.at.isoformat()}+01:00" '
            f'datatype="xsd:dateTime" rel="sioc:has_creator">Submitted by <span class="username" xml:lang="" '
            f'typeof="sioc:UserAccount" property="foaf:name" datatype="">{escape(said.name)}</span> on {said.shown}.'
            f'</span></div><div class="content"><span rel="sioc:reply_of" resource="/node/7" class="rdf-meta '
            f'element-hidden"></span><div class="field field-name-comment-body"><div class="field-items"><div '
            f'class="field-item even" property="content:encoded">{said.markup}</div></div></div></div><ul '
            f'class="links inline"><li class="comment-reply"><a href="/comment/reply/7/{said.key}">reply</a></li></ul>'
            f"</div>"
        )

    listing = boxed(roots, item, '<div class="indented">', "</div>")
    return post(
        roots, listing, head='<meta name="Generator" content="Drupal 7 (http://drupal.org)" />',
        site='<div id="comments" class="comment-wrapper">',
    )


def _drupal8(roots: list[Said], listing: str) -> str:
    return post(
        roots, listing, head='<meta name="Generator" content="Drupal 9 (https://www.drupal.org)" />',
        site='<div class="field field--name-comment comment-wrapper">',
    )


def _drupal8_item(said: Said, parent: Said | None) -> str:
    answers = (
        f'<p class="comment-parent visually-hidden">In reply to <a href="/comment/{parent.key}#comment-{parent.key}" '
        f'class="permalink" rel="bookmark">A title</a> by <span lang="" typeof="schema:Person" property="schema:name" '
        f'datatype="">{escape(parent.name)}</span></p>'
        if parent
        else ""
    )
    return (
        f'<article role="article" data-comment-user-id="0" id="comment-{said.key}" class="comment js-comment '
        f'by-anonymous clearfix" about="/comment/{said.key}" typeof="schema:Comment"><footer '
        f'class="comment__meta"><p class="comment__author"><span rel="schema:author"><span lang="" '
        f'typeof="schema:Person" property="schema:name" datatype="">{escape(said.name)} (not verified)</span></span></p>'
        f'<p class="comment__time">{said.shown}<span property="schema:dateCreated" '
        f'content="{_utc(said).replace("Z", "+00:00")}" class="hidden"></span></p><p class="comment__permalink"><a '
        f'href="/comment/{said.key}#comment-{said.key}">Permalink</a></p>{answers}</footer><div '
        f'class="comment__content"><h3 property="schema:name" datatype=""><a '
        f'href="/comment/{said.key}#comment-{said.key}" class="permalink">A title</a></h3><div property="schema:text" '
        f'class="clearfix text-formatted field field--name-comment-body">{said.markup}</div><ul class="links inline">'
        f'<li><a href="/comment/reply/node/7/comment/{said.key}">Reply</a></li></ul></div></article>'
    )


def drupal8(roots: list[Said]) -> str:
    parents = above(roots)
    listing = boxed(roots, lambda said: _drupal8_item(said, parents[said.key]), '<div class="indented">', "</div>")
    return _drupal8(roots, listing)


def drupal_flat(roots: list[Said]) -> str:
    """A flat thread: what is answered stands in the hidden "In reply to" alone."""
    return _drupal8(roots, "".join(_drupal8_item(said, parent) for said, parent in flat(roots)))


def drupal_olivero(roots: list[Said]) -> str:
    """The theme of versions 9 and 10."""

    def item(said: Said) -> str:
        return (
            f'<article role="article" data-comment-user-id="0" id="comment-{said.key}" class="comment js-comment '
            f'by-anonymous"><div class="comment__picture-wrapper"><div class="comment__picture"></div></div><div '
            f'class="comment__text-wrapper"><footer class="comment__meta"><p class="comment__author"><span>'
            f'{escape(said.name)}</span></p><p class="comment__time">{said.shown}</p></footer><div '
            f'class="comment__content"><div class="text-content clearfix field field--name-comment-body">'
            f'{said.markup}</div><div class="comment__links"><ul class="links inline"><li class="comment-reply"><a '
            f'href="/comment/reply/node/7/comment/{said.key}">Reply</a></li></ul></div></div></div></article>'
        )

    return _drupal8(roots, boxed(roots, item, '<div class="indented">', "</div>"))


def serendipity(roots: list[Said]) -> str:
    """2k11: the day in the heading, the hour in the footer."""

    def item(said: Said, depth: int) -> str:
        day = f"{said.at:%A, %B} {said.at.day:2}. {said.at.year}"
        return (
            f'<article id="c{said.key}" class="serendipity_comment odd commentlevel-{depth}"><header class="clearfix">'
            f'<h4><a href="http://x.example">{escape(said.name)}</a> on <time datetime="{said.at.isoformat()}+01:00">'
            f'{day}</time>:</h4></header><div class="serendipity_commentBody clearfix content">{said.lines}</div>'
            f'<footer><time>{said.at:%H:%M}</time> | <a class="comment_source_trace" href="#c{said.key}">Link</a> | '
            f'<a class="comment_reply" href="#serendipity_CommentForm">Reply</a></footer></article>'
        )

    return post(roots, _levelled(roots, item), site='<section id="comments" class="serendipity_comments">')


def serendipity_old(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        return (
            f'<a id="c{said.key}"></a><div id="serendipity_comment_{said.key}" class="serendipity_comment odd" '
            f'style="padding-left: {20 * depth}px"><div class="serendipity_commentBody">{said.lines}</div>'
            f'<div class="serendipity_comment_source"><a class="comment_source_trace" href="#c{said.key}">#1</a> '
            f'<span class="comment_source_author">{escape(said.name)}</span> on <span class="comment_source_date">'
            f'{said.shown}</span> (<a class="comment_reply" href="#form">Reply</a>)</div></div>'
        )

    return post(roots, _levelled(roots, item), site='<div class="serendipity_comments">')


def spip(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<li class="forum-fil"><div class="forum-message"><div class="forum-chapo"><strong class="forum-titre">'
            f'<a href="#forum{said.key}" name="forum{said.key}" id="forum{said.key}">A title</a></strong><small><abbr '
            f'class="published" title="{_utc(said)}">{said.shown}</abbr>, <span class="sep">par </span> <span '
            f'class="forum-auteur vcard"><span class="fn">{escape(said.name)}</span></span></small></div><div '
            f'class="forum-texte">{said.markup}</div><p class="forum-repondre-message"><a '
            f'href="/spip.php?page=forum&amp;id_forum={said.key}">Répondre à ce message</a></p></div>'
        )

    return post(roots, inside(roots, item, '<ul class="forum">', "</ul>", "</li>"), site='<div id="forum">')


def livejournal(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<div id="ljcmt{said.key}" class="ljcmt_full comment-wrapper" style="margin-left: {25 * depth}px"><div '
            f'class="comment-head"><span class="ljuser i-ljuser" lj:user="{user}"><a href="https://x.lj.example/profile">'
            f'<img class="i-ljuser-userhead" src="/u.png" alt=""></a><a href="https://x.lj.example/" '
            f'class="i-ljuser-username"><b>{user}</b></a></span> <span class="comment-time">{said.shown} (UTC)</span> '
            f'<a href="https://x.lj.example/1.html?thread={said.key}#t{said.key}">(Link)</a></div><div '
            f'class="comment-text">{said.lines}</div><div class="comment-menu"><a href="?replyto={said.key}">(Reply)</a>'
            f"</div></div>"
        )

    return post(roots, _levelled(roots, item), site='<div id="comments">')


def dreamwidth(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<div id="t{said.key}" class="dwexpcomment" style="margin-left:{25 * depth}px"><div id="cmt{said.key}" '
            f'class="full comment odd"><div class="inner"><div class="header"><h4 class="comment-title">(no subject)</h4>'
            f'<div class="userpic"><img src="/u.png"></div><span class="poster comment-poster">From: <span '
            f'lj:user="{user}" class="ljuser"><a href="https://x.dw.example/"><b>{user}</b></a></span></span><span '
            f'class="datetime"><span class="comment-date-text">Date:</span> <span title="2 days after journal entry">'
            f'{said.shown} (UTC)</span></span></div><div class="contents"><div class="comment-content">{said.lines}</div>'
            f'</div><div class="footer"><ul class="text-links comment-interaction-links"><li class="link reply"><a '
            f'href="?replyto={said.key}">Reply</a></li></ul></div></div></div></div>'
        )

    return post(roots, _levelled(roots, item), site='<div id="comments"><div class="comments-content">').replace(
        "</div></main>", "</div></div></main>"
    )


def typepad(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        key = f"6a00e5{said.key}"
        return (
            f'<div class="comment comment-even" id="comment-{key}"><div class="comment-content" '
            f'id="comment-{key}-content"><span id="comment-{key}-content">{said.markup}</span></div><p '
            f'class="comment-footer">Posted by: <a href="http://x.example/" rel="nofollow" title="http://x.example/">'
            f'{escape(said.name)}</a> | <a href="https://blog.example/a-post/?cid={key}#comment-{key}" rel="nofollow">'
            f"{said.shown}</a></p></div>"
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(
        roots, f'<div class="comments-content">{listing}</div>', site='<div id="comments">', title="h3",
        head='<meta name="generator" content="http://www.typepad.com/" />',
    )


_MOVABLE_TYPE = '<meta name="generator" content="Movable Type Pro 5.2" />'


def movable_type(roots: list[Said]) -> str:
    """Movable Type 4 and 5: `comment-header` with a byline that says whom an answer answers, `comment-content`."""
    parents = above(roots)

    def item(said: Said) -> str:
        parent = parents[said.key]
        answers = (
            f'replied to <a href="https://blog.example/a-post/#comment-{parent.key}">comment from {escape(parent.name)}</a>'
            if parent
            else "said:"
        )
        return (
            f'<div id="comment-{said.key}" class="comment"><div class="inner"><div class="comment-header"><div '
            f'class="asset-meta"><span class="byline"><span class="vcard author">{escape(said.name)}</span> {answers}'
            f'</span> <span class="byline"><span class="separator">|</span> <a href="#comment-{said.key}"><abbr '
            f'class="published" title="{said.at.isoformat()}+01:00">{said.shown}</abbr></a> | <a title="Reply" '
            f'href="javascript:void(0);">Reply</a></span></div></div><div class="comment-content">{said.markup}</div>'
            f"</div></div>"
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(
        roots, f'<div class="comments-content">{listing}</div>', title="h2", site='<div id="comments" class="comments">',
        head=_MOVABLE_TYPE,
    )


def movable_type3(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<div class="comment" id="comment-{said.key}"><div class="comment-content">{said.markup}</div><p '
            f'class="comment-footer">Posted by: <a title="http://x.example/" href="http://x.example/" rel="nofollow">'
            f'{escape(said.name)}</a> | <a href="#comment-{said.key}">{said.shown}</a></p></div>'
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(roots, listing, title="h3", site='<div class="comments" id="comments">', head=_MOVABLE_TYPE)


def tumblr(roots: list[Said]) -> str:
    """Notes: likes say nothing, answers and reblogs with a commentary do; no times."""

    def item(said: Said) -> str:
        author = f'<a rel="nofollow" href="https://x.tumblr.example/" class="tumblelog" title="A">{escape(said.name)}</a>'
        picture = '<a rel="nofollow" class="avatar_frame" href="https://x.tumblr.example/"><img src="/a.png" alt=""></a>'
        like = (
            f'<li class="note like without_commentary">{picture}<span class="action">{author} liked this</span><div '
            f'class="clear"></div></li>'
        )
        if said.key % 2:
            return (
                f'{like}<li class="note reply with_commentary">{picture}<span class="action">{author} said: <span '
                f'class="answer_content">{said.lines}</span></span><div class="clear"></div></li>'
            )
        return (
            f'<li class="note reblog with_commentary">{picture}<span class="action">{author} reblogged this from <a '
            f'class="source_tumblelog" href="https://y.tumblr.example/">bread</a> and added:</span><div class="clear">'
            f'</div><blockquote><a href="https://x.tumblr.example/1" title="View post">{said.lines}</a></blockquote></li>'
        )

    return post(roots, f'<ol class="notes">{"".join(item(said) for said, _ in flat(roots))}</ol>', title="")


def rdfa(roots: list[Said]) -> str:
    """SIOC in RDFa outside Drupal: a comment names what it answers."""
    parents = above(roots)

    def item(said: Said) -> str:
        parent = parents[said.key]
        answered = f"#reply{parent.key}" if parent else "https://blog.example/a-post/"
        return (
            f'<div typeof="sioct:Comment" about="#reply{said.key}" id="reply{said.key}" class="answer"><p><span '
            f'rel="sioc:has_creator"><span typeof="sioc:UserAccount" property="foaf:name">{escape(said.name)}</span></span> '
            f'<span property="dcterms:created" content="{said.at.isoformat()}+01:00">{said.shown}</span> <a '
            f'rel="sioc:reply_of" href="{answered}">in reply to</a></p><div property="sioc:content">'
            f'{said.markup}</div></div>'
        )

    return post(roots, "".join(item(said) for said, _ in flat(roots)), site='<div class="answers">')


def jcomments(roots: list[Said]) -> str:
    """JComments' tree: a comment's answers in a list beside it that bears its number."""
    parents = above(roots)

    def item(said: Said) -> str:
        return (
            f'<div class="even" id="comment-item-{said.key}"><div class="rbox"><div class="rbox_m"><div class="comment-box '
            f'avatar-indent"><a class="comment-anchor" href="#comment-{said.key}" id="comment-{said.key}">#7</a> <span '
            f'class="comment-title">A title</span> — <span class="comment-author">{escape(said.name)}</span> <span '
            f'class="comment-date">{said.shown}</span><div class="comment-body" id="comment-body-{said.key}">{said.markup}'
            f'</div><span class="comments-buttons"><a href="#" onclick="jcomments.showReply({said.key}); return false;">'
            f'Reply</a> | <a href="#">Quote</a></span></div><div class="clear"></div></div></div></div>'
        )

    rows: list[str] = []
    before = 0
    for said, depth in with_depth(roots):
        parent = parents[said.key]
        opening = f'<div class="comments-list" id="comments-list-{parent.key}">' if parent and depth > before else ""
        rows.append(opening + "</div>" * max(before - depth, 0) + item(said))
        before = depth
    listing = f'<div class="comments-list" id="comments-list-0">{"".join(rows)}{"</div>" * before}</div>'
    return post(roots, f'<div id="comments">{listing}</div>', site='<div id="jc">', title="h4")


def komento2(roots: list[Said]) -> str:
    parents = above(roots)

    def item(said: Said, depth: int) -> str:
        parent = parents[said.key]
        link = f"https://blog.example/a-post/#kmt-{said.key}"
        return (
            f'<li id="kmt-{said.key}" class="kmt-item kmt-comment-item-public kmt-{said.key} kmt-child-{depth} '
            f'kmt-published" parentid="kmt-{parent.key if parent else 0}" depth="{depth}" childs="0" published="1" itemscope '
            f'itemtype="http://schema.org/Comment"><div class="kmt-wrap" style="margin-left: {20 * depth}px !important"><div '
            f'class="kmt-avatar" itemprop="creator" itemscope itemtype="http://schema.org/Person"><img src="/a.png" '
            f'class="avatar" itemprop="image"></div><div class="kmt-content"><div class="kmt-head"><span '
            f'class="author-kmt" itemprop="creator" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Guest '
            f'- {escape(said.name)}</span></span></div><div class="kmt-body"><i></i><div class="commentText kmt-text" '
            f'itemprop="text">{said.markup}</div><span class="commentInfo kmt-info hidden"></span></div><div '
            f'class="kmt-control"><div class="kmt-meta"><span class="kmt-time"><time itemprop="dateCreated" '
            f'datetime="{said.at.isoformat()}+01:00"><a class="kmt-timepermalink" href="{link}" itemprop="url">'
            f"{said.shown}</a></time></span></div></div></div></div></li>"
        )

    listing = f'<div class="commentList kmt-list-wrap"><ul class="kmt-list reset-child">{_levelled(roots, item)}</ul></div>'
    return post(roots, listing, site='<div id="section-kmt" class="theme-kuro">', title="h3")


def komento4(roots: list[Said]) -> str:
    parents = above(roots)

    def item(said: Said, depth: int) -> str:
        parent = parents[said.key]
        link = f"https://blog.example/a-post/#comment-{said.key}"
        answers = f'&nbsp;<i class="fa"></i>&nbsp; <a href="#">{escape(parent.name)}</a>' if parent else ""
        return (
            f'<div class="kt-comments__item kmt-comment-item-public is-parent can-minimize" data-kt-comment-item '
            f'data-pinned="" data-id="{said.key}" data-parentid="kmt-{parent.key if parent else 0}" data-depth="{depth}" '
            f'itemscope itemtype="http://schema.org/Comment"><div class="kt-comment"><div class="kt-comment__hd"><a '
            f'id="comment-{said.key}"></a><div class="kt-reply-to"><a href="#">{escape(said.name)}</a>{answers}</div><ol '
            f'class="kt-comment-meta"><li class="kt-comment-date"><time itemprop="dateCreated" '
            f'datetime="{said.at.isoformat()}+01:00">{said.shown}</time></li><li class="kt-comment-permalink"><a '
            f'href="{link}" data-kt-permalink>#{said.key}</a></li></ol></div><div class="kt-comment__bd"><div '
            f'class="kt-comment-content"><div class="kt-comment-content__bd" itemprop="text"><div '
            f'class="kt-comment-message" data-kt-comment-content>{said.markup}</div><span class="kt-edited-info"><span '
            f'data-kt-comment-edited></span></span></div></div></div><div class="kt-comment__ft"><ol class="kt-comment-meta">'
            f'<li class="kt-reply-wrap"><a href="javascript:void(0);">Reply</a></li></ol><div class="kt-comments">'
        )

    listing = nested(roots, item, "", "", "</div></div></div></div>")
    return post(roots, f'<div class="kt-comments">{listing}</div>', site='<div id="kt" class="kt-frontend">', title="h3")


def k2(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<li class="even"><span class="commentLink"><a href="/item/7#comment{said.key}" name="comment{said.key}" '
            f'id="comment{said.key}">Comment Link</a></span><img src="/a.png" alt="" width="48"><span class="commentDate">'
            f'{said.shown}</span> <span class="commentAuthorName">posted by <a href="http://x.example/" target="_blank" '
            f'rel="nofollow">{escape(said.name)}</a></span>{said.markup}<span class="commentToolbar"><a '
            f'class="commentReportLink" href="#">Report</a></span><div class="clr"></div></li>'
        )

    listing = "".join(item(said) for said, _ in flat(roots))
    return post(roots, f'<ul class="itemCommentsList">{listing}</ul>', site='<div class="itemComments">', title="h3")


def microformats(roots: list[Said]) -> str:
    """microformats2: a comment is a citation, its answers nest in it."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<div class="u-comment h-cite"><a class="u-author h-card" href="https://x.example/"><img class="u-photo" '
            f'src="/a.png" alt="">{escape(said.name)}</a> <a class="u-url" href="https://x.example/notes/{said.key}"><time '
            f'class="dt-published" datetime="{said.at.isoformat()}+01:00">{said.shown}</time></a><div class="e-content">'
            f"{said.markup}</div>"
        )

    return post(roots, nested(roots, item, "", "", "</div>"), site='<div class="talk">')


def hatom(roots: list[Said]) -> str:
    """hAtom: comments are entries as the post is."""

    def item(said: Said) -> str:
        return (
            f'<li class="hentry" id="c{said.key}"><h4 class="entry-title"><span class="vcard author"><a class="url fn" '
            f'href="http://x.example/">{escape(said.name)}</a></span></h4><abbr class="published" '
            f'title="{said.at.isoformat()}+01:00">{said.shown}</abbr><blockquote class="entry-content">{said.markup}'
            f"</blockquote></li>"
        )

    return post(roots, f'<ol class="hfeed">{"".join(item(said) for said, _ in flat(roots))}</ol>',
                site='<div id="comments">')


# Forums ---------------------------------------------------------------------------------------------------------------


def xenforo(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<article class="message message--post js-post" data-author="{user}" data-content="post-{said.key}" '
            f'id="js-post-{said.key}"><span class="u-anchorTarget" id="post-{said.key}"></span><div '
            f'class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><h4 '
            f'class="message-name"><a href="/members/1/" class="username">{user}</a></h4><h5 class="userTitle">Member'
            f'</h5><dl class="pairs pairs--justified"><dt>Joined</dt><dd>Mar 1, 2009</dd></dl></section></div><div '
            f'class="message-cell message-cell--main"><header class="message-attribution"><ul><li class="u-concealed"><a '
            f'href="/threads/x.7/post-{said.key}" rel="nofollow"><time class="u-dt" dir="auto" '
            f'datetime="{said.at.isoformat()}+0100" title="{said.shown}">{said.shown}</time></a></li></ul></header><div '
            f'class="message-content"><article class="message-body js-selectToQuote"><div class="bbWrapper">'
            f'{said.lines}</div></article></div><aside class="message-signature"><div class="bbWrapper">bake on</div>'
            f'</aside></div></div></article>'
        )

    return _topic(roots, item, ' id="XF"')


def xenforo1(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<li id="post-{said.key}" class="message" data-author="{user}"><div class="messageUserInfo"><h3 '
            f'class="userText"><a href="members/1/" class="username">{user}</a><em class="userTitle">Member</em></h3>'
            f'</div><div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote '
            f'class="messageText SelectQuoteContainer ugc baseHtml">{said.lines}</blockquote></article></div><div '
            f'class="messageMeta ToggleTriggerAnchor"><div class="privateControls"><span class="item muted"><a '
            f'href="members/1/" class="username author">{user}</a>, <a href="threads/x.7/#post-{said.key}" '
            f'title="Permalink" class="datePermalink"><span class="DateTime" title="{said.shown}">{said.shown}</span></a>'
            f'</span></div></div></div></li>'
        )

    return _topic(roots, item, ' id="XenForo"', ('<ol class="messageList" id="messageList">', "</ol>"))


def phpbb(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = f'<a href="./memberlist.php?mode=viewprofile&amp;u=2" class="username">{escape(said.name)}</a>'
        return (
            f'<div id="p{said.key}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" '
            f'id="profile{said.key}"><dt class="no-profile-rank">{user}</dt><dd class="profile-posts"><strong>Posts:'
            f'</strong> 12</dd><dd class="profile-joined"><strong>Joined:</strong> Mon Mar 02, 2009 8:00 am</dd></dl><div '
            f'class="postbody"><div id="post_content{said.key}"><h3 class="first"><a href="#p{said.key}">Re: It</a></h3>'
            f'<ul class="post-buttons"><li><a href="./posting.php" title="Reply with quote" class="button"><span>Quote'
            f'</span></a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p=1#p{said.key}"><span '
            f'class="sr-only">Post</span></a><span class="responsive-hide">by <strong>{user}</strong> &raquo; </span>'
            f'<time datetime="{_utc(said).replace("Z", "+00:00")}">{said.shown}</time></p><div class="content">'
            f'{said.lines}</div><div class="signature">bake on</div></div></div></div></div>'
        )

    return _topic(roots, item)


def phpbb30(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = f'<a href="./memberlist.php?u=2">{escape(said.name)}</a>'
        return (
            f'<div id="p{said.key}" class="post bg2"><div class="inner"><div class="postbody"><h3><a href="#p{said.key}">'
            f'Re: It</a></h3><p class="author"><a href="./viewtopic.php?p={said.key}#p{said.key}"><img src="/x.gif" '
            f'alt="Post"></a>by <strong>{user}</strong> » {said.shown} </p><div class="content">{said.lines}</div><div '
            f'id="sig{said.key}" class="signature">bake on</div></div><dl class="postprofile" id="profile{said.key}"><dt>'
            f'{user}</dt><dd>&nbsp;</dd><dd><strong>Joined:</strong> Mar 2009</dd></dl></div></div>'
        )

    return _topic(roots, item)


def vbulletin(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<div id="edit{said.key}"><table id="post{said.key}" class="tborder" cellpadding="6"><tr><td class="thead" '
            f'style="font-weight:normal"><a name="post{said.key}"><img class="inlineimg" src="/i.gif" alt="Old"></a> '
            f'{said.shown}</td><td class="thead" align="right">#<a href="showpost.php?p=1" id="postcount{said.key}" '
            f'name="1"><strong>1</strong></a></td></tr><tr valign="top"><td class="alt2" width="175"><div '
            f'id="postmenu_{said.key}"><a class="bigusername" href="member.php?u=1">{escape(said.name)}</a></div><div '
            f'class="smallfont">Senior Baker</div><div class="smallfont"><div>Join Date: Mar 2009</div></div></td><td '
            f'class="alt1" id="td_post_{said.key}"><div id="post_message_{said.key}">{said.lines}</div><div>____<br>bake '
            f'on</div></td></tr></table></div>'
        )

    return _topic(roots, item)


def vbulletin4(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<li class="postbitlegacy postbitim postcontainer old" id="post_{said.key}"><div class="posthead"><span '
            f'class="postdate old"><span class="date">{said.shown}</span></span><span class="nodecontrols"><a '
            f'name="post{said.key}" href="showthread.php?7#post{said.key}" class="postcounter">#1</a></span></div><div '
            f'class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline '
            f'popupctrl" href="member.php?1-x"><strong>{escape(said.name)}</strong></a></div><span class="usertitle">'
            f'Senior Baker</span><dl class="userinfo_extra"><dt>Join Date</dt><dd>Mar 2009</dd></dl></div><div '
            f'class="postbody"><div class="postrow has_after_content"><h2 class="title icon">Re: It</h2><div '
            f'class="content"><div id="post_message_{said.key}"><blockquote class="postcontent restore">{said.lines}'
            f'</blockquote></div></div></div><blockquote class="signature restore"><div class="signaturecontainer">bake '
            f"on</div></blockquote></div></div></li>"
        )

    return _topic(roots, item, around=('<ol id="posts" class="posts">', "</ol>"))


def vbulletin5(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<li data-node-id="{said.key}" data-node-publishdate="{_epoch(said)}" class="b-post js-post" itemscope><a '
            f'id="post{said.key}" class="b-post__anchor"></a><div class="b-post__grid-container"><div class="b-userinfo"><div '
            f'class="author h-text-size--14"><strong><a href="https://forum.example/member/1">{escape(said.name)}</a></strong>'
            f'</div><div class="usertitle">Senior Baker</div><ul class="b-userinfo__additional-info-l"><li><label>Join Date:'
            f'</label> <span>Mar 2009</span></li></ul></div><div class="b-post__body"><div class="b-media__img--rev"><a '
            f'class="b-post__count js-show-post-link" href="#post{said.key}">#7</a></div><div class="b-media__body"><h2 '
            f'class="b-post__title js-post-title">Re: It</h2><div class="b-post__timestamp"><time itemprop="dateCreated" '
            f'datetime="{_utc(said).removesuffix("Z")}">{said.shown}</time></div></div><div class="js-post__content-text '
            f'restore h-wordwrap" itemprop="text">{said.lines}</div><div class="post-signature">bake on</div><div '
            f'class="b-post__footer"><a href="#">Quote</a></div></div></div></li>'
        )

    return _topic(roots, item, around=('<ul class="conversation-list list-container">', "</ul>"))


def mybb(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<a name="pid{said.key}" id="pid{said.key}"></a><div class="post classic" style="" id="post_{said.key}"><div '
            f'class="post_author scaleimages"><div class="author_information"><strong><span class="largetext"><a '
            f'href="member.php?action=profile&amp;uid=1">{escape(said.name)}</a></span></strong><br><span '
            f'class="smalltext">Senior Baker</span></div><div class="author_statistics">Posts: 12<br>Joined: Mar 2009'
            f'</div></div><div class="post_content"><div class="post_head"><div class="float_right"><strong><a '
            f'href="#pid{said.key}" title="Re: It">#1</a></strong></div><span class="post_date">{said.shown} <span '
            f'class="post_edit" id="edited_by_{said.key}"></span></span></div><div class="post_body scaleimages" '
            f'id="pid_{said.key}">{said.lines}</div><div class="signature scaleimages">bake on</div></div></div>'
        )

    return _topic(roots, item, around=('<div id="posts">', "</div>"))


def _account(name: str) -> bool:
    """Whether a journal's account may be called so."""
    return name.isascii() and name.replace("_", "").isalnum()


TEMPLATES = {
    "blogger": Template(blogger, plain=True, deepest=2, prefix="9900"),
    "blogger flat": Template(blogger_old, nests=False, plain=True, prefix="9900"),
    "blogger minima": Template(blogger_minima, nests=False, plain=True, prefix="9900"),
    "drupal 6": Template(drupal6),
    "drupal 7": Template(drupal7),
    "drupal 8": Template(drupal8),
    "drupal flat": Template(drupal_flat),
    "drupal olivero": Template(drupal_olivero),
    "joomla jcomments": Template(jcomments),
    "joomla komento 2": Template(komento2),
    "joomla komento 4": Template(komento4),
    "joomla k2": Template(k2, nests=False),
    "microformats": Template(microformats, prefix="x.example/notes/"),
    "microformats hatom": Template(hatom, nests=False, keys=False),
    "rdfa": Template(rdfa),
    "serendipity 2k11": Template(serendipity, plain=True),
    "serendipity default": Template(serendipity_old, plain=True),
    "spip": Template(spip),
    "livejournal": Template(livejournal, plain=True, names=_account),
    "livejournal dreamwidth": Template(dreamwidth, plain=True, names=_account),
    "typepad": Template(typepad, nests=False, prefix="6a00e5"),
    "movabletype": Template(movable_type),
    "movabletype 3": Template(movable_type3, nests=False),
    "tumblr": Template(tumblr, nests=False, plain=True, dated=False, keys=False),
    "xenforo": Template(xenforo, nests=False, opens=True, plain=True),
    "xenforo 1": Template(xenforo1, nests=False, opens=True, plain=True),
    "phpbb": Template(phpbb, nests=False, opens=True, plain=True),
    "phpbb 3.0": Template(phpbb30, nests=False, opens=True, plain=True),
    "vbulletin": Template(vbulletin, nests=False, opens=True, plain=True),
    "vbulletin 4": Template(vbulletin4, nests=False, opens=True, plain=True),
    "vbulletin 5": Template(vbulletin5, nests=False, opens=True, plain=True),
    "mybb": Template(mybb, nests=False, opens=True, plain=True),
}
