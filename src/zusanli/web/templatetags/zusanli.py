"""`{% say "..." name=value %}`: a text in the language of the reader."""

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, english: str, **values: object) -> str:
    """Say a text; `tools/catalogues` finds it by this tag."""
    return str(context["say"](english, **values))
