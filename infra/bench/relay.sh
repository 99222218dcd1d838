#!/bin/sh
# The outbox relay: how fast it drains, what an event costs, how long one takes when all is idle.
# usage: infra/bench/relay.sh [rounds=3] [events=200000]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl infra/bench -am -Dquick package || mvn -q -pl infra/bench -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
exec "${java:-java}" -XX:+UseSerialGC -Xmx768m \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -cp "infra/bench/target/classes:$(cat infra/bench/target/classpath)" \
  dev.parley.bench.relay.RelayBenchmark "$@"
