#!/usr/bin/env bash
# Installs what the tests need and runs them all: formatting, lints, unit and integration tests,
# then the checkers on the built site. Needs Rust, Python, Node and Java; on Debian, Chromium is
# installed when it is not there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s (%d s so far)\n' "$1" "$SECONDS"; }

step "what the checkers need"
for tool in chromium jing xmllint pdftotext; do
  command -v "$tool" >/dev/null && continue
  run_as_root=()
  [ "$(id -u)" = 0 ] || run_as_root=(sudo)
  "${run_as_root[@]}" apt-get update -qq
  "${run_as_root[@]}" apt-get install -y -qq --no-install-recommends \
    chromium fonts-liberation fonts-dejavu-core jing libxml2-utils poppler-utils >/dev/null
  break
done
CHROMIUM="$(command -v chromium)"
THROUGHLINE="$PWD/target/debug/throughline"
export CHROMIUM THROUGHLINE
npm ci --silent --no-audit --no-fund

step "formatting and lints"
cargo fmt --check
cargo clippy --all-targets --quiet -- -D warnings
# Scripts, their types, style sheets, and the length of lines.
npm run --silent lint

step "tests of the program"
cargo test --quiet
cargo build --quiet

step "the browser's stemmer"
node tests/terms/check.cjs

step "the sites to look at"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
site="$work/site"
"$THROUGHLINE" build --strict --out "$site"
# What is said of the others matters only where they cannot be made.
quietly() { "$THROUGHLINE" "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }
# The same, knowing where it stands.
mkdir "$work/based"
cp -r content site.toml "$work/based"
printf 'base_url = "https://example.org/"\n' >>"$work/based/site.toml"
based="$work/based/public"
quietly build --site "$work/based" --out "$based"
# Names and words that a spreadsheet would run.
quietly build --site tests/data/awkward --out "$work/awkward"
# What an import alone makes of real reports.
sites=("$site")
if [ -d ../shared/documents/pdf ]; then
  imported="$work/imported/public"
  quietly init "$work/imported"
  quietly import --into "$work/imported" ../shared/documents/pdf
  quietly build --site "$work/imported" --out "$imported"
  sites+=("$imported")
else
  echo "no ../shared/documents/pdf beside the repository: the pages of imported reports are not looked at"
fi

step "Nu HTML checker"
# Read from a disk, the checker takes the site's own files for ones that the policy forbids. A browser does not, which
# policy.cjs makes sure of.
java -jar node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html --Werror \
  --filterpattern '.*external (stylesheet|script) “(\.\./)*/?assets/[a-z-]+\.(css|js)” blocked.*' \
  "${sites[@]}"

step "html-validate"
npx --no-install html-validate --config .htmlvalidate.json "${sites[@]/%//**/*.html}"

step "feeds, sitemap, downloads"
find "$site" "$based" "$work/awkward" -name '*.xml' ! -name 'sitemap*' -print0 |
  xargs -0 jing -c tests/schemas/atom.rnc 2>/dev/null
xmllint --nonet --noout --schema node_modules/sitemap/schema/sitemap.xsd "$based/sitemap.xml"
python3 tests/data/addresses.py "$based" https://example.org/
for one in "$site" "$based" "$work/awkward" ${imported:+"$imported"}; do
  node tests/data/schema.cjs "$one"
  python3 tests/data/tables.py "$one"
done

step "scripts as they are written"
node tests/front/sent.cjs "$site"

step "the pages' policy"
node tests/browser/policy.cjs "$site"

step "accessibility"
node tests/browser/axe.cjs "$site"
[ -z "${imported:-}" ] || node tests/browser/axe.cjs "$imported" largest

step "from the disk, without scripts, narrow, large, by keyboard, on paper"
node tests/browser/reading.cjs "$site"

step "what a reader has to load"
node tests/browser/weights.cjs "$site"

step "Lighthouse"
node tests/browser/lighthouse.cjs "$site"

step "the thread grid: filters and evidence, in Chromium"
node tests/browser/grid.cjs "$site"

step "search: where the pages that must answer come"
node tests/search/ranks.cjs "$site"

step "search: questions, facets, the address, in Chromium"
node tests/browser/search.cjs "$site"

step "long lists: sorted and filtered"
node tests/browser/lists.cjs "$site"

step "the review desk, by keyboard"
npx --no-install html-validate --config .htmlvalidate.json src/review/page/review.html
node tests/browser/review.cjs

if [ -f ../shared/tools/own_words.py ]; then
  step "no sentence of a report"
  python3 ../shared/tools/own_words.py check ../shared/tools/source-runs.bin .
fi

printf '\nall checks passed in %d s\n' "$SECONDS"
