#!/bin/sh
# A large import into a small heap, by a chat-service that is killed on the way.
# usage: infra/bench/imports.sh [heap=96m] [messages=100000] [kills=3]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl infra/bench,chat-service -am -Dquick package || mvn -q -pl infra/bench,chat-service -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
exec "${java:-java}" -XX:+UseSerialGC -Xmx256m \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -cp "infra/bench/target/classes:$(cat infra/bench/target/classpath)" \
  dev.parley.bench.imports.ImportBenchmark "$@"
