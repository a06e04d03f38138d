"""Publishes the seed post in a real WordPress and saves the page of each theme as a parser case.

    python -m tests.servers.make_seed tests/cases/wordpress

writes OUTDIR/seed-<theme>/page.html and case.json; expected.json is made and approved elsewhere.
"""

import argparse
import json
import urllib.request
from pathlib import Path
from typing import Any

from tests.servers import seed_post
from tests.servers.wordpress import THEMES, WordPress

FETCHED_AT = "2026-11-23T12:00:00+00:00"
PERMALINKS = "/%postname%/"
OPTIONS = {"blogduck_hide_bylines": "1"}


def served_page(site: WordPress, url: str) -> tuple[bytes, str]:
    """Body and content type of a page, asked for on loopback by its public address."""
    with urllib.request.urlopen(url.replace(site.url, site.served_at, 1)) as response:
        return response.read(), response.headers["Content-Type"]


def case(url: str, content_type: str, version: str, theme: str) -> dict[str, Any]:
    """What case.json says of a page."""
    return {
        "url": url,
        "content_type": content_type,
        "fetched_at": FETCHED_AT,
        "hints": {},
        "documents": [],
        "source": f"rendered by WordPress {version} (Debian 12) with the theme {theme} of tests/servers/themes",
        "licence": "markup: GPL-2.0-or-later (WordPress), MIT (theme); text: quoted from a public post",
    }


def save_case(folder: Path, page: bytes, description: dict[str, Any]) -> None:
    """Writes page.html and case.json and leaves everything else in the folder alone."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_bytes(page)
    (folder / "case.json").write_text(json.dumps(description, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def make_seed(outdir: Path) -> list[Path]:
    """Saves the seed page under every theme; returns the folders."""
    folders = []
    with WordPress(permalinks=PERMALINKS, title="SteadyNews", home=seed_post.HOME, options=OPTIONS) as site:
        posts = [*seed_post.neighbours(), seed_post.seed_post()]
        url = site.publish(posts, [seed_post.AUTHOR, seed_post.EDITOR])[seed_post.SLUG].url
        for theme in THEMES:
            site.configure(theme=theme)
            page, content_type = served_page(site, url)
            folders.append(outdir / theme.replace("blogduck", "seed"))
            save_case(folders[-1], page, case(url, content_type, site.version, theme))
        if site.faults():
            raise RuntimeError(f"PHP complained: {site.faults()}")
    return folders


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("outdir", type=Path, help="folder of the cases, e.g. tests/cases/wordpress")
    for folder in make_seed(parser.parse_args().outdir):
        print(folder)


if __name__ == "__main__":
    main()
