"""Tooltips that show words as they stand."""

import html


def tip(words: str) -> str:
    """The words as a tooltip shows them as they stand, whatever is in them."""
    # Qt takes words with a tag in them for markup, and opens the pictures that they name: files, and on Windows
    # those of another machine. The words may have come with somebody's Word file.
    if "<" not in words:
        return words
    return f"<p>{html.escape(words).replace(chr(10), '<br>')}</p>"
