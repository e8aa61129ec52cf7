"""One's own account; signing in and security are allauth's pages, under /compte/."""

from django.urls import path

from participation.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("mes-donnees.json", views.my_data, name="my_data"),
    path("fermer/", views.close, name="close"),
    path("ferme/", views.closed, name="closed"),
]
