"""Practitioners who let patients find them: who said yes, what they say, and who is looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from zusanli.clinic.books import rule_book
from zusanli.clinic.staff.licences import body_of, who_treats
from zusanli.clinic.staff.models import Licence, PublicPage, User


@dataclass(frozen=True, slots=True)
class Said:
    """What a practitioner says of themselves."""

    name: str
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Somebody who said yes, with the licences that hold; there is at least one."""

    page: PublicPage
    licences: tuple[Licence, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty was not asked."""

    place: str = ""
    language: str = ""
    title: str = ""
    body: str = ""
    complaint: str = ""
    condition: str = ""


def page_of(user: User) -> PublicPage | None:
    """Give what somebody said, None where they never did."""
    return PublicPage.objects.filter(user=user).first()


def save_page(user: User, said: Said, *, shown: bool, now: datetime) -> PublicPage:
    """Keep what somebody says of themselves, and whether they want to be found."""
    with transaction.atomic():
        page = page_of(user) or PublicPage(user=user, slug=_free_slug(said.name, user))
        page.name, page.about = said.name, said.about
        page.languages, page.places = list(said.languages), list(said.places)
        page.complaints, page.conditions = list(said.complaints), list(said.conditions)
        page.agreed_at = (page.agreed_at or now) if shown else None
        page.save()
        return page


def public_practitioners(*, on: date) -> tuple[Practitioner, ...]:
    """
    Give those who may be shown on a day, by name.

    Who treats, has a licence that holds, and said yes: who lost any of these is not among them.
    """
    pages = {each.user_id: each for each in PublicPage.objects.exclude(agreed_at=None)}
    found = (
        Practitioner(pages[user.pk], tuple(licences))
        for user, licences in who_treats(on=on)
        if user.pk in pages
    )
    return tuple(sorted(found, key=lambda each: (each.page.name.casefold(), each.page.slug)))


def looked_for(among: Iterable[Practitioner], wanted: Wanted) -> tuple[Practitioner, ...]:
    """Give those who are all that was asked for."""
    return tuple(each for each in among if _is_meant(each, wanted))


def places_of(among: Iterable[Practitioner]) -> tuple[str, ...]:
    """Give the places where somebody works, each once, in the order of their letters."""
    return tuple(sorted({place for each in among for place in each.page.places}))


def complaints_of(page: PublicPage) -> tuple[str, ...]:
    """Give the complaints that somebody sees: named, or brought by a condition that is."""
    book = rule_book()
    brought = (
        complaint
        for each in page.conditions
        if each in book.conditions
        for complaint in book.conditions[each].complaints
    )
    named = {*page.complaints, *brought}
    return tuple(each for each in book.complaints if each in named)


def known(ids: Sequence[str], among: Iterable[str]) -> tuple[str, ...]:
    """Give the ids that the rule book knows, in its order."""
    return tuple(each for each in among if each in ids)


def _is_meant(each: Practitioner, wanted: Wanted) -> bool:
    page = each.page
    return all(
        (
            not wanted.place or wanted.place in page.places,
            not wanted.language or wanted.language in page.languages,
            not wanted.title or wanted.title in {one.title for one in each.licences},
            not wanted.body or wanted.body in {body_of(one.issuer) for one in each.licences},
            not wanted.complaint or wanted.complaint in complaints_of(page),
            not wanted.condition or wanted.condition in page.conditions,
        )
    )


def _free_slug(name: str, user: User) -> str:
    """Make a slug of a name; one of no Latin letters, or that is taken, gets a number as well."""
    wanted = slugify(name)[:60]
    if wanted and not PublicPage.objects.filter(slug=wanted).exists():
        return wanted
    return "-".join(filter(None, (wanted, str(user.pk))))
