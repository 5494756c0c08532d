"""The kinds of documents that are given out: for whom each is, what can be chosen, how it is made. `exports` finds them."""
