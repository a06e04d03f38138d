"""What tests publish: authors, posts and comments, before any server knows them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class BlogAuthor:
    """A person who writes posts. `bio` may hold HTML; empty strings are what the person left out."""

    login: str
    name: str
    email: str
    bio: str = ""
    url: str = ""
    phone: str = ""


@dataclass(frozen=True)
class BlogComment:
    """One comment of a post.

    `name` is what other comments of the same post call it; `under` is the name of the comment it answers.
    `at` is the blog's wall clock. `kind` is comment, pingback or trackback; `state` approved, hold, spam or trash.
    `login` names one of the blog's own authors, whose comment WordPress marks as such.
    """

    name: str
    author: str
    at: datetime
    text: str
    under: str | None = None
    kind: str = "comment"
    state: str = "approved"
    url: str = ""
    email: str = ""
    login: str = ""


@dataclass(frozen=True)
class BlogImage:
    """A picture that the server draws; `caption` and `alt` may be empty."""

    name: str
    title: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class BlogPost:
    """One post or page. `published` and `modified` are the blog's wall clock.

    `status` is publish, draft, private, pending or future; `kind` is post or page. `body` is HTML as an author types it
    into WordPress, in which `{{gallery}}` and `{{image N}}` stand for `images` and `<!--nextpage-->` parts pages.
    """

    slug: str
    title: str
    author: str
    published: datetime
    body: str
    kind: str = "post"
    status: str = "publish"
    language: str = "de"
    modified: datetime | None = None
    excerpt: str = ""
    password: str = ""
    sticky: bool = False
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[BlogImage, ...] = ()
    comments: tuple[BlogComment, ...] = ()
