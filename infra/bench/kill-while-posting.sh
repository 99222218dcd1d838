#!/bin/sh
# kill -9 of chat-service under 100 posts/s, again and again: nothing acknowledged may be lost or doubled.
# usage: infra/bench/kill-while-posting.sh [kills=10]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl infra/bench,chat-service -am -Dquick package || mvn -q -pl infra/bench,chat-service -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
exec "${java:-java}" -XX:+UseSerialGC -Xmx512m \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -cp "infra/bench/target/classes:$(cat infra/bench/target/classpath)" \
  dev.parley.bench.faults.KilledWhilePosting "$@"
