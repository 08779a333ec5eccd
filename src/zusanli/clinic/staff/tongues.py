"""The languages that practitioners say they speak, each by its own name and tag (BCP 47)."""

from collections.abc import Mapping

TONGUES: Mapping[str, str] = {
    "en": "English",
    "ja": "日本語",
    "cmn": "國語 / 普通话",
    "yue": "廣東話",
    "nan": "台語",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "id": "Bahasa Indonesia",
    "tl": "Tagalog",
    "hi": "हिन्दी",
    "ne": "नेपाली",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "uk": "Українська",
}
"""Whoever looks for a language reads its own name, and needs no other."""
