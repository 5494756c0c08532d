"""The right to speak: who has it, who waits for it, and who invited an observer."""
