# shellcheck shell=sh
# Sourced by the scripts beside it: builds the benchmarks, and the $services they start, and finds
# Java 25.
modules=infra/bench${services:+,$services}
mvn -q -o -pl "$modules" -am -Dquick package || mvn -q -pl "$modules" -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}

# shellcheck disable=SC2086 # a launcher is several words
run() {
  exec ${launcher:-} "${java:-java}" -XX:+UseSerialGC -Xmx768m \
    --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    -cp "infra/bench/target/classes:$(cat infra/bench/target/classpath)" "$@"
}
