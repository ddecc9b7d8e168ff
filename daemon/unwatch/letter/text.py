"""Sets a letter as plain text: the master, complete by itself, at most 72 columns.

Words of a mail never begin a line: they are indented, or stand behind a bar, so that none of them can pass for a
heading, a numbered item or a command of ours.
"""

from __future__ import annotations

from unwatch.letter.parts import Action, Block, Commands, Entry, LetterParts, Paragraph, Section, Shown, Wait, Waits
from unwatch.letter.words import sentence, stopped, wrapped

INDENT = "   "
BAR = "  | "
_COMMAND_COLUMNS = 4
_COMMAND_WIDTH = 16


def letter_text(parts: LetterParts) -> str:
    """Return the whole letter as text, ended by one line break."""
    lines = [parts.date_line, "", *wrapped(parts.verdict)]
    for lead in parts.lead:
        lines.extend(wrapped(lead))
    if parts.next_letter:
        lines.extend(wrapped(f"The next letter comes on {parts.next_letter}."))
    for section in parts.sections:
        lines.extend(["", "", *_section(section)])
    return "\n".join(lines) + "\n"


def count_words(parts: LetterParts) -> int:
    """Count the words of the text."""
    return len(letter_text(parts).split())


def _section(section: Section) -> list[str]:
    note = f" ({section.note})" if section.note else ""
    lines = wrapped(f"{section.title.upper()}{note}")
    for index, block in enumerate(section.blocks):
        if not _continues(section, index):
            lines.append("")
        lines.extend(_block(block))
    return lines


def _continues(section: Section, index: int) -> bool:
    """Tell whether a block follows the one before it without a gap: running text after running text."""
    if index == 0:
        return False
    before, block = section.blocks[index - 1], section.blocks[index]
    return isinstance(block, Paragraph) and isinstance(before, Paragraph | Commands)


def _block(block: Block) -> list[str]:
    match block:
        case Action():
            return _action(block)
        case Entry():
            role = f", {block.role}" if block.role else ""
            return wrapped(f"{block.number}. {block.name}{role}. {block.text}", then=INDENT)
        case Waits():
            return [line for row in block.rows for line in _row(row)]
        case Paragraph():
            return wrapped(
                block.text, first=INDENT if block.begins_foreign else "", then=INDENT if block.foreign else ""
            )
        case Shown():
            return _shown(block)
        case Commands():
            return commands_table(block.lines)


def _action(action: Action) -> list[str]:
    lines = wrapped(f"{action.number}. {action.when}", then=INDENT)
    lines.extend(wrapped(action.what, first=INDENT, then=INDENT))
    if action.more:
        lines.extend(wrapped(action.more, first=INDENT, then=INDENT))
    return lines


def _row(row: Wait) -> list[str]:
    role = f", {row.role}" if row.role else ""
    told = f"{row.told} {said_sentence(row.said)} {outlook_sentence(row.outlook)}".strip()
    return [
        *wrapped(f"{row.number}. {row.name}{role}", then=INDENT),
        *wrapped(told, first=INDENT, then=INDENT),
    ]


def said_sentence(said: str | None) -> str:
    """Return their word on when as a sentence."""
    return f"They said {stopped(said)}" if said else "No date given."


def outlook_sentence(outlook: str) -> str:
    """Return the outlook as a sentence: "Realistic: by 30 October."."""
    return f"Realistic: {outlook}." if outlook.startswith("by ") else f"{sentence(outlook)}."


def _shown(shown: Shown) -> list[str]:
    number = f"{shown.number}. " if shown.number else ""
    lines = wrapped(f"{number}{shown.head}", then=INDENT)
    if shown.why:
        lines.extend(wrapped(shown.why, first=INDENT, then=INDENT))
    return [*lines, *barred(shown.lines)]


def barred(lines: tuple[str, ...]) -> list[str]:
    """Return a mail's own lines behind a bar."""
    return [part for line in lines for part in (wrapped(line, first=BAR, then=BAR) or [BAR.rstrip()])]


def commands_table(commands: tuple[str, ...]) -> list[str]:
    """Return the commands in columns."""
    rows = [commands[start : start + _COMMAND_COLUMNS] for start in range(0, len(commands), _COMMAND_COLUMNS)]
    return ["".join(command.ljust(_COMMAND_WIDTH) for command in row).rstrip() for row in rows]
