def rebase(before: str, after: str, now: str) -> str | None:
    """x"""
    return after if before == now else None
