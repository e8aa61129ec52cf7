"""The register of councils and the key that verifies it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response

from participation.base.codes import absolute
from participation.base.http import everyone, reads
from participation.councils.directory import signing
from participation.councils.directory.queries.register import register as whole_register
from participation.councils.directory.reading import FORMAT, VERSION


@reads(everyone)
def register(request: HttpRequest) -> HttpResponse:
    """Give the register; its header signs the very bytes of the answer."""
    told = whole_register()
    response = HttpResponse(told.content, content_type="application/json; charset=utf-8")
    response["Participation-Signature"] = f"{signing.SCHEME}{signing.signature(told.content)}"
    response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = told.etag
    return get_conditional_response(request, told.etag, response=response) or response


@reads(everyone)
def well_known(request: HttpRequest) -> JsonResponse:
    """Say where the register is, and the public key that verifies it, as a JWK."""
    return JsonResponse(
        {
            "format": FORMAT,
            "version": VERSION,
            "register": absolute(reverse("directory:register")),
            "key": {"kty": "OKP", "crv": "Ed25519", "x": signing.public_key()},
        }
    )
