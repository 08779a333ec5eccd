"""The questionnaire on a phone: the screens of `zusanli ask`."""
