"""A disk that is really full: a small tmpfs, which takes root to mount."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.archives import content, fetched_twice, run_blogduck, write_settings
from tests.run.blog_server import MadeUpBlog, made_up_posts, serving

pytestmark = pytest.mark.real


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for a database but not for much in it."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "blogduck-test", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(small_disk: Path, tmp_path: Path) -> None:
    with serving(MadeUpBlog(made_up_posts(40))) as url:
        for folder in (small_disk, tmp_path / "whole"):
            write_settings(folder, url)
        run_blogduck(tmp_path / "whole", "run")
        said = run_blogduck(small_disk, "run", expect=4)
        assert "no space" in said.lower() and "Traceback" not in said
        subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
        run_blogduck(small_disk, "run")
    assert content(small_disk) == content(tmp_path / "whole")
    assert fetched_twice(small_disk) == []
