"""A tag as words of a query."""

from __future__ import annotations


def with_tag(query: str, path: str) -> str:
    """`query` with a condition for the tag of that path, or without it where it has it already."""
    quoted = path.replace('"', "")
    condition = f'tag:"{quoted}"' if not quoted.isalnum() else f"tag:{quoted}"
    words = query.strip()
    if words == condition or words.endswith(f" {condition}"):
        return words.removesuffix(condition).rstrip()
    # OR binds less than what is side by side: the condition is for all of the query.
    if " OR " in words and not (words.startswith("(") and words.endswith(")")):
        words = f"({words})"
    return f"{words} {condition}".strip()
