"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

from tests.bench import fetch, growth, load, parse, run, stages

print("== parse")
parse.main([])
print("\n== stages")
stages.main([])
print("\n== growth")
growth.main()
print("\n== fetch")
fetch.main()
print("\n== load")
load.main(1_000_000)
print("\n== run")
run.main(list(run.SIZES))
