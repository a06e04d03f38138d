"""query"""

import click


@click.command()
def command() -> None:
    """Example: blogduck query"""
