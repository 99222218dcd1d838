#!/bin/sh
# The Autobahn WebSocket suite against realtime-service, whose whole messages are sent back, and
# against npm's ws: protocol, UTF-8 and close handling (groups 1 to 7 and 10). It ends with 1 when
# we fail a case that ws does not fail. Two minutes, and Node 18.
# usage: infra/bench/autobahn.sh [case=all of the groups] [...]
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
work=$root/infra/bench/target/autobahn
suite=me.normanmaurer.maven.autobahntestsuite:autobahntestsuite-maven-plugin:0.1.4
jython=org.python:jython-standalone:2.7.1b3
mkdir -p "$work"

build() {
  mvn -q "$@" -pl realtime-service -am -DskipTests -Dspotless.check.skip test-compile \
    dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$work/classpath"
}
build -o || build
for jar in "$suite" "$jython"; do
  mvn -q -o -N dependency:copy "-Dartifact=$jar" "-DoutputDirectory=$work/jars" ||
    mvn -q -N dependency:copy "-Dartifact=$jar" "-DoutputDirectory=$work/jars"
done
npm install --prefix "$work" --no-save --no-audit --no-fund --ignore-scripts --silent ws@8.18.3

java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
service=realtime-service/target
exec node infra/bench/websocket/autobahn.mjs "${java:-java}" "$work" \
  "$service/test-classes:$service/classes:$(cat "$work/classpath")" "$@"
