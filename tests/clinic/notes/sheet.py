"""The page of a note as somebody fills it in: its forms, with the keys that they were made with."""

import re

from django.test import Client
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.notes.at_the_clinic import Here
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import chart_of
from zusanli.core.visit.chart import Chart


class Tab:
    """One browser tab with the page of a note."""

    def __init__(self, client: Client, here: Here) -> None:
        self.client = client
        self.here = here
        self.address = reverse("note", kwargs={"visit": here.visit.pk})
        self.page = ""
        self.status = 0
        self.load()

    def load(self) -> "Tab":
        return self._shows(self.client.get(self.address))

    def begin(self) -> "Tab":
        return self._shows(self.client.post(self.address, {"step": "begin"}, follow=True))

    def send(self, step: str, **fields: object) -> "Tab":
        """Send a form as the page that is shown made it."""
        return self.send_as(self.hidden("key"), self.hidden("seen"), step, **fields)

    def send_as(self, key: str, seen: str, step: str, **fields: object) -> "Tab":
        sent = {"key": key, "seen": seen, "step": step, **fields}
        return self._shows(self.client.post(self.address, sent, follow=True))

    def press_again(self, **more: str) -> "Tab":
        """Press the button under what was told, which sends the same once more."""
        notice = self.page.split('class="notice alarm again"')[1].split("</section>")[0]
        fields: dict[str, list[str]] = {}
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', notice):
            fields.setdefault(name, []).append(value)
        fields.pop("csrfmiddlewaretoken", None)
        return self._shows(self.client.post(self.address, {**fields, **more}, follow=True))

    def ask(self, *told: str) -> "Tab":
        read = re.search(r'name="read" value="([^"]+)"', self.page)[1]
        fields = {"told": list(told)} if told else {"nothing": "1"}
        return self.send("asked", read=read, **fields)

    def hidden(self, name: str) -> str:
        return re.search(rf'name="{name}" value="([^"]*)"', self.page)[1]

    @property
    def chart(self) -> Chart:
        return chart_of(Note.objects.get(visit=self.here.visit))

    @property
    def entries(self) -> list[dict[str, object]]:
        note = Note.objects.get(visit=self.here.visit)
        return list(note.entries.order_by("number").values_list("what", flat=True))

    def _shows(self, response) -> "Tab":
        self.page, self.status = text(response), response.status_code
        return self
