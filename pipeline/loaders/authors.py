"""Authors of a blog: who is who (DESIGN: Identity).

A profile URL is an author; a name without one joins the blog's one author of that name who has a URL, else stands for
itself. A blog's home page, and a page about all who write there, is nobody's profile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote
from uuid import UUID

from pipeline.identity import author_id, fold, normal_url
from pipeline.loaders.rows import AuthorRow
from pipeline.models import Author

# The last part of an address that several people may share, without its ending.
_SHARED = frozenset(
    "about about-us aboutus about-me aboutme who-we-are team our-team the-team staff people authors "
    "contributors writers contact contact-us masthead imprint impressum kontakt ueber-uns über-uns uber-uns "
    "ueber-mich über-mich autoren redaktion a-propos apropos à-propos equipe équipe qui-sommes-nous auteurs "
    "contatti chi-siamo redazione autori quienes-somos quiénes-somos sobre sobre-nosotros sobre-mi sobre-nos "
    "acerca acerca-de contacto contato equipo equipa autores over over-ons om om-oss om-os redaktionen o-nas "
    "o-mnie redakcja autorzy".split()
)

_WORDS = ("name", "url", "bio", "email", "phone", "image_url")


@dataclass(slots=True)
class BlogAuthors:
    """The authors of one blog. joined: name-only authors that turned out to be another: former id and new."""

    blog_id: UUID
    home: str
    rows: dict[UUID, AuthorRow] = field(default_factory=dict)
    joined: list[tuple[UUID, UUID]] = field(default_factory=list)
    _by_name: dict[str, set[UUID]] = field(default_factory=dict)

    def know(self, rows: Iterable[AuthorRow]) -> None:
        """Take in authors that are stored."""
        for row in rows:
            self._put(row)

    def see(self, author: Author, capture_id: UUID) -> UUID:
        """The id of `author`, as shown in the capture; what is new about them is kept."""
        profile = self._profile(author.url)
        found = self._identify(author.name, profile)
        if found not in self.rows:
            row = AuthorRow(found, self.blog_id, author.name, author.url, None, None, None, None, capture_id)
            self._put(row)
        if profile:
            self._absorb(author.name, found)
        self._learn(found, author, capture_id)
        return found

    def _profile(self, url: str | None) -> str | None:
        if not url:
            return None
        address = normal_url(url)
        last = unquote(address).rpartition("/")[2].partition("?")[0].partition(".")[0].casefold()
        return None if address == self.home or ("/" in address and last in _SHARED) else url

    def _named(self, name: str) -> set[UUID]:
        return self._by_name.get(fold(name) or name, set())

    def _identify(self, name: str, profile: str | None) -> UUID:
        if profile:
            return author_id(self.blog_id, name, profile)
        with_profile = [known for known in self._named(name) if self._profile(self.rows[known].url)]
        return with_profile[0] if len(with_profile) == 1 else author_id(self.blog_id, name, None)

    def _absorb(self, name: str, into: UUID) -> None:
        nameless = author_id(self.blog_id, name, None)
        if nameless not in self.rows or self._identify(name, None) != into:
            return
        former = self.rows.pop(nameless)
        self._named(name).discard(nameless)
        self.joined.append((nameless, into))
        row = self.rows[into]
        missing = {word: getattr(former, word) for word in _WORDS if getattr(row, word) is None}
        self.rows[into] = replace(row, **missing)

    def _learn(self, known: UUID, author: Author, capture_id: UUID) -> None:
        row = self.rows[known]
        news = {
            word: getattr(author, word)
            for word in _WORDS
            if getattr(author, word) and getattr(author, word) != getattr(row, word)
        }
        if "url" in news and self._profile(row.url) and not self._profile(author.url):
            del news["url"]
        if news:
            self._put(replace(row, **news, capture_id=capture_id))

    def _put(self, row: AuthorRow) -> None:
        former = self.rows.get(row.author_id)
        if former:
            self._named(former.name).discard(row.author_id)
        self.rows[row.author_id] = row
        self._by_name.setdefault(fold(row.name) or row.name, set()).add(row.author_id)
