# The mock server for CI: `docker run --rm -p 8080:8080 IMAGE`. Built from a release's archives, so that it holds the
# same bytes: `bun run release`, then `docker build -t twitch-cli .`
ARG TARGETARCH=amd64

FROM alpine:3.22 AS unpacked
ARG TARGETARCH
COPY dist/release/ /release/
RUN case "$TARGETARCH" in amd64) arch=x86_64 ;; *) arch=$TARGETARCH ;; esac \
    && tar -xzf /release/twitch-cli_*_Linux_"$arch".tar.gz -C /usr/local/bin twitch \
    && mkdir -p /data

# The glibc that the executable needs, and nothing else: no shell, no package manager.
FROM gcr.io/distroless/base-nossl-debian12:nonroot
COPY --from=unpacked /usr/local/bin/twitch /usr/local/bin/twitch
COPY --from=unpacked --chown=nonroot:nonroot /data /data
# A service container takes no arguments: every flag has its variable, TWITCH_MOCK_SEED and so on.
ENV TWITCH_MOCK_HOST=0.0.0.0 TWITCH_DB_FILENAME=/data/mock.db HOME=/data
WORKDIR /data
EXPOSE 8080
# At the port of TWITCH_MOCK_PORT, as the server itself.
HEALTHCHECK --interval=2s --timeout=2s --start-period=10s --retries=5 \
    CMD ["twitch", "mock-api", "wait", "--timeout", "1"]
ENTRYPOINT ["twitch"]
CMD ["mock-api", "start"]
