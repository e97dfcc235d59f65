"""Edits a Word file in LibreOffice, as people would: ``/usr/bin/python3 editing.py JOB``.

Runs under the system's own Python, which has LibreOffice's bridge (``python3-uno``); it knows
nothing of Inzet. JOB is a JSON file: where the file is, where it goes, and what is done to it. One
office serves one job after another from standard input, a path per line; it answers with a line
each.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

PARAGRAPH_BREAK = uno.getConstantByName("com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK")


def named(name: str, value: Any) -> Any:
    return PropertyValue(name, 0, value, 0)


class Office:
    """A LibreOffice of its own, without a window."""

    def __init__(self, home: str) -> None:
        self.pipe = f"inzet{os.getpid()}"
        self.process = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                "--nolockcheck",
                "-env:UserInstallation=file://" + home,
                f"--accept=pipe,name={self.pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        deadline = time.monotonic() + 90
        while True:
            try:
                self.context = resolver.resolve(
                    f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
                )
                break
            except Exception:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
        self.manager = self.context.ServiceManager
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.dispatcher = self.service("com.sun.star.frame.DispatchHelper")

    def service(self, name: str) -> Any:
        return self.manager.createInstanceWithContext(name, self.context)

    def setting(self, path: str, **values: Any) -> None:
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (named("nodepath", path),)
        )
        for name, value in values.items():
            node.setPropertyValue(name, value)
        node.commitChanges()

    def author(self, given: str, family: str) -> None:
        self.setting("/org.openoffice.UserProfile/Data", givenname=given, sn=family)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self.desktop.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Text:
    """A text that is open in an office."""

    def __init__(self, office: Office, path: str) -> None:
        self.office = office
        self.document = office.desktop.loadComponentFromURL(
            "file://" + path, "_blank", 0, (named("Hidden", True),)
        )
        self.controller = self.document.CurrentController

    def found(self, words: str) -> Any:
        """The place of words, which stands as a selection."""
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        if found is None:
            raise ValueError("no such words: " + words)
        return found

    def paragraph(self, words: str) -> Any:
        """A cursor over the paragraph that holds words, without its end."""
        found = self.found(words)
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def select(self, what: Any) -> None:
        self.controller.select(what)

    def dispatch(self, command: str, **arguments: Any) -> None:
        values = tuple(named(key, value) for key, value in arguments.items())
        self.office.dispatcher.executeDispatch(
            self.controller.Frame, ".uno:" + command, "", 0, values
        )

    def do(self, step: dict[str, Any]) -> None:
        kind = step["do"]
        if kind == "author":
            self.office.author(step["given"], step["family"])
        elif kind == "record":
            self.document.RecordChanges = step["on"]
        elif kind == "replace":
            found = self.found(step["words"])
            found.Text.createTextCursorByRange(found).setString(step["by"])
        elif kind == "insert":
            found = self.found(step["after"])
            cursor = found.Text.createTextCursorByRange(found.End)
            found.Text.insertString(cursor, step["words"], False)
        elif kind == "delete":
            found = self.found(step["words"])
            found.Text.createTextCursorByRange(found).setString("")
        elif kind == "delete paragraph":
            cursor = self.paragraph(step["words"])
            cursor.goRight(1, True)
            cursor.setString("")
        elif kind == "new paragraph":
            cursor = self.paragraph(step["after"])
            end = cursor.Text.createTextCursorByRange(cursor.End)
            cursor.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
            cursor.Text.insertString(end, step["words"], False)
        elif kind == "split":
            found = self.found(step["before"])
            cursor = found.Text.createTextCursorByRange(found.Start)
            found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        elif kind == "join":
            cursor = self.paragraph(step["words"])
            cursor.collapseToEnd()
            cursor.goRight(1, True)
            cursor.setString(" ")
        elif kind == "move":
            self.select(self.found(step["words"]))
            for _ in range(step.get("times", 1)):
                self.dispatch("MoveUp" if step["up"] else "MoveDown")
        elif kind == "cut and paste":
            cursor = self.paragraph(step["words"])
            cursor.goRight(1, True)
            self.select(cursor)
            self.dispatch("Cut")
            target = self.paragraph(step["before"])
            target.collapseToStart()
            self.select(target)
            self.dispatch("Paste")
        elif kind == "bold":
            found = self.found(step["words"])
            found.CharWeight = 150.0
        elif kind == "italic":
            found = self.found(step["words"])
            found.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
        elif kind == "accept all":
            self.dispatch("AcceptAllTrackedChanges")
        elif kind == "reject all":
            self.dispatch("RejectAllTrackedChanges")
        elif kind in {"accept", "reject"}:
            self.settle(
                step["words"], "AcceptTrackedChange" if kind == "accept" else "RejectTrackedChange"
            )
        elif kind == "cell":
            self.cell(step)
        elif kind == "row":
            table = self.document.TextTables.getByIndex(step["table"])
            if step["delete"]:
                table.Rows.removeByIndex(step["row"], 1)
            else:
                table.Rows.insertByIndex(step["row"], 1)
        else:
            raise ValueError("unknown step: " + kind)

    def settle(self, words: str, command: str) -> None:
        """Accepts or rejects the tracked changes at words; deleted words are found too."""
        redlines = self.document.Redlines.createEnumeration()
        while redlines.hasMoreElements():
            redline = redlines.nextElement()
            start, end = redline.RedlineStart, redline.RedlineEnd
            cursor = start.Text.createTextCursorByRange(start)
            cursor.gotoRange(end, True)
            if words in cursor.String:
                self.select(cursor)
                self.dispatch(command)
                return
        raise ValueError("no tracked change at: " + words)

    def cell(self, step: dict[str, Any]) -> None:
        table = self.document.TextTables.getByIndex(step["table"])
        cell = table.getCellByPosition(step["column"], step["row"])
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cursor.setString(step["words"])

    def save(self, path: str) -> None:
        self.document.storeToURL("file://" + path, (named("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def main() -> None:
    office = Office(sys.argv[1])
    try:
        print("ready", flush=True)
        for line in sys.stdin:
            try:
                job = json.loads(Path(line.strip()).read_text(encoding="utf-8"))
                text = Text(office, job["from"])
                for step in job["steps"]:
                    text.do(step)
                text.save(job["to"])
                print("done", flush=True)
            except Exception:
                print(json.dumps(traceback.format_exc()), flush=True)
    finally:
        office.close()


if __name__ == "__main__":
    main()
