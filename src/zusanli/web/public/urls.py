"""The addresses of the public pages. Nothing that is typed stands in any."""

from django.urls import path

from zusanli.web.public import (
    clinic,
    conditions,
    contact,
    danger_signs,
    evidence,
    ledger,
    points,
    practitioners,
    prices,
    search,
    views,
)

urlpatterns = [
    path("questions/", views.questions, name="about_questions"),
    path("clinic/", clinic.clinic, name="about_clinic"),
    path("practitioners/", practitioners.practitioners, name="about_practitioners"),
    path("practitioners/<slug:slug>/", practitioners.practitioner, name="about_practitioner"),
    path("numb-feet/", views.about_numb_feet, name="about_numb_feet"),
    path("claims/", ledger.claims, name="about_claims"),
    path("search/", search.search, name="about_search"),
    path("conditions/", conditions.conditions, name="about_conditions"),
    path("conditions/<str:condition>/", conditions.condition, name="about_condition"),
    path("conditions/<str:condition>/evidence/", evidence.evidence, name="about_evidence"),
    path(
        "conditions/<str:condition>/evidence.pdf", evidence.evidence_pdf, name="about_evidence_pdf"
    ),
    path("points/", points.points, name="about_points"),
    path("points/<str:point>/", points.point, name="about_point"),
    path("danger-signs/", danger_signs.danger_signs, name="about_dangers"),
    path("danger-signs/<str:sign>/", danger_signs.danger_sign, name="about_danger"),
    path("contradictions/", ledger.contradictions, name="about_contradictions"),
    path("misprints/", ledger.misprints, name="about_misprints"),
    path("glossary/", ledger.words, name="about_words"),
    path("prices/", prices.prices, name="about_prices"),
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.sent, name="contact_sent"),
]
