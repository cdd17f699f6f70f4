"""Options and arguments that several commands share."""

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
