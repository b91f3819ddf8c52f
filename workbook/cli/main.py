"""The commands, grouped by what a person does; a command's module is read when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from workbook import __version__
from workbook.cli.argument_text import text_alone
from workbook.cli.usage import usage_mistake
from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.cli.open_at import OpenApp

# By what a person does: command, the module that has it, what it does.
GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Choose a micro-credential",
        (
            ("catalogue", "catalogue", "List the micro-credentials, or search them."),
            ("show", "catalogue", "Print a micro-credential: what it asks, in order."),
            ("start", "starting", "Start a workbook on one."),
            ("guide", "guide", "Read the guide: tips, questions and answers, how-tos."),
        ),
    ),
    (
        "Work on it",
        (
            ("status", "status", "How far you have come, and what to do next."),
            ("open", "opening", "Open the app, where you stopped."),
            ("read", "reading", "Print a section and mark it as read."),
            ("note", "writing", "Keep a note on a section or a source."),
            ("answer", "writing", "Write the answer to a question."),
            ("history", "history", "See what you wrote before, and take it back."),
            ("attach", "attaching", "Attach a file or a link to hand in."),
            ("detach", "attaching", "Take an attached file or link away."),
            ("assess", "assessing", "Say which level you see in your own work."),
        ),
    ),
    (
        "Look it over and hand it in",
        (
            ("check", "checking", "Check a workbook against what is asked."),
            ("proofread", "proofreading", "Proofread what you wrote, or a file."),
            ("take", "taking", "Put a suggestion of the proofreading into your answer."),
            ("ignore", "ignoring", "Set a finding aside."),
            ("unignore", "ignoring", "Let a finding count again."),
            ("ready", "ready", "See what reviewers will ask, and say what only you can say."),
            ("build", "building", "Make the document to hand in."),
            ("copy", "copying", "Print an answer as plain text, to paste into a web form."),
        ),
    ),
    (
        "Look after things",
        (
            ("backup", "keeping", "Put everything you made into one zip file."),
            ("restore", "keeping", "Bring a backup back; nothing that is here is lost."),
            ("merge", "merging", "Put a second version of a workbook into its history."),
            ("delete", "keeping", "Move a workbook to the trash."),
            ("undelete", "keeping", "Bring a deleted workbook back."),
            ("prefer", "preferring", "Say which language, proofreading and colours you prefer."),
            ("words", "words", "Keep words of your own that are right."),
            ("rules", "rules", "Switch rules of the proofreading off and on."),
            ("languagetool", "languagetool", "Fetch the larger proofreading engine, or take it away."),
            ("validate", "validating", "Find the mistakes in a credential file."),
            ("doctor", "doctor", "See whether everything the workbook needs works here."),
        ),
    ),
)
_MODULES = {name: module for _, commands in GROUPS for name, module, _ in commands}


class Commands(click.Group):
    """The group of all commands, each imported when first used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands' names, in the order of the help."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, or None."""
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"workbook.cli.{_MODULES[cmd_name]}"), f"{cmd_name}_command"
        )
        return text_alone(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises:
            WorkbookError: there is none; the nearest is suggested.
        """
        if args[0] not in _MODULES and not args[0].startswith("-"):
            begun = [name for name in _MODULES if name.startswith(args[0].lower())]
            mend = suggestion(args[0].lower(), begun or _MODULES) or "`workbook --help` lists them"
            raise WorkbookError(f"There is no command “{one_line(args[0])}”", mend)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands in their groups."""
        for title, commands in GROUPS:
            with formatter.section(title):
                formatter.write_dl([(name, about) for name, _, about in commands], col_spacing=4)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    options_metavar="[--help] [--version]",
    subcommand_metavar="[COMMAND …]",
    epilog=(
        "A workbook is named by its id, or by a beginning of it that no other has. Everything is kept in "
        "the folder that WORKBOOK_HOME names; `workbook doctor` says where that is. "
        "`workbook COMMAND --help` tells more of each command."
    ),
)
@click.version_option(__version__, prog_name="workbook", message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> Any:
    """Work through a micro-credential: read, write, check, and hand it in.

    `workbook` alone opens the app; where there is no terminal it prints how far you have come.
    Every step can also be done by the commands below, in plain text.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from workbook.cli.status import tell_status

    return tell_status(None, as_json=False)


def run(arguments: Sequence[str], open_app: OpenApp) -> int:
    """Run the command that the arguments ask for, and return its exit status.

    Args:
        arguments: what follows the command's name.
        open_app: opens the app; the command line itself knows nothing of it.

    Raises:
        WorkbookError: the command was called in a way that it is not made for, or it failed.
    """
    try:
        with commands.make_context("workbook", list(arguments), obj=open_app) as context:
            status = commands.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort as abort:
        raise KeyboardInterrupt from abort
    except click.UsageError as error:
        raise usage_mistake(error) from error
    return status if isinstance(status, int) else 0
