"""WordprocessingML: reading drafts, computing numbers, splicing tracked changes into the original bytes."""
