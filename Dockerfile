# One image for web, worker and beat; what it becomes is decided by its command. Settings come from the environment.
ARG PYTHON=3.11
ARG DEBIAN=bookworm

FROM python:${PYTHON}-slim-${DEBIAN} AS build
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --no-cache-dir "uv>=0.5"
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups
COPY . .
# Nothing secret is needed to collect static files; the key below is gone with this command.
RUN SECRET_KEY=only-while-building STATIC_ROOT=/app/static-collected \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:${PYTHON}-slim-${DEBIAN}
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig libharfbuzz-subset0 libmagic1 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 zorgzaam \
    && useradd --system --uid 10001 --gid zorgzaam --home-dir /app --shell /usr/sbin/nologin zorgzaam \
    && install -d -o zorgzaam -g zorgzaam -m 0750 /data /data/files
COPY --from=build --chown=root:root /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=zorgzaam.settings \
    XDG_CACHE_HOME=/tmp/cache \
    ZORGZAAM_VAR=/data \
    FILES_DIR=/data/files \
    STATIC_ROOT=/app/static-collected \
    PORT=8000
USER zorgzaam
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["python", "-m", "zorgzaam.local.healthy", "web"]
CMD ["gunicorn", "--no-control-socket", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--logger-class", "zorgzaam.masking.WebLogger", "--access-logfile", "-", "zorgzaam.wsgi"]
