#!/usr/bin/env bash
# Builds services as their Dockerfiles do, without an engine for containers: in an empty folder, of what the Dockerfile
# copies and .dockerignore lets through, by its RUN lines. Says what is missing there though the whole checkout has it.
# infra/docker/check-builds.sh [SERVICE...]   (libraries have to be in Maven's folder: MAVEN="mvn" fetches them)
set -euo pipefail
cd "$(dirname "$0")/../.."
maven=${MAVEN:-mvn -o}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Docker's patterns begin at the root, Git's anywhere
sed -E '/^(#|$)/d; s#^(!?)([^*!/])#\1/\2#' .dockerignore >"$folder/ignored"

copy() { # FROM... TO, as COPY has them
  local to=${*: -1} from target
  for from in "${@:1:$#-1}"; do
    if [[ -d $from ]]; then target=$2; else target=${to%/}/${from##*/}; fi
    comm -23 <(git ls-files -- "$from" | sort) \
      <(git ls-files -ci --exclude-from="$folder/ignored" -- "$from" | sort) |
      while read -r file; do
        install -D -m 644 "$file" "$folder/src/$target${file#"$from"}"
      done
  done
}

build() { # SERVICE
  rm -rf "${folder:?}"/{src,layers,tmp}
  mkdir -p "$folder"/{src,layers,tmp}
  local instruction rest
  # of the first stage, with lines that go on joined
  sed -e ':a' -e '/\\$/N; s/\\\n//; ta' "$1/Dockerfile" | sed '1,/^FROM/d; /^FROM/,$d' |
    while read -r instruction rest; do
      case $instruction in
        COPY)
          # shellcheck disable=SC2086 # several words
          copy $rest
          ;;
        RUN)
          rest=$(sed -E "s#^--mount=[^ ]+ ##; s#^mvn#$maven#; s#/(tmp|layers)#$folder/\1#g" <<<"$rest")
          (cd "$folder/src" && eval "$rest") </dev/null
          ;;
      esac
    done
  test -s "$folder/layers/application/$1.jar"
  echo "$1: $(find "$folder/src" -path '*/target' -prune -o -type f -print | wc -l) files," \
    "$(ls "$folder/layers/dependencies/lib" | wc -l) libraries"
}

for service in "${@:-discovery gateway chat-service search-service realtime-service metrics-service}"; do
  # shellcheck disable=SC2086 # all of them is several words
  for each in $service; do build "$each"; done
done
