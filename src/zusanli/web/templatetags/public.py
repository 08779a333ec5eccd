"""What stands in the head of a page for everybody, for machines: `{% for_machines %}`."""

from collections.abc import Mapping

from django import template
from django.template import Context

from zusanli.web.public.for_machines import about_this, alternates

register = template.Library()


@register.inclusion_tag("web/public/head.html", takes_context=True)
def for_machines(
    context: Context,
    name: str = "",
    kind: str = "",
    also: object = (),
    known: Mapping[str, object] | None = None,
) -> Mapping[str, object]:
    """
    Name the page in its other languages, and say what it is about.

    `name` and `kind` are what it is about, such as MedicalCondition; `also` its other names, and
    `known` what else schema.org has a word for.
    """
    request = context["request"]
    subject: dict[str, object] = {"@type": kind, "name": name} if kind else {}
    subject |= {"alternateName": list(also)} if kind and isinstance(also, tuple) and also else {}
    subject |= (known or {}) if kind else {}
    return {
        "alternates": alternates(request, request.path),
        "about_this": about_this(request, name=name, clinic=context.get("clinic"), subject=subject),
    }
