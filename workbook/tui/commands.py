"""Every command of the app, declared once; keys, footer, palette and help are derived from these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Command:
    """Something a person can do in the app.

    Attributes:
        action: the name of the action; a screen or the app has `action_NAME`.
        key: the key, or several with a comma between them.
        label: one or two words for the footer.
        help: one sentence that says what it does.
        footer: whether the footer shows it.
        roomy: whether the footer shows it only where there is room, in a wide terminal.
        small: on which steps the footer shows it in a narrow terminal: on all, only where an answer is
            written, or only elsewhere.
        priority: whether it works while an editor has the focus and knows the key itself.
        key_shown: how the key is written; derived where none is given.
    """

    action: str
    key: str
    label: str
    help: str
    footer: bool = True
    roomy: bool = False
    small: Literal["all", "writing", "elsewhere"] = "all"
    priority: bool = False
    key_shown: str = ""

    @property
    def key_words(self) -> str:
        """The key as it is written for a person."""
        return self.key_shown or key_words(self.key.split(",")[0])

    def binding(self) -> Binding:
        """Return Textual's binding for it."""
        return Binding(
            self.key,
            self.action,
            self.label,
            show=self.footer,
            key_display=self.key_words,
            priority=self.priority,
            tooltip=self.help,
        )


def key_words(key: str) -> str:
    """Return a key as it is written for a person."""
    names = {"enter": "Enter", "escape": "Esc", "slash": "/", "space": "Space"}
    return key.upper() if key.startswith("f") and key[1:].isdigit() else names.get(key, key)


@cache
def footer_places() -> dict[str, str]:
    """Return where the footer of a narrow terminal shows an action; everywhere where it is not named.

    "writing" and "elsewhere" as `Command.small` has them; "roomy" is shown in a wide terminal alone.
    """
    known = [value for value in globals().values() if isinstance(value, Command)]
    found: dict[str, str] = {command.action: command.small for command in known if command.small != "all"}
    return {**found, **{command.action: "roomy" for command in known if command.roomy}}


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """Return the bindings of some commands."""
    return [command.binding() for command in commands]


HELP = Command("help", "f1", "help", "Say what this is for, its keys, and the guide's page.", priority=True)
PALETTE = Command("command_palette", "ctrl+p", "commands", "List every command, to choose by name.")
QUIT = Command("quit", "ctrl+q", "quit", "Save everything and leave.", footer=False, priority=True)
LEAVE = replace(QUIT, footer=True)
"""The same, said in the footer of the first screen."""
UP = Command("up", "escape", "up", "Go one level up: out of a page, to the steps, to the first screen.")
CLOSE = Command("up", "escape", "close", "Go back to where you were.")
NOTICE = Command(
    "read_notice",
    "shift+f1,f13",
    "read the notice",
    "Show all of what is said under the top line, or take it away.",
    footer=False,
    priority=True,
    key_shown="shift+F1",
)
GUIDE = Command("guide", "g", "guide", "Open the guide: tips, questions and answers, how-tos.")

OPEN = Command("select", "enter", "open", "Open what is highlighted.")
NEW = Command("new", "n", "new", "Go to the list of micro-credentials, to start one.")
SEARCH = Command("search", "slash", "search", "Look for a micro-credential by words.")
START = Command("start", "s", "start", "Start a workbook on this micro-credential.")
DELETE = Command("delete", "delete", "delete", "Move the workbook in hand to the trash.", footer=False)
FIND = Command("search", "slash", "search", "Look for words in the guide.")
TURN_TO = Command("select", "enter", "read", "Read the page that is highlighted.")

BACK = Command("previous_step", "f2", "back", "Go to the step before this one.", priority=True)
ON = Command("next_step", "f3", "on", "Go to the step after this one.", priority=True)
CRITERIA = Command(
    "drawer",
    "f4",
    "criteria",
    "Show or hide the passing criteria, your notes and the sources.",
    priority=True,
)
GO_TO = Command("go_to", "f5", "go to", "Show the list of all the steps, to go to one.", priority=True)
HISTORY = Command(
    "history", "f6", "history", "See what you wrote here before, and take it back.", roomy=True, priority=True
)
PROOFREAD = Command(
    "proofread",
    "f7",
    "proofread",
    "Go to the next thing to look at, in this answer and then in the others.",
    small="writing",
    priority=True,
)
PREVIOUS_FINDING = Command(
    "previous_finding",
    "shift+f7",
    "look at the one before",
    "Go back to the thing to look at before this one.",
    footer=False,
    priority=True,
    key_shown="shift+F7",
)
EDITOR = Command(
    "editor",
    "f8",
    "editor",
    "Write in your own editor for a while; what you save there comes back here.",
    roomy=True,
    priority=True,
)
BUILD = Command("build", "f9", "build", "Make the PDF to hand in.", small="elsewhere", priority=True)
SAVE = Command(
    "save", "ctrl+s", "save", "Save now; it happens by itself anyway.", footer=False, priority=True
)
READ = Command("read", "r", "read", "Mark this section as read, or take that back.")
NOTE = Command("note", "n", "note", "Write a note on the source in hand.")
OPEN_LINK = Command("open_link", "enter", "link", "Open the source's address in your browser.")
COPY = Command("copy_answer", "c", "copy", "Hand the answer in hand to the clipboard, as plain text.")
KEEP_FILE = Command(
    "keep_as_file",
    "f",
    "as a file",
    "Keep the answer in hand as a file of plain text, where copying does not arrive.",
    roomy=True,
)
LETTERS = Command(
    "letters",
    "f10",
    "letters",
    "Put in the letters of the lettered questions, ready to be answered.",
    footer=False,
)
ATTACH = Command("attach", "enter", "attach", "Attach a file or a link to the artifact in hand.")
TAKE_AWAY = Command(
    "take_away",
    "delete",
    "take away",
    "Take away what is attached to the artifact in hand.",
    roomy=True,
)
CHOOSE = Command(
    "choose", "enter,space", "choose", "Choose the level in hand; choosing it again takes it back."
)
GO_THERE = Command("select", "enter,space", "go there", "Go to what was found, or tick the line in hand.")
LOOK_AGAIN = Command("look_again", "r", "look again", "Look the whole workbook over anew.", roomy=True)
RESTORE = Command(
    "restore",
    "enter,r",
    "take back",
    "Make this version your text again; what is there now is kept too.",
    key_shown="Enter, r",
)
NAME_IT = Command("name_it", "n", "name it", "Give this version a name; it is then kept for good.")
WHOLE = Command("whole", "w", "whole text", "Show the whole text, or only what has changed.")
STOP = Command("stop_build", "escape", "stop", "Stop making the document; nothing is written.")

TAKE = Command(
    "take", "1", "take it", "Put the suggestion of that number into the text.", footer=False, key_shown="1–9"
)
IGNORE = Command(
    "ignore", "i", "ignore here", "Never mind this, in this sentence and no other.", footer=False
)
ADD_WORD = Command(
    "add_word", "w", "add to my words", "Take this word for a right one from now on.", footer=False
)
RULE_OFF = Command(
    "rule_off", "r", "switch this rule off", "Switch this rule off in this workbook.", footer=False
)
RULE_OFF_FOR_ME = Command(
    "rule_off_for_me",
    "R",
    "switch this rule off for me",
    "Switch this rule off for you, in all your workbooks.",
    footer=False,
)
OTHER_LANGUAGE = Command(
    "other_language",
    "o",
    "another language",
    "Leave this paragraph alone: it is in another language.",
    footer=False,
)
OTHER_LANGUAGE_MARKED = Command(
    "other_language",
    "shift+f8",
    "in another language",
    "Leave the marked words, or the paragraph with the finding in hand, alone: they are in another language.",
    footer=False,
    priority=True,
    key_shown="shift+F8",
)
TAKE_BACK_LAST = Command(
    "take_back_last", "ctrl+z", "take back", "Take back what you did last while proofreading.", footer=False
)
ALL_FINDINGS = Command(
    "list_findings", "l", "list", "List all that there is to look at in this answer.", footer=False
)
SET_ASIDE = Command(
    "set_aside",
    "s",
    "what you set aside",
    "See what you ignored, the rules you switched off and your words, and take any of it back.",
    footer=False,
)
WRITE_ON = Command("write_on", "escape", "write on", "Close this and go on writing.", footer=False)
PUT_BACK = Command("take_back", "enter,t", "take back", "Take the row in hand back: it counts again.")
SET_ASIDE_AGAIN = Command("undo", "ctrl+z", "set aside again", "Set aside again what you took back last.")
