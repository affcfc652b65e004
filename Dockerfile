# The loader and the guide server. Data and Cypher files are mounted over /app/data and /app/cypher.
FROM python:3.13-slim-bookworm
WORKDIR /app
COPY pyproject.toml README.md LICENSE requirements.lock ./
COPY graph_loader graph_loader
COPY cypher cypher
COPY data data
# The locked versions as constraints: hashes would have to cover this folder too.
RUN sed -e 's/ *\\$//' -e '/^ *--hash=/d' requirements.lock > /tmp/constraints.txt \
    && pip install --no-cache-dir --constraint /tmp/constraints.txt --editable . \
    && useradd --system coldwar
USER coldwar
ENTRYPOINT ["coldwar"]
CMD ["load"]
