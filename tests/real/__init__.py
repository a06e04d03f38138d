"""Tests against real servers of Debian's packages; `.ci/run` installs them and fails if a test here is skipped."""
