"""`backup`, `restore`, `delete` and `undelete`: what is kept, brought back, and taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbook.cli.common import PersonsPath, json_option, moment_in_words, store
from workbook.cli.faults import FINDINGS, FINE, notice
from workbook.cli.output import say, say_json
from workbook.errors import WorkbookError
from workbook.home import Home
from workbook.text import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.drafts.archive import Skipped
    from workbook.drafts.trash import Discarded


@click.command("backup")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.zip",
    type=PersonsPath(),
    help="Where to; else workbook-backup-DATE.zip here. A file that is there is never replaced.",
)
@click.option("--with-names", is_flag=True, help="Put in the private names, too; they are left out else.")
@json_option
def backup_command(target: Path | None, with_names: bool, as_json: bool) -> int:
    """Put everything you made into one zip file, and read it back to be sure.

    `workbook restore` brings it back, here or on another computer. The exit status is 1 where a file that
    you attached is not there any more: everything else is in the backup.
    """
    from workbook.drafts.backup import back_up, usual_name

    made = back_up(Home.from_environment(), target or Path(usual_name()), with_names=with_names)
    status = FINDINGS if made.gone else FINE
    if as_json:
        say_json(
            {
                "path": str(made.path),
                "workbooks": list(made.workbooks),
                "files": made.files,
                "skipped": _skipped_json(made.skipped),
            }
        )
        return status
    what = f"{counted(len(made.workbooks), 'workbook', 'workbooks')}, {counted(made.files, 'file', 'files')}"
    if made.gone:
        gone = counted(len(made.gone), "attached file that is", "attached files that are")
        what += f", without {gone} gone"
    say(f"Backed up and read back: {what}, in {made.path}")
    if with_names:
        say("The private names are in it: keep it where only you can read it.")
    _say_skipped("Left out, or not as it stands on the disk:", made.skipped)
    return status


@click.command("restore")
@click.argument("path", metavar="FILE.zip", type=PersonsPath())
@click.option("--dry-run", is_flag=True, help="Only check it, and say what would happen.")
@json_option
def restore_command(path: Path, dry_run: bool, as_json: bool) -> int:
    """Bring a backup back, after checking all of it.

    A workbook that is not here is put in its place. One that is here gets what it does not have; where
    both have a text, the newer one stays in force and the other goes to its history.
    """
    from workbook.drafts.restoring import restore

    done = restore(Home.from_environment(), path, dry_run=dry_run, tell=notice)
    if as_json:
        say_json(
            {
                "path": str(done.path),
                "workbooks": done.workbooks,
                "files": done.files,
                "skipped": _skipped_json(done.skipped),
                "changes": [{"name": change.name, "what": change.what} for change in done.changes],
                "dry_run": dry_run,
            }
        )
        return FINE
    what = f"{counted(len(done.workbooks), 'workbook', 'workbooks')}, {counted(done.files, 'file', 'files')}"
    say(f"The backup of {moment_in_words(done.made_at)} is whole: {what}.")
    if dry_run:
        say("Nothing was changed; without --dry-run this would happen:")
    for change in done.changes:
        say(f"  {one_line(change.name)}: {one_line(change.what)}")
    _say_skipped("Left as it is:", done.skipped)
    return FINE


@click.command("delete")
@click.argument("workbook", metavar="WORKBOOK")
@click.option("--yes", is_flag=True, help="Do it; without it nothing is done.")
@json_option
def delete_command(workbook: str, yes: bool, as_json: bool) -> int:
    """Move a workbook to the trash in the folder where everything is kept; nothing is ever erased.

    `workbook undelete` brings it back.
    """
    from workbook.drafts.trash import discard

    home_store = store()
    if not yes:
        workbook_id = home_store.resolve(workbook)
        raise WorkbookError(
            f"Nothing was done: this would move the workbook “{workbook_id}” to the trash, "
            f"and `workbook undelete {workbook_id}` would bring it back",
            "Add --yes to do it",
        )
    done = discard(home_store, workbook)
    if as_json:
        say_json({"workbook": done.workbook, "path": str(done.path)})
    else:
        say(f"Moved to the trash: {done.workbook}, to {done.path}")
        say(f"`workbook undelete {done.workbook}` brings it back.")
    return FINE


@click.command("undelete")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--id", "wanted_id", metavar="NEW", help="What the workbook is called; else what it was.")
@json_option
def undelete_command(name: str | None, wanted_id: str | None, as_json: bool) -> int:
    """Bring a deleted workbook back, the latest of its name; without NAME list what is in the trash."""
    from workbook.drafts.trash import bring_back, discarded

    home_store = store()
    if name is None:
        if wanted_id is not None:
            raise WorkbookError("--id needs NAME", "`workbook undelete` lists what is in the trash")
        return _list_trash(discarded(home_store.home), as_json)
    workbook_id, was = bring_back(home_store, name, wanted_id)
    if as_json:
        say_json({"workbook": workbook_id, "path": str(home_store.home.workbooks / workbook_id)})
    else:
        say(f"Back from the trash: {workbook_id}, deleted on {moment_in_words(was.discarded_at)}.")
    return FINE


def _list_trash(trash: list[Discarded], as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "name": each.path.name,
                "workbook": each.workbook,
                "deleted_at": each.discarded_at.isoformat(),
                "path": str(each.path),
            }
            for each in trash
        ]
        say_json({"trash": rows})
        return FINE
    if not trash:
        say("No workbook is in the trash.")
    for each in trash:
        say(f"{each.path.name}: {each.workbook}, deleted on {moment_in_words(each.discarded_at)}")
    return FINE


def _skipped_json(skipped: Iterable[Skipped]) -> list[dict[str, str]]:
    return [{"name": each.name, "why": each.why} for each in skipped]


def _say_skipped(heading: str, skipped: Iterable[Skipped]) -> None:
    for number, each in enumerate(skipped):
        if not number:
            say(heading)
        say(f"  {one_line(each.name)}: {one_line(each.why)}")
