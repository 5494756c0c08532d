"""The legal text: drafts, blocks, provisions, footnotes, and the amendments that change them."""
