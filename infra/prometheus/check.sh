#!/bin/sh
# Checks rules, their tests and the settings of Prometheus by promtool (Debian: prometheus), and those of Alertmanager
# by amtool (prometheus-alertmanager) where that is installed.
set -eu
cd "$(dirname "$0")"
promtool check rules rules/*.yml
promtool test rules tests/*.yml
promtool check config --syntax-only prometheus.yml
if command -v amtool > /dev/null; then
  amtool check-config alertmanager.yml
fi
