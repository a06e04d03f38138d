"""status"""

import click


@click.command()
def command() -> None:
    """Example: blogduck status"""
