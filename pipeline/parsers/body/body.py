"""Body: the text, HTML, links and images of an article, from the elements that hold it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.identity import fold
from pipeline.models import Body, Image, Link
from pipeline.parsers.body.captions import captions_in
from pipeline.parsers.body.cleaning import unwanted_in
from pipeline.parsers.body.draft import Draft
from pipeline.parsers.body.embeds import link_embeds
from pipeline.parsers.body.formulas import write_formulas
from pipeline.parsers.body.grids import open_grids
from pipeline.parsers.body.hidden import drop_anchors, drop_hidden
from pipeline.parsers.body.images import images_of, mute_figures, show_images
from pipeline.parsers.body.leads import find_leads
from pipeline.parsers.body.letters import join_initials, write_emoji
from pipeline.parsers.body.listings import plain_listings
from pipeline.parsers.document import Element
from pipeline.parsers.records.area import outermost
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import html_of, inline_text, is_said, text_of

_NO_BODY = Body()
_MOST_HIDDEN = 0.3
_SHORTEST_TOLD = 40
_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "div")


@dataclass(frozen=True, slots=True)
class BodyPart:
    """What one page holds of an article's body."""

    body: Body = _NO_BODY
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


def read_body(
    regions: Regions,
    container: Element,
    heading: Element | None,
    leave_out: Set[Element] | None = None,
    named: Sequence[Element] = (),
    before: BodyPart | None = None,
) -> BodyPart:
    """The body in `container` and in what stands between it and `heading`.

    Args:
        leave_out: what of an opening post is no part of it; null where the page's article is none.
        named: what a rule says the body is: nothing is added to that, and nothing that it names is left out.
        before: what earlier pages of the article hold: what stands there is not told again.
    """
    page = regions.page
    nodes = outermost(page, named) or [*find_leads(regions, heading, container), container]
    captions = captions_in(regions, container)
    unwanted = (unwanted_in(regions, container, heading, captions) | (leave_out or set())) - set(named)
    if leave_out is not None and not is_said(nodes, unwanted | captions):
        # "5 comments" may be all that somebody wrote.
        unwanted = set(leave_out)
    if captions and not is_said(nodes, unwanted | captions):
        # What is called a caption is all there is to read.
        captions = set()
    draft = Draft(page, nodes, unwanted, captions)
    if before is not None:
        _drop_told(draft, before)
    _put_in_order(draft, _MOST_HIDDEN * regions.prose(container))
    body = Body(text_of(nodes, draft.unwanted | draft.mute), html_of(nodes, page, draft.unwanted))
    return BodyPart(body, draft.links(), images_of(draft, captions))


def _put_in_order(draft: Draft, most_hidden: float) -> None:
    # Formulas stand in what is hidden, and code in what looks like a table.
    write_formulas(draft)
    plain_listings(draft)
    drop_hidden(draft, most_hidden)
    link_embeds(draft)
    write_emoji(draft)
    show_images(draft)
    mute_figures(draft)
    open_grids(draft)
    join_initials(draft)
    drop_anchors(draft)


def _drop_told(draft: Draft, before: BodyPart) -> None:
    told = {fold(line) for line in before.body.text.splitlines() if len(line) >= _SHORTEST_TOLD}
    for block in draft.kept(*_BLOCKS):
        if len(text := inline_text(block)) >= _SHORTEST_TOLD and fold(text) in told:
            draft.drop(block)


def joined(first: BodyPart, second: BodyPart) -> BodyPart:
    """The body of an article that stands on several pages: what `first` holds, and then `second`."""
    text = "\n\n".join(filter(None, (first.body.text, second.body.text)))
    html = "\n".join(filter(None, (first.body.html, second.body.html))) if second.body.text else first.body.html
    shown = {image.url for image in first.images}
    images = [*first.images, *(image for image in second.images if image.url not in shown)]
    return BodyPart(Body(text, html), (*first.links, *second.links), tuple(images))
