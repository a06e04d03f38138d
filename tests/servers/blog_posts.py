"""The blog "Mehlstaub & Speichen": about thirty posts of our own in German and English, by invented people.

One file of posts/ is one post; authors.toml names who writes. A file's keys are the fields of BlogPost, its
`[[comments]]` those of BlogComment; a comment's name is its number in the file unless it has one.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.servers.blog import BlogAuthor, BlogComment, BlogImage, BlogPost

POSTS = Path(__file__).parent / "posts"
CROWDED = "welcher-brotfehler-ist-ihrer"
CROWD = 120


def authors(folder: Path = POSTS) -> list[BlogAuthor]:
    """Everybody who writes posts, with and without a bio."""
    table = tomllib.loads((folder / "authors.toml").read_text(encoding="utf-8"))
    return [BlogAuthor(**author) for author in table["authors"]]


def posts(folder: Path = POSTS) -> list[BlogPost]:
    """All posts and pages, also those that a visitor must not see, oldest first."""
    files = sorted(path for path in folder.glob("*.toml") if path.name != "authors.toml")
    return sorted((_post(path) for path in files), key=lambda post: post.published)


def public_slugs() -> set[str]:
    """The slugs of the posts that a visitor can read: published, without a password, not a page."""
    return {post.slug for post in posts() if _is_public(post)}


def _is_public(post: BlogPost) -> bool:
    return post.kind == "post" and post.status == "publish" and not post.password


def _post(path: Path) -> BlogPost:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("categories", "tags"):
        table[key] = tuple(table.get(key, ()))
    images = tuple(BlogImage(**image) for image in table.pop("images", ()))
    comments = _comments(table.pop("comments", []))
    if path.stem == CROWDED:
        comments += _crowd(table["published"])
    return BlogPost(slug=path.stem, images=images, comments=comments, **table)


def _comments(tables: list[dict[str, Any]]) -> tuple[BlogComment, ...]:
    named = ({"name": str(number), **table} for number, table in enumerate(tables, start=1))
    return tuple(BlogComment(**{**table, "text": table["text"].strip("\n")}) for table in named)


FIRST_NAMES = ("Anke", "Bodo", "Carla", "Detlef", "Enno", "Frauke", "Gesa", "Henrik", "Imke", "Jost", "Karla")
LAST_NAMES = ("Ahrens", "Böhm", "Clasen", "Dörr", "Evers", "Fink", "Groß")
FAULTS = (
    "Unter der Kruste ein Hohlraum, durch den man eine Hand stecken könnte.",
    "Die Krume klebt am Messer wie Fensterkitt.",
    "Oben aufgerissen, unten blass, und trotzdem war am Abend nichts mehr da.",
    "Seitlich ausgebrochen, weil ich zu flach eingeschnitten habe.",
    "Ein Fladen. Ein sehr aromatischer Fladen, aber ein Fladen.",
    "Salz vergessen – das merkt man erst beim zweiten Bissen, dann aber gründlich.",
    "Mehlnester, so groß wie Haselnüsse.",
    "Die Kruste so hart, dass der Hund damit gespielt hat.",
)
REMEDIES = (
    "Seit ich die Stückgare verlängere, ist es besser.",
    "Hilft da mehr Anstellgut?",
    "Bei uns war es am Ende das Thermometer im Ofen: 30 Grad daneben.",
    "Mein Nachbar schwört auf einen gusseisernen Topf.",
    "Ich habe das Rezept danach drei Wochen nicht angesehen.",
    "Über Nacht im Keller gehen lassen, dann ging es.",
    "Wer einen Rat hat: her damit!",
)


def _crowd(published: datetime) -> tuple[BlogComment, ...]:
    """So many comments that they fill several comment pages; every seventh answers the one before it."""
    return tuple(_voice(number, published) for number in range(CROWD))


def _voice(number: int, published: datetime) -> BlogComment:
    name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"
    return BlogComment(
        name=f"crowd {number}",
        author=name,
        at=published + timedelta(hours=5 * number + 3, minutes=(17 * number) % 60),
        text=f"{FAULTS[number % len(FAULTS)]} {REMEDIES[number % len(REMEDIES)]}\n\n(Backtag Nummer {number + 1})",
        under=f"crowd {number - 1}" if number % 7 == 6 else None,
    )
