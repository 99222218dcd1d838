#!/bin/sh
# What compressing answers saves, and what CPU it costs the gateway. Needs Node 18 and Linux.
# usage: infra/bench/compression.sh [requests=3000]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl gateway -am -Dquick package || mvn -q -pl gateway -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
exec node infra/bench/edge/compression.mjs "${java:-java}" "$@"
