# The app alone; docker-compose.yml puts Neo4j beside it. Nothing secret is in the image, and it does not run as root.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app

COPY requirements/ requirements/
RUN pip install --no-deps --require-hashes -r requirements/build.txt -r requirements/run.txt \
 && pip install -r requirements/engine.txt

COPY . .
RUN pip install --no-deps --no-build-isolation -e . \
 && python -m compileall -q app.py cli graph loaders ui \
 && useradd --uid 10001 --create-home redstring \
 && mkdir .redstring && chown redstring .redstring

USER redstring
# Inside the container it listens on every interface; docker-compose.yml publishes the port on 127.0.0.1 only.
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0 PORT=8501
EXPOSE 8501
VOLUME /app/.redstring
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD python -c "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/_stcore/health', timeout=2)"
ENTRYPOINT ["docker/entry.sh"]
CMD ["redstring", "run"]
