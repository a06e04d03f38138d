"""The benchmark of stages names functions: each must still be there, or its time is counted for another."""

from __future__ import annotations

import pytest

from tests.bench import stages


@pytest.mark.parametrize("path", [path for functions in stages.STAGES.values() for path in functions])
def test_a_stage_is_a_function(path: str) -> None:
    owner, name = stages.find(path)
    assert callable(getattr(owner, name))
