#!/bin/sh
# Posting: 64 clients over 16 conversations over HTTP, against pgbench with the same statements;
# then latency at half of that rate, and of a client that is alone. pgbench: Debian's postgresql-contrib.
# usage: infra/bench/posting.sh [rounds=5] [seconds=10]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl infra/bench,chat-service -am -Dquick package || mvn -q -pl infra/bench,chat-service -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
exec "${java:-java}" -XX:+UseSerialGC -Xmx512m \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -cp "infra/bench/target/classes:$(cat infra/bench/target/classpath)" \
  dev.parley.bench.posting.PostingBenchmark "$@"
