"""Tells Django of this room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "zusanli.clinic.plans"
    label = "plans"
