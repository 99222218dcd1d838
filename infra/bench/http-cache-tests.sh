#!/bin/sh
# The public tests for HTTP caches (npm: http-cache-tests), their server behind the gateway. It ends
# with 1 when the gateway fails one on authentication, private data or secrets. Needs Node 18.
# usage: infra/bench/http-cache-tests.sh [id of one test]
set -eu
cd "$(dirname "$0")/../.."
mvn -q -o -pl gateway -am -Dquick package || mvn -q -pl gateway -am -Dquick package
java=${JAVA_25:-$(find /usr/lib/jvm "$HOME/.sdkman/candidates/java" -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -1)}
tests=infra/bench/target/http-cache-tests
mkdir -p "$tests"
npm install --prefix "$tests" --no-save --no-audit --no-fund --ignore-scripts --silent http-cache-tests@0.4.5
exec node infra/bench/edge/http-cache-tests.mjs "${java:-java}" "$tests/node_modules" "$@"
