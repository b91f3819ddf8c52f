"""What is wrong with how a command was called, as a mistake that a person can mend."""

from __future__ import annotations

import click

from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError


def usage_mistake(error: click.UsageError) -> WorkbookError:
    """Return click's complaint as a sentence with the nearest right word, or where to read more."""
    command = error.ctx.command_path if error.ctx else "workbook"
    mend = f"`{command} --help` tells more"
    if isinstance(error, click.NoSuchOption):
        what = f"`{command}` has no option {error.option_name}"
        known = [name for name in _options(error.ctx) if name.startswith("--")]
        mend = suggestion(error.option_name, known) or mend
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(error.ctx) if error.ctx else error.param.human_readable_name
        what = f"`{command}` needs {name}"
    else:
        what = error.format_message().rstrip(".")
    return WorkbookError(what, mend)


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for parameter in context.command.get_params(context) for name in parameter.opts]
