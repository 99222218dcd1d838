#!/bin/sh
# Checks rules, their tests and the settings of Prometheus and Alertmanager by their own tools (Debian: prometheus,
# prometheus-alertmanager).
set -eu
cd "$(dirname "$0")"
promtool check rules rules/*.yml
promtool test rules tests/*.yml
promtool check config --syntax-only prometheus.yml
amtool check-config alertmanager.yml
