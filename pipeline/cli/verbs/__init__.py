"""One file a verb, each with its `command`; `pipeline.cli.group` lists them."""
