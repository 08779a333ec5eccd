"""Who works here: the owner's own licence, and colleagues who are invited."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from zusanli.clinic.staff.models import Role, User
from zusanli.web.access import staff as only_for
from zusanli.web.access import staff_member
from zusanli.web.set_up.steps import step_page


@only_for(Role.MANAGER)
@require_safe
def staff(request: HttpRequest) -> HttpResponseBase:
    """Show who works here with their licences, and lead to where both are added."""
    everybody = User.objects.filter(is_active=True).order_by("last_name", "first_name", "email")
    rows = [
        {
            "user": each,
            "licences": list(each.licences.order_by("-pk")),
            "waits": not each.has_usable_password(),
            "treats": each.has_role(Role.PRACTITIONER, Role.SUPERVISOR),
        }
        for each in everybody
    ]
    return step_page(request, "set_up_staff", {"rows": rows, "own": staff_member(request)})
