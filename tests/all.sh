#!/usr/bin/env bash
# Installs what the tests need and runs them all: formatting, lints, unit and integration tests,
# then the checkers on the built site. Needs Rust, Python, Node and Java; on Debian, Chromium is
# installed when it is not there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$1"; }

step "what the checkers need"
if ! command -v chromium >/dev/null; then
  run_as_root=()
  [ "$(id -u)" = 0 ] || run_as_root=(sudo)
  "${run_as_root[@]}" apt-get update -qq
  "${run_as_root[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-liberation fonts-dejavu-core >/dev/null
fi
npm ci --silent --no-audit --no-fund

step "formatting and lints"
cargo fmt --check
cargo clippy --all-targets --quiet -- -D warnings

step "tests of the program"
cargo test --quiet

step "the browser's stemmer"
node tests/terms/check.cjs

step "the built site"
site="$(mktemp -d)"
trap 'rm -rf "$site"' EXIT
cargo run --quiet -- build --strict --out "$site/public"

step "Nu HTML checker"
# Read from a disk, the checker takes the stylesheet for one that the policy forbids; it is not.
java -jar node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html \
  --filterpattern '.*Resource violates Content Security Policy.*' "$site/public"

step "html-validate"
npx --no-install html-validate --config .htmlvalidate.json "$site/public/**/*.html"

step "accessibility and narrow screens, in Chromium"
CHROMIUM="$(command -v chromium)"
export CHROMIUM
node tests/browser/check.cjs "$site/public"

step "the search, in Chromium"
node tests/browser/search.cjs "$site/public"

step "the review desk, by keyboard"
npx --no-install html-validate --config .htmlvalidate.json src/review/page/review.html
THROUGHLINE=target/debug/throughline node tests/browser/review.cjs

if [ -f ../shared/tools/own_words.py ]; then
  step "no sentence of a report"
  python3 ../shared/tools/own_words.py check ../shared/tools/source-runs.bin .
fi

printf '\nall checks passed\n'
