"""The words in braces that a text to patients may hold: each is filled in for their country."""

PLACEHOLDERS = ("{emergency_number}", "{same_day_care}", "{maternity_care}")


def wrong_placeholders(text: str) -> bool:
    """Whether a text holds braces that nothing fills in."""
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, "")
    return "{" in text or "}" in text
