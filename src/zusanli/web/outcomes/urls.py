"""The addresses of outcomes. None holds a name."""

from django.urls import path

from zusanli.web.outcomes import collecting, overview, patient

PATIENT = "patients/<uuid:patient>/"

urlpatterns = [
    path("outcomes/", overview.overview, name="outcomes"),
    path(f"{PATIENT}outcomes/", patient.outcomes, name="patient_outcomes"),
    path(f"{PATIENT}scores/", collecting.at_desk, name="scores_at_desk"),
    path(f"{PATIENT}scores/hand-over/", collecting.hand_over, name="hand_over"),
    path(f"{PATIENT}came-no-more/", overview.left, name="left"),
    path("visits/<str:link>/how-it-is/", collecting.scores, name="scores"),
    path("visits/<str:link>/how-it-is/kept/", collecting.scores_kept, name="scores_kept"),
    path("handed-over/<str:link>/", collecting.handed, name="handed"),
    path("hand-it-back/", collecting.handed_back, name="handed_back"),
]
