"""Properties of issue 4: any thread that a template prints comes back exactly as it went in, and nothing of the post.

Hypothesis draws the same few threads each time; `HYPOTHESIS_PROFILE=nightly` draws many, and others every night.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse_page
from pipeline.models import Comment, ParsedPage
from tests.parsers.comments.drawing import NAMES, threads
from tests.parsers.comments.generic_markup import GENERIC
from tests.parsers.comments.houses import HOUSES
from tests.parsers.comments.own_markup import TEMPLATES as OWN
from tests.parsers.comments.said import Said, flat, with_depth
from tests.parsers.comments.template import ARTICLE, Template
from tests.parsers.comments.templates import WORDPRESS
from tests.parsers.comments.themes import THEMES

URL = "https://blog.example/a-post/"
DIGITS = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4, None: 0}
TEMPLATES = {**WORDPRESS, **THEMES, **OWN, **{f"generic {name}": template for name, template in GENERIC.items()}}



def drawn(template: Template) -> st.SearchStrategy[list[Said]]:
    """The threads that `template` can print."""
    return threads(
        deepest=template.deepest if template.nests else 8,
        pings=bool(template.pings),
        plain=template.plain,
        houses=[house for house in HOUSES if template.houses is None or template.houses(house)],
        names=[name for name in NAMES if template.names is None or template.names(name)],
        least=template.least,
    )


def told(comment: Comment, said: Said) -> str:
    """The time that came out: as far as the page shows it, and never anything else."""
    text = comment.published.local_text() or ""
    assert text == said.at.isoformat()[: DIGITS[comment.published.precision]], (text, said.shown)
    return text[: said.house.digits]


def expected(template: Template, roots: list[Said]) -> list[dict[str, object]]:
    rows = []
    place = {said.key: number for number, (said, _) in enumerate(flat(roots), -template.opens)}
    for said, parent in flat(roots):
        bare = template.pings == "bare" and said.kind != "comment"
        rows.append({
            "name": said.name,
            "text": said.name if bare else said.text,
            "at": said.at.isoformat()[: said.house.digits] if template.dated and not bare else "",
            "kind": said.kind,
            "parent": place[parent.key] if parent and template.nests else None,
            "key": template.prefix + str(said.key) if template.keys else None,
        })
    return rows[1:] if template.opens else rows


def seen(template: Template, roots: list[Said], page: ParsedPage) -> list[dict[str, object]]:
    place = {comment.key: number for number, comment in enumerate(page.comments)}
    made = [said for said, _ in flat(roots)][template.opens :]
    return [
        {
            "name": comment.author.name,
            "text": comment.text,
            "at": told(comment, made[number]) if number < len(made) else comment.published.raw,
            "kind": comment.kind,
            "parent": place[comment.parent_key] if comment.parent_key else None,
            "key": comment.key if template.keys else None,
        }
        for number, comment in enumerate(page.comments)
    ]


@pytest.mark.parametrize("which", TEMPLATES)
@given(data=st.data())
def test_what_went_in_comes_out(which: str, data: st.DataObject) -> None:
    template = TEMPLATES[which]
    roots = data.draw(drawn(template))
    html = template.page(roots)
    page = parse_page(html.encode(), URL)
    assert seen(template, roots, page) == expected(template, roots)
    assert page.comment_engine == (template.engine or which.split()[0]) or not page.comments
    assert page.body is not None
    assert page.body.text == (roots[0].text if template.opens else "\n\n".join(ARTICLE))
    assert [c.depth for c in page.comments] == [
        depth if template.nests else 0 for _, depth in with_depth(roots)[template.opens :]
    ]
