"""The addresses of the desk."""

urlpatterns: list[object] = []
