"""Every key of the window with its menu entry: one table from which menus, shortcuts and the legend derive."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A thing a key does: its name, the menu it stands in, its words, its keys; `apart` draws a line before it."""

    name: str
    menu: str
    words: str
    keys: tuple[str, ...] = ()
    apart: bool = False
    needs_dossier: bool = True


KEYS: tuple[Key, ...] = (
    Key("new", "File", "New…", ("Ctrl+N",), needs_dossier=False),
    Key("open", "File", "Open…", ("Ctrl+O",), needs_dossier=False),
    Key("dayFile", "File", "The file of the day…", ("Ctrl+Shift+E",), apart=True),
    Key("saveCopy", "File", "Save a copy elsewhere…"),
    Key("handOver", "File", "Hand the dossier over with its pen…", apart=True),
    Key("takeBack", "File", "Take the dossier back…"),
    Key("takePen", "File", "Take the pen back without the copy…"),
    Key("quit", "File", "Close", ("Ctrl+Q",), apart=True, needs_dossier=False),
    Key("undo", "Edit", "Undo", ("Ctrl+Alt+Backspace",)),
    Key("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Alt+Shift+Backspace")),
    Key("remedy", "Edit", "Carry out the remedy", ("F10",), apart=True),
    Key("privateNote", "Edit", "Private note, or for the record again", ("Ctrl+Shift+N",), apart=True),
    Key("takenDown", "Edit", "What was taken down last"),
    Key("abbreviations", "Edit", "Abbreviations and stored texts…"),
    Key("openSitting", "Sitting", "Open the sitting", ("Ctrl+F9",)),
    Key("suspend", "Sitting", "Suspend or resume the sitting", ("Ctrl+Shift+S",)),
    Key("rollCall", "Sitting", "Roll call…", ("Ctrl+Shift+I",)),
    Key("closeSitting", "Sitting", "Close the sitting", ("Ctrl+Shift+F9",)),
    Key("rehearse", "Sitting", "Rehearse on a copy, or end the rehearsal", apart=True),
    Key("offTheRecord", "Sitting", "Off the record, or on again"),
    Key("goTo", "Sitting", "Go to a place of the text…", ("Ctrl+G",), apart=True),
    Key("activate", "Sitting", "Make the selected place active", ("Ctrl+Return", "Ctrl+Enter")),
    Key("sumUp", "Decide", "Summing-up from the proposal", ("Ctrl+Shift+Y",)),
    Key("declare", "Decide", "Decision from the proposal…", ("Ctrl+Shift+D",)),
    Key("poll", "Decide", "Indicative show of hands…", ("Ctrl+Shift+H",)),
    Key("statement", "Decide", "Statement for the record…", ("Ctrl+Shift+R",)),
    Key("action", "Decide", "Action…", ("Ctrl+Shift+O",)),
    Key("park", "Decide", "Park this place…", ("Ctrl+Shift+K",), apart=True),
    Key("return", "Decide", "Come back to what is parked…", ("Ctrl+Shift+J",)),
    Key("refer", "Decide", "Refer to a panel or defer to a meeting…"),
    Key("agreeBlock", "Decide", "Agree on the block as it stands…", apart=True),
    Key("editorial", "Decide", "Editorial points without discussion…"),
    Key("adopt", "Decide", "Adopt the text…"),
    Key("votes", "Decide", "Switch decisions by vote on or off", apart=True),
    Key("proposeText", "Text", "Text as a proposal", ("Ctrl+Shift+T", "F5")),
    Key("editProposal", "Text", "Amend the proposal…"),
    Key("backers", "Text", "Who backs the proposal"),
    Key("alternative", "Text", "Alternatives side by side", ("Ctrl+Shift+A",)),
    Key("bracket", "Text", "Brackets around the selected words…", ("Ctrl+Shift+B",)),
    Key("merge", "Text", "Merge proposals…", ("Ctrl+Shift+M",)),
    Key("queue", "Floor", "Add to the queue…", ("F2",)),
    Key("closeList", "Floor", "Close or reopen the list of speakers", ("Shift+F2",)),
    Key("timeLimit", "Floor", "Time limit…", ("Ctrl+F2",)),
    Key("lastWord", "Floor", "Last word to…", ("Ctrl+Shift+F2",)),
    Key("toQueue", "Floor", "Go to the queue", ("Ctrl+Shift+F",)),
    Key("invite", "Floor", "The chair invites", ("F3",)),
    Key("openToObservers", "Floor", "Open the item to observers", ("Shift+F3",)),
    Key("inviteForItem", "Floor", "The chair invites for the whole item…", ("Ctrl+F3",)),
    Key("next", "Floor", "Next speaker", ("F4",)),
    Key("endIntervention", "Floor", "End the intervention", ("Shift+F4",)),
    Key("letIn", "Floor", "Let someone in, the floor comes back…", ("Ctrl+F4",)),
    Key("pointOfOrder", "Floor", "Point of order, or the ruling on it…", ("F9",)),
    Key("returnFloor", "Floor", "Give the floor back", ("Shift+F9",)),
    Key("reassign", "Floor", "Somebody else has the floor…", ("Ctrl+Shift+F4",)),
    Key("wall", "Wall", "Open or close the wall", ("Ctrl+F7",)),
    Key("wallScreen", "Wall", "Move the wall to the next screen", ("Ctrl+Shift+F7",)),
    Key("freeze", "Wall", "Freeze", ("F6",), apart=True),
    Key("showWall", "Wall", "Show", ("F7",)),
    Key("blank", "Wall", "Blank", ("F8",)),
    Key("wallClean", "Wall", "Clean text", ("Shift+F8",), apart=True),
    Key("wallAlternatives", "Wall", "Alternatives side by side", ("Ctrl+F8",)),
    Key("wallDecision", "Wall", "Words of the decision", ("Shift+F6",)),
    Key("wallMessage", "Wall", "Message…", ("Ctrl+Shift+F8",)),
    Key("wallNext", "Wall", "Next page", ("Ctrl+Shift+PgDown",), apart=True),
    Key("wallPrevious", "Wall", "Page before", ("Ctrl+Shift+PgUp",)),
    Key("wallSpeaker", "Wall", "Who has the floor", apart=True),
    Key("wallQueue", "Wall", "Who is next"),
    Key("wallClock", "Wall", "Times"),
    Key("brightWall", "Wall", "Light for a bright room", ("Shift+F7",)),
    Key("wallTyping", "Wall", "Show as I type", apart=True),
    *(
        Key(f"page{number}", "View", words, (f"Ctrl+{number % 10}",))
        for number, words in enumerate(
            (
                "Session",
                "Text",
                "Comments",
                "People",
                "Agenda",
                "Panels",
                "Decisions",
                "Minutes",
                "Documents",
                "Journal",
            ),
            1,
        )
    ),
    Key("where", "View", "Where are we", ("F12",), apart=True),
    Key("chair", "View", "Chair's view", ("Ctrl+F6",)),
    Key("chairHalf", "View", "Chair's view as half of the desk", ("Ctrl+Shift+F6",)),
    Key("dark", "View", "Light or dark", ("Ctrl+Shift+L",), apart=True, needs_dossier=False),
    Key("larger", "View", "Larger", ("Ctrl++", "Ctrl+="), needs_dossier=False),
    Key("smaller", "View", "Smaller", ("Ctrl+-",), needs_dossier=False),
    Key("fullScreen", "View", "Full screen", ("F11",), needs_dossier=False),
    Key("legend", "Help", "Keys…", ("F1",), needs_dossier=False),
    Key("commands", "Help", "Find a command…", ("Ctrl+Shift+P",), needs_dossier=False),
)
"""In the order of the menus."""
