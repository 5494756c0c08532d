"""The meeting: what is on record, what may be asked for, and the rules. No Qt, no SQL, no files, no clock."""
