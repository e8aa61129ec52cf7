"""The heart's own pages; the page of a consultation itself is written in the CMS."""


app_name = "consultations"
urlpatterns: list = []
