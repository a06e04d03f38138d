"""Everything that blogduck raises.

::

    PipelineError
    ├── SettingsError                 blogs.toml, arguments, a query that can't run     exit 2
    ├── FetchError(url)               loses one page, for now
    │   ├── RobotsDenied              robots.txt says no (a result, not a failure)
    │   ├── ForbiddenAddress          a private address that the blog's entry does not allow
    │   ├── Unreachable               DNS, connection, TLS, time-out
    │   ├── BadStatus(status)         an HTTP status that is not the page
    │   ├── TooLarge                  over the size cap, after decompression too
    │   └── Stopped                   the run was told to stop; nothing is known of this page
    ├── ParseError(url)               loses one page, for now
    │   ├── NotHtml
    │   └── NoArticle                 from `ParsedPage.require_article()`
    └── LoadError                     stops the run
        ├── MigrationError            exit 4
        ├── CheckFailed               exit 4
        ├── DiskFull                  exit 4
        └── ArchiveInUse              exit 3

Every message says what was wrong, where, and what to do next. Errors of other libraries are wrapped where they enter,
with their cause kept.
"""


class PipelineError(Exception):
    """The root: catch this to catch everything blogduck raises on purpose."""


class SettingsError(PipelineError):
    """`blogs.toml`, an argument or a query is wrong."""


class FetchError(PipelineError):
    """One URL could not be fetched.

    Args:
        url: the URL that was asked for.
        message: what happened and what to do, without the URL.
    """

    code = "fetch_failed"

    def __init__(self, url: str, message: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url
        self.detail = message
        # The `Capture` of the stored failure, set by the fetcher; untyped, because this floor knows no captures.
        self.capture: object | None = None

    def __reduce__(self) -> tuple[type["FetchError"], tuple[str, str]]:
        return type(self), (self.url, self.detail)


class RobotsDenied(FetchError):
    """robots.txt (RFC 9309) forbids this URL to us."""

    code = "robots_denied"


class ForbiddenAddress(FetchError):
    """The host's address is private, loopback or otherwise not public, and the blog's entry does not allow that."""

    code = "forbidden_address"


class Unreachable(FetchError):
    """DNS, connection, TLS or time-out, after all retries."""

    code = "unreachable"


class TooLarge(FetchError):
    """The response is over the size cap, as transferred or after decompression. What came is kept, truncated."""

    code = "too_large"


class Stopped(FetchError):
    """The run was told to stop before this URL was fetched. Not a failure: nothing is stored, it stays due."""

    code = "stopped"


class BadStatus(FetchError):
    """An HTTP status that holds no page.

    Args:
        url: the URL that was asked for.
        message: what happened and what to do.
        status: the HTTP status code.
    """

    code = "bad_status"

    def __init__(self, url: str, message: str, status: int = 0) -> None:
        super().__init__(url, message)
        self.status = status


class ParseError(PipelineError):
    """One page could not be read as what it was asked to be."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url
        self.detail = message


class NotHtml(ParseError):
    """The bytes are no HTML."""


class NoArticle(ParseError):
    """The page is no article: a list, a login form, an error."""


class LoadError(PipelineError):
    """The archive's database could not be written or read."""


class MigrationError(LoadError):
    """The archive's schema can't be brought to this version, or is of a newer one."""


class CheckFailed(LoadError):
    """A check in `sql/checks` found rows that must not be there."""


class DiskFull(LoadError):
    """No space is left; what was fetched before is stored."""


class ArchiveInUse(LoadError):
    """Another process holds the database file or the run's lock."""
