"""Formulas: mathematics in a body, once, as the TeX that stands with it, else as its MathML reads.

Renderers write a formula up to three times: to be seen, for screen readers, and as its source.
"""

from __future__ import annotations

import re

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element
from pipeline.parsers.text import flat_text, squash

_RENDERED = (
    "katex-display",
    "katex",
    "mwe-math-element",
    "mathjax_display",
    "mathjax_svg_display",
    "mathjax",
    "mathjax_svg",
    "mathjax_chtml",
)
_PREVIEWS = ("mathjax_preview", "mjx-chtml")
_PICTURES = ("latex", "tex", "ql-img-inline-formula", "ql-img-displayed-equation")
_DISPLAYED = frozenset(("katex-display", "mathjax_display", "mathjax_svg_display", "ql-img-displayed-equation"))
_STYLED = re.compile(r"\A\{\\(?:display|text)style\s*(.*)\}\Z", re.S)
_SIGNS = {"msup": "^", "msub": "_", "mfrac": "/", "munder": "_", "mover": "^"}


def write_formulas(draft: Draft) -> None:
    """Write each formula as `$…$`, one on a line of its own as `$$…$$`."""
    sources = [one for one in draft.inside("script") if (one.get("type") or "").startswith("math/tex")]
    rendered = draft.classed(*_RENDERED)
    if sources:
        # MathJax 2 leaves the source beside what it made of it.
        for element in (*rendered, *draft.classed(*_PREVIEWS)):
            draft.drop(element)
    for element in sources:
        _write(draft, element, element.text, "mode=display" in (element.get("type") or ""))
    for element in (*rendered, *draft.inside("mjx-container", "math")):
        if element not in draft.unwanted and not draft.is_lost(element) and not draft.is_torn(element):
            _write(draft, element, _source(element), _is_displayed(draft, element))
    for element in draft.classed(*_PICTURES):
        if element.tag == "img" and element.get("alt"):
            _write(draft, element, element.get("alt"), _is_displayed(draft, element))


def _write(draft: Draft, element: Element, source: str | None, displayed: bool) -> None:
    formula = squash(source)
    found = _STYLED.match(formula)
    formula = found.group(1).strip() if found else formula
    if formula:
        mark = "$$" if displayed else "$"
        bare = formula.startswith(("$", "\\(", "\\["))
        draft.write(element, "span", formula if bare else f"{mark}{formula}{mark}")


def _is_displayed(draft: Draft, element: Element) -> bool:
    if element.get("display") in ("true", "block") or not _DISPLAYED.isdisjoint(draft.page.classes(element)):
        return True
    inner = element.find(".//math")
    return inner is not None and inner.get("display") == "block"


def _source(element: Element) -> str | None:
    """The TeX of a formula, else its MathML in one line."""
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower() and squash(annotation.text):
            return annotation.text
    formula = next(element.iter("math"), None)
    if formula is not None:
        return formula.get("alttext") or _spoken(formula, 0)
    return element.get("data-tex") or element.get("data-latex") or flat_text(element)


def _spoken(element: Element, depth: int) -> str:
    """MathML in one line: `x^2` for a power, `a/b` for a fraction."""
    children = [child for child in element if not str(child.tag).startswith("annotation")]
    if not children or depth > 40:
        return squash(flat_text(element)) if not len(element) or depth > 40 else ""
    parts = [_spoken(child, depth + 1) for child in children]
    sign = _SIGNS.get(str(element.tag))
    if sign and len(parts) == 2:
        return sign.join(part if len(part) < 2 else f"({part})" for part in parts)
    if element.tag in ("msqrt", "mroot"):
        return f"√({''.join(parts)})"
    return "".join(parts)
