"""How a questionnaire stands, in the language that is read now."""

from contextlib import suppress
from datetime import datetime

from django.http import HttpRequest

from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.core.words import LANGUAGES
from zusanli.web.speech import COOKIE, speak


def standing_of(request: HttpRequest, intake: Intake, now: datetime) -> intakes.Standing:
    """Give how it stands, and go on in the language that was chosen meanwhile."""
    stood = intakes.standing(intake, now=now)
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGUAGES and chosen != stood.interview.language:
        # Where another tab answered at this moment, the next page goes on in the language.
        with suppress(intakes.OvertakenError):
            intakes.speak(intake, stood, chosen, now=now)
        stood = intakes.standing(intake, now=now)
    speak(request, stood.interview.language)
    return stood
