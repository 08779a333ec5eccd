"""In the language of the reader: `{% say "..." name=value %}`, a text; `{% day born %}`, a day."""

from datetime import date

from django import template
from django.template import Context

from zusanli.web.booking.when import day_in

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, english: str, **values: object) -> str:
    """Say a text; `tools/catalogues` finds it by this tag."""
    return str(context["say"](english, **values))


@register.simple_tag(takes_context=True)
def day(context: Context, of: date) -> str:
    """Say a day as the reader's language writes it."""
    return day_in(of, context["language"])
