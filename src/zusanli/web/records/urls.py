"""The addresses of patients. None holds a name: addresses are kept in histories and logs."""

from django.urls import include, path

from zusanli.web.goals import views as goals
from zusanli.web.letters import views as letters
from zusanli.web.records import amending, joining, papers, views

urlpatterns = [
    path("", views.search, name="patients"),
    path("twice/", joining.twice, name="twice"),
    path("<uuid:patient>/", views.patient, name="patient"),
    path("<uuid:patient>/letter/", letters.new_letter, name="new_letter"),
    path("<uuid:patient>/letters/<int:number>/", letters.letter, name="letter"),
    path("<uuid:patient>/letters/<int:number>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("<uuid:patient>/care-plan/", goals.care_plan, name="care_plan"),
    path("<uuid:patient>/care-plan.pdf", goals.care_plan_pdf, name="care_plan_pdf"),
    path("<uuid:patient>/care-plan.json", goals.care_plan_fhir, name="care_plan_fhir"),
    path("<uuid:patient>/questionnaire.json", goals.questionnaire_fhir, name="questionnaire_fhir"),
    path("<uuid:patient>/review/", include("zusanli.web.review.urls")),
    path("<uuid:patient>/details/", amending.amend_details, name="amend_details"),
    path("<uuid:patient>/answers/<uuid:intake>/<int:number>/", views.answers, name="answers_then"),
    path("<uuid:patient>/join/", joining.join_find, name="join_find"),
    path("<uuid:patient>/join/<uuid:other>/", joining.join, name="join"),
    path("<uuid:patient>/part/<int:merge>/", joining.part, name="part"),
    path("<uuid:patient>/signed/<int:consent>/", papers.signed_sheet, name="signed_sheet"),
    path("<uuid:patient>/leaflet/", papers.patient_leaflet, name="patient_leaflet"),
    path("<uuid:patient>/leaflet.pdf", papers.patient_leaflet_pdf, name="patient_leaflet_pdf"),
]
