from django.http import HttpRequest, HttpResponse


def own_consultations(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def workbench(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("")
