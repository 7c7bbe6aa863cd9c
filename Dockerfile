# The image of CSAT Relay: target/csat-relay on a Java runtime. Nothing is written but in /data (and, for commands, /tmp).
#
#   docker build -t csat-relay .
#   docker run --read-only --tmpfs /tmp -v csat-relay-data:/data --env-file settings.env csat-relay
#   docker exec CONTAINER csat-relay status
#   … with own routes and mappings: -v "$PWD/routes:/opt/csat-relay/routes:ro" -v "$PWD/mappings:/opt/csat-relay/mappings:ro"
#   … with another heap: -v "$PWD/java.options:/opt/csat-relay/lib/java.options:ro"
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-17
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:17-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
COPY src src
COPY routes routes
COPY mappings mappings
# The class archive is made below, by the Java that will read it.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp package -Dmaven.test.skip -Darchive.skip \
 && mkdir /empty

FROM ${RUN_IMAGE}
COPY --from=build /build/target/csat-relay /opt/csat-relay
# A start's classes, kept for a quicker start; the folder it worked in is gone with this step.
RUN ["java", "@/opt/csat-relay/lib/java.options", "-XX:ArchiveClassesAtExit=/opt/csat-relay/lib/classes.jsa", \
     "-Dcsat-relay.home=/opt/csat-relay", "-cp", "/opt/csat-relay/lib/csat-relay.jar", "io.csatrelay.app.Main", "demo", "--for", "3s", "--ratings", "300"]
# The one place that is written. A new named volume takes its owner from here.
COPY --from=build --chown=10001:10001 /empty /data
# As bin/csat-relay does, where it is said why.
ENV DATA_DIR=/data PATH=/opt/csat-relay/bin:$PATH MALLOC_ARENA_MAX=2
VOLUME /data
WORKDIR /data
USER 10001:10001
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/opt/csat-relay/lib/csat-relay.jar", "io.csatrelay.app.HealthCheck"]
ENTRYPOINT ["java", "@/opt/csat-relay/lib/java.options", "-XX:SharedArchiveFile=/opt/csat-relay/lib/classes.jsa", \
            "-Dcsat-relay.home=/opt/csat-relay", "-cp", "/opt/csat-relay/lib/csat-relay.jar", "io.csatrelay.app.Main"]
CMD ["run"]
