"""The nouns: what the stages hand to each other. Frozen, without behaviour beyond their own shape.

Floor 0. Names follow schema.org, RFC 4685 and WARC 1.1. Instants (`…_at`) are aware datetimes; `…_local` is the blog's
wall clock, naive; `…_raw` is what the page shows.
"""

from pipeline.models.archive import (
    Blog,
    Discovery,
    FoundUrl,
    NoticedProblem,
    Stage,
    UrlState,
    Visit,
)
from pipeline.models.capture import (
    Capture,
    FetchRequest,
    PreviousCapture,
)
from pipeline.models.document import (
    NO_HINTS,
    Document,
    Hints,
)
from pipeline.models.explanation import (
    Candidate,
    ExplainedField,
    Explanation,
)
from pipeline.models.page import (
    ARTICLE_KINDS,
    JSON_SCHEMA,
    Author,
    Body,
    Comment,
    Commenter,
    CommentKind,
    CommentState,
    FollowUp,
    Image,
    Link,
    PageKind,
    ParentSource,
    ParsedPage,
    Problem,
    Term,
)
from pipeline.models.rules import (
    REMOVE,
    RULE_FIELDS,
    Rule,
    Rules,
    reading_version,
)
from pipeline.models.time import (
    NO_MOMENT,
    Moment,
    Precision,
)

__all__ = [
    "ARTICLE_KINDS",
    "JSON_SCHEMA",
    "NO_HINTS",
    "NO_MOMENT",
    "REMOVE",
    "RULE_FIELDS",
    "Author",
    "Blog",
    "Body",
    "Candidate",
    "Capture",
    "Comment",
    "CommentKind",
    "CommentState",
    "Commenter",
    "Discovery",
    "Document",
    "ExplainedField",
    "Explanation",
    "FetchRequest",
    "FollowUp",
    "FoundUrl",
    "Hints",
    "Image",
    "Link",
    "Moment",
    "NoticedProblem",
    "PageKind",
    "ParentSource",
    "ParsedPage",
    "Precision",
    "PreviousCapture",
    "Problem",
    "Rule",
    "Rules",
    "Stage",
    "Term",
    "UrlState",
    "Visit",
    "reading_version",
]
