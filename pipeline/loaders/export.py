"""Exports: an answer in pieces, so that what is larger than memory can be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import duckdb
import pyarrow.parquet

from pipeline.errors import SettingsError
from pipeline.loaders.queries import Answer

ROWS = 2000
"""Rows in one piece."""


def batches(answer: Answer) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of `answer`, some at a time.

    Raises:
        SettingsError: a value can't be computed, such as a cast that fails.
    """
    return answer.batches(ROWS)


def write_parquet(answer: Answer, stream: IO[bytes]) -> None:
    """Write `answer` as Parquet, some rows at a time.

    Raises:
        SettingsError: a value can't be computed.
    """
    try:
        reader = answer.relation.to_arrow_reader(100_000)
        with pyarrow.parquet.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
    except (duckdb.Error, pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError) as error:
        raise SettingsError(f"this can't be written as Parquet: {error}") from error
