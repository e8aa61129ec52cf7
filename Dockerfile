# One image for pages, sockets, worker and clock; docker-compose.yml says which each container is.
# postgresql-client serves `manage.py backup`: not older than the server of docker-compose.yml.

FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/uv
WORKDIR /app
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups --extra pdf
COPY . .
RUN DJANGO_SETTINGS_MODULE=participation.settings.demo \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.13-slim-trixie
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        age libpango-1.0-0 libpangoft2-1.0-0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app participation \
    && install -d -o participation /var/lib/participation
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=participation.settings.production \
    VAR_DIR=/var/lib/participation
USER participation
VOLUME /var/lib/participation
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz\", timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "participation.wsgi:application"]
