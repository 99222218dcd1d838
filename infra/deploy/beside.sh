#!/usr/bin/env bash
# Builds one service from an earlier revision and runs it beside the present ones of the others, through the acceptance
# walk: infra/deploy/beside.sh SERVICE REVISION [TESTS]
# Some minutes; docs/deploying.md tells how to read what it says. Not part of mvn verify: two builds, one of them of old sources.
set -euo pipefail
cd "$(dirname "$0")/../.."
service=${1:?which service} revision=${2:?of which revision}
tests=${3:-WalkTests,EventStreamTests,TwoInstancesTests}
commit=$(git rev-parse --verify --quiet "$revision^{commit}") || {
  echo "There is no revision $revision here." >&2
  exit 2
}

old=$(mktemp -d)
trap 'git worktree remove --force "$old" 2>/dev/null || rm -rf "$old"' EXIT
git worktree add --quiet --detach "$old" "$commit"
if [[ ! -f $old/$service/pom.xml ]]; then
  echo "$service was not there yet at $revision." >&2
  exit 2
fi
echo "building $service as of $(git log -1 --format='%h, %cs: %s' "$commit")"
(cd "$old" && { timeout 900 mvn -q -o -Dquick -pl "$service" -am package || timeout 900 mvn -q -Dquick -pl "$service" -am package; })
jar=$(find "$old/$service/target" -maxdepth 1 -name "$service-*.jar")
echo "changed in it since: $(git diff --shortstat "$commit" HEAD -- "$service/src/main" infra/platform/src/main)"

echo "walking with it beside the others of $(git describe --always --dirty): $tests"
if PARLEY_JARS="$service=$jar" timeout 1500 mvn -q verify -pl infra/acceptance -am -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false; then
  echo "✔ $service of $revision goes with the present others"
else
  echo "✘ $service of $revision does not go with the present others; or these tests ask for what it could not do yet" >&2
  exit 1
fi
