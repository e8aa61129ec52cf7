"""The same frames for those whose sockets fail: asked for by address, again and again."""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import get_language

from participation.base.http import everyone, reads
from participation.live.topics import stream_in


@reads(everyone)
def changes(request: HttpRequest, topic: str) -> JsonResponse:
    """What changed in a room after the change `?after=`, as the audience of this person sees it."""
    found = stream_in(topic)
    if found is None:
        raise Http404
    stream, room_id = found
    audience = stream.audience(request.user, room_id)
    typed = request.GET.get("after", "")
    if audience is None or not typed.isdecimal() or len(typed) > 9:
        raise Http404
    language = get_language() or ""
    frame = stream.read(room_id, audience=audience, language=language, after=int(typed))
    if frame is None:
        raise Http404
    return JsonResponse(frame.told, headers={"Cache-Control": "private, no-store"})
