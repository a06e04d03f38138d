"""The fetchers: move bytes from the web into WARC files, and decide when. They know no parser and no database."""
