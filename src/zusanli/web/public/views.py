"""What anybody may read: questions and answers, who treats here, and numb feet."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.licences import other_names, who_treats
from zusanli.clinic.staff.models import Licence
from zusanli.documents.blocks import FinePrint
from zusanli.documents.claim_card import links
from zusanli.documents.faq import ANSWERS_ARE, answer_blocks, found
from zusanli.documents.grades import CAVEAT
from zusanli.documents.numb_feet import numb_feet
from zusanli.documents.sentences import unchecked
from zusanli.web.access import anyone
from zusanli.web.shown import blocks_shown, shown
from zusanli.web.speech import book_of

LONGEST_SEARCH = 80
TO_CHECK = "before_check_the_practitioner"
"""The advice on how to check whoever treats; its sources are the pages to check with."""
ARTICLES = "article_"
"""What these sources' ids begin with: the articles themselves are no directory."""


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponseBase:
    """Answer the ten questions, or those that hold the words that were typed."""
    book = book_of(request)
    typed = " ".join(request.POST.get("words", "").replace("\0", "").split())[:LONGEST_SEARCH]
    answers = found(typed, book)
    fine = FinePrint((book.say(CAVEAT), book.say(ANSWERS_ARE), *unchecked(book.say)))
    context = {
        "typed": typed,
        "answers": [(each, blocks_shown(answer_blocks(each, book))) for each in answers],
        "all": len(book.questions),
        "fine": blocks_shown([fine]),
    }
    return render(request, "web/public/questions.html", context)


@anyone
@require_safe
def practitioners(request: HttpRequest) -> HttpResponseBase:
    """Name who treats here, by licences that hold today, and say how to check anybody else."""
    book, now = book_of(request), datetime.now(UTC)
    today = now.astimezone(the_clinic().zone).date()
    advice = next(each for each in book.advice if each.id == TO_CHECK)
    pages = [each for each in advice.sources if not each.startswith(ARTICLES)]
    treats = who_treats(on=today)
    titles = sorted({licence.title for _, licences in treats for licence in licences})
    wanted = request.GET.get("credential", "")
    chosen = wanted if wanted in titles else ""
    context = {
        "treats": [
            (user, [(each, ", ".join(other_names(each.issuer))) for each in licences])
            for user, licences in treats
            if not chosen or _has(chosen, licences)
        ],
        "titles": titles,
        "chosen": chosen,
        "advice": advice.text,
        "pages": blocks_shown([links(pages, book)]),
    }
    return render(request, "web/public/practitioners.html", context)


def _has(title: str, licences: list[Licence]) -> bool:
    return any(each.title == title for each in licences)


@anyone
@require_safe
def about_numb_feet(request: HttpRequest) -> HttpResponseBase:
    """Tell of numb feet and nerve damage: when a doctor comes first, and what is known."""
    document = numb_feet(book_of(request), country=the_clinic().country)
    return render(request, "web/public/numb_feet.html", {"body": shown(document)})
