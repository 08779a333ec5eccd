"""What anybody may read: questions and answers, and numb feet."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.premises.models import the_clinic
from zusanli.documents.blocks import FinePrint
from zusanli.documents.faq import ANSWERS_ARE, answer_blocks, found
from zusanli.documents.grades import CAVEAT
from zusanli.documents.numb_feet import numb_feet
from zusanli.documents.sentences import unchecked
from zusanli.web.access import anyone
from zusanli.web.shown import blocks_shown, shown
from zusanli.web.speech import book_of

LONGEST_SEARCH = 80


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
def about_numb_feet(request: HttpRequest) -> HttpResponseBase:
    """Tell of numb feet and nerve damage: when a doctor comes first, and what is known."""
    document = numb_feet(book_of(request), country=the_clinic().country)
    return render(request, "web/public/numb_feet.html", {"body": shown(document)})
