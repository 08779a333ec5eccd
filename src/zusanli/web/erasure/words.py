"""What the pages of keeping and erasing say."""

from collections.abc import Mapping

from zusanli.clinic.erasure.hindrances import Hindrance
from zusanli.clinic.erasure.models import Ground
from zusanli.core.words import noop

NO_YEARS = noop("Please give the years as a whole number, such as 10.")
TOO_SHORT = noop("The law of your country asks for more years.")
NO_REASON = noop("Please write why.")
NAMES_THEM = noop(
    "The reason stays for good, so it must not say who it was. Please write it without a name, "
    "number or address."
)
NO_GROUND = noop("Please say on what ground.")
NOT_SURE = noop("Please tick that you are sure. Nothing was erased.")
TIED = noop("Something of this person also belongs to somebody else. Nothing was erased.")
HINDERED = noop("This person cannot be erased yet. Nothing was changed.")
NO_ANSWER = noop("Please write what you answered.")
ANSWERED = noop("Somebody else has answered this meanwhile.")
ERASED = noop(
    "Erased. Backups made before this still hold the person: write the list of erased people anew "
    "and keep it with them."
)
NOT_TIDIED = noop(
    "The database was busy, so old bytes may still be in its file. Run: zusanli erased --tidy"
)
TIDY_LATER = noop(
    "At a quiet hour, let whoever runs the database clear old bytes away: zusanli erased --tidy"
)
NO_CARE = noop("never treated here")
NOT_SET = noop("not known: set the years first")
AT_ONCE = noop("at once: nothing of their care is kept")
GROUNDS: Mapping[str, str] = {
    Ground.ASKED.value: noop("They asked for it"),
    Ground.ENDED.value: noop("The time for keeping the record is over"),
}
HINDRANCES: Mapping[str, str] = {
    Hindrance.COMING_VISIT: noop("A visit is still to come. Cancel it first."),
    Hindrance.WAITS: noop("They wait for an earlier visit. Take them off the list first."),
    Hindrance.OPEN_ALERT: noop("A check-in is still to be looked at."),
    Hindrance.OPEN_NOTE: noop("The note of a visit is not closed: needles may not be counted."),
    Hindrance.WANTS_A_CALL: noop("They asked to be called, and nobody has."),
    Hindrance.INSURER_ASKED: noop("A question to their insurer is still open."),
    Hindrance.OPEN_CORRECTION: noop("A correction that they asked for is still to be made."),
    Hindrance.NOT_ASKED: noop("Nobody wrote down that they asked for it."),
    Hindrance.YEARS_NOT_SET: noop("Nobody has set for how many years records are kept."),
    Hindrance.TOO_EARLY: noop("The record must still be kept."),
}
