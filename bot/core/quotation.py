"""What the writer of a mail added: the body without quotation and signature."""

from __future__ import annotations

import quotequail


def new_text(text: str) -> str:
    """The lines that the writer typed."""
    kept = quotequail.quote(text, limit=5000, quote_intro_line=True)
    lines = [line for shown, block in kept if shown for line in block.split("\n") if not line.startswith(">")]
    return "\n".join(lines).strip()
