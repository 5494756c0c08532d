"""Placeholder until the engine lands."""


def carry(offset: int, before: str, after: str) -> int:
    """x"""
    n = 0
    while n < min(len(before), len(after)) and before[n] == after[n]:
        n += 1
    if offset <= n:
        return offset
    m = 0
    while m < min(len(before), len(after)) - n and before[-1 - m] == after[-1 - m]:
        m += 1
    if offset >= len(before) - m:
        return offset + len(after) - len(before)
    return min(offset, len(after) - m)
