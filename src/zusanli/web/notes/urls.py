"""The addresses of a visit's note. None holds a name."""

from django.urls import path

from zusanli.web.notes import papers, signing, views

NOTE = "visits/<uuid:visit>/note/"

urlpatterns = [
    path(NOTE, views.note, name="note"),
    path(f"{NOTE}sign/", signing.sign_here, name="note_sign"),
    path(f"{NOTE}summary/", papers.summary, name="note_summary"),
    path(f"{NOTE}summary.pdf", papers.summary_pdf, name="note_summary_pdf"),
    path(f"{NOTE}stricta/", papers.stricta_page, name="note_stricta"),
    path(f"{NOTE}stricta.json", papers.stricta_json, name="note_stricta_json"),
]
