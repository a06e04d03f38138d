"""demo"""

import click


@click.command()
def command() -> None:
    """Example: blogduck demo"""
