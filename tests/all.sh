#!/usr/bin/env bash
# Installs what the tests need and runs them all: formatting, lints, unit and integration tests,
# then the checkers on the built site. Needs Rust, Python, Node and Java; on Debian, Chromium is
# installed when it is not there. How steps are run and counted stands in steps.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/steps.sh

# Where the compiler of rust-toolchain.toml is not there and cannot be fetched, the one that is there has to do.
pinned="$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)"
if command -v rustup >/dev/null && ! rustup toolchain list | grep -q "^$pinned"; then
  RUSTUP_TOOLCHAIN="$(rustup default | cut -d ' ' -f 1)"
  export RUSTUP_TOOLCHAIN
  echo "Rust $pinned is not installed: the tests run on $RUSTUP_TOOLCHAIN"
fi

# ---------------------------------------------------------------- what all others need

tools() {
  for tool in chromium jing nginx xmllint pdftotext valgrind; do
    command -v "$tool" >/dev/null && continue
    local run_as_root=()
    [ "$(id -u)" = 0 ] || run_as_root=(sudo)
    "${run_as_root[@]}" apt-get update -qq
    "${run_as_root[@]}" apt-get install -y -qq --no-install-recommends \
      chromium fonts-liberation fonts-dejavu-core jing libxml2-utils nginx-light poppler-utils valgrind >/dev/null
    break
  done
  npm ci --silent --no-audit --no-fund
}

# Everything that cargo makes for the tests, so that they need not wait for it, nor lints for them.
compile() {
  cargo build --quiet
  cargo test --quiet --no-run
  cp target/debug/throughline "$work/throughline"
}

step "formatting" cargo fmt --check
step "the program, compiled" compile
step "what the checkers need" tools
all_needed
CHROMIUM="$(command -v chromium)"
# A copy: cargo may link its own anew at any time.
THROUGHLINE="$work/throughline"
export CHROMIUM THROUGHLINE

# ---------------------------------------------------------------- the sites to look at

site="$work/site"
# The same, knowing where it stands.
based="$work/based/public"
awkward="$work/awkward"
own="$work/own/public"
# What an import alone makes of real reports.
imported="$work/imported/public"
real=../shared/documents/pdf

shipped_sites() {
  "$THROUGHLINE" build --strict --out "$site"
  mkdir "$work/based"
  cp -r content site.toml "$work/based"
  printf 'base_url = "https://example.org/"\n' >>"$work/based/site.toml"
  quietly build --site "$work/based" --out "$based"
  # Names and words that a spreadsheet would run.
  quietly build --site tests/data/awkward --out "$awkward"
}

# Pages of the site's own, as the program's texts begin them, in a site that speaks another language.
own_site() {
  mkdir -p "$work/own/content/pages"
  cp -r tests/data/awkward/content "$work/own/"
  cp src/source/starters/*.md "$work/own/content/pages/"
  printf 'title = "Lleoedd"\nlanguage = "cy"\n' >"$work/own/site.toml"
  quietly build --site "$work/own" --out "$own"
}

imported_site() {
  quietly init "$work/imported"
  quietly import --into "$work/imported" "$real"
  quietly build --site "$work/imported" --out "$imported"
}

# What is said of the sites matters only where they cannot be made.
quietly() {
  local said
  said="$("$THROUGHLINE" "$@" 2>&1)" || { printf '%s\n' "$said"; return 1; }
}

step "the sites to look at" shipped_sites
step "a site with pages of its own" own_site
if [ -d "$real" ]; then step "a site of imported reports" imported_site; fi
all_needed

# ---------------------------------------------------------------- what is looked at, the longest first

# Read from a disk, the checker takes the site's own files for ones that the policy forbids. A browser does not, which
# policy.cjs makes sure of.
nu() {
  java -jar node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html --Werror \
    --filterpattern '.*external (stylesheet|script) “(\.\./)*/?assets/[a-z-]+\.(css|js)” blocked.*' "$1"
}

validate() { npx --no-install html-validate --config .htmlvalidate.json "$@"; }

feeds() {
  find "$site" "$based" "$awkward" -name '*.xml' ! -name 'sitemap*' -print0 |
    xargs -0 jing -c tests/schemas/atom.rnc 2>/dev/null
  xmllint --nonet --noout --schema node_modules/sitemap/schema/sitemap.xsd "$based/sitemap.xml"
  python3 tests/data/addresses.py "$based" https://example.org/
}

downloads() {
  for one in "$@"; do
    node tests/data/schema.cjs "$one"
    python3 tests/data/tables.py "$one"
    python3 tests/data/package.py "$one"
  done
}

# The package as somebody installs it: made, installed, run, and taken away again.
package() {
  local as_root=() deb
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  cargo install --quiet --locked --debug --root target/tools cargo-deb
  deb="$(CARGO_DEB=target/tools/bin/cargo-deb bash packaging/debian.sh dev)"
  "${as_root[@]}" dpkg --install "$deb" >/dev/null
  (
    cd /
    /usr/bin/throughline --version | grep '^throughline [0-9]'
    gzip -dc /usr/share/man/man1/throughline-check.1.gz | grep -q 'throughline check'
    bash -c 'source /usr/share/bash-completion/completions/throughline; complete -p throughline' >/dev/null
  )
  "${as_root[@]}" dpkg --remove throughline >/dev/null
}

desk() {
  validate src/review/page/review.html
  node tests/browser/review.cjs
  node tests/browser/review-orders.cjs
}

# Each of these needs real reports, or a list made from them.
with_shared() {
  if [ -e "../shared/$1" ]; then step "${@:2}"; else skip "$2" "needs ../shared/$1"; fi
}

step "tests of the program" cargo test --quiet --no-fail-fast
step "lints" cargo clippy --all-targets --quiet -- -D warnings
# Scripts, their types, style sheets, and the length of lines.
step "lints of scripts, styles and templates" npm run --silent lint
if command -v dpkg >/dev/null; then
  step "the Debian package, installed and run" package
else
  skip "the Debian package, installed and run" "needs dpkg"
fi
with_shared documents/pdf "imported reports: html-validate" validate "$imported/**/*.html"
step "Lighthouse" node tests/browser/lighthouse.cjs "$site"
step "from the disk, without scripts, narrow, large, by keyboard, on paper" node tests/browser/reading.cjs "$site"
step "accessibility" node tests/browser/axe.cjs "$site"
with_shared documents/pdf "imported reports: accessibility" node tests/browser/axe.cjs "$imported" largest
step "search: questions, facets, the address, in Chromium" node tests/browser/search.cjs "$site"
step "search of very many records, in Chromium" node tests/browser/large.cjs
# Judges nothing: a figure to set beside that of another commit.
step "instructions of a build" bash benches/instructions.sh "$THROUGHLINE"
step "what a reader has to load" node tests/browser/weights.cjs "$site"
step "pages of a site's own: accessibility" node tests/browser/axe.cjs "$own" largest
step "what is looked for in folds, maps and lists, in Chromium" node tests/browser/found.cjs "$site"
step "links that lead to words, in Chromium" node tests/browser/landing.cjs "$site"
step "the thread grid: filters and evidence, in Chromium" node tests/browser/grid.cjs "$site"
with_shared documents/pdf "imported reports: Nu HTML checker" nu "$imported"
step "the pages' policy" node tests/browser/policy.cjs "$site"
step "how hard the interface is to read" node tests/browser/reading-age.cjs "$site"
step "how long the pages are on a phone" node tests/browser/screens.cjs "$site"
step "scripts are sent as they are written" node tests/front/sent.cjs "$site"
step "the review desk, by keyboard" desk
step "scrutiny sheets: on one page, and what they say" node tests/browser/scrutiny.cjs "$site"
step "long lists: sorted and filtered" node tests/browser/lists.cjs "$site"
step "long lists: chosen from all rows" node tests/browser/choose.cjs "$site"
step "Nu HTML checker" nu "$site"
step "html-validate" validate "$site/**/*.html" "$own/pages/*.html"
step "feeds and sitemap" feeds
step "downloads" downloads "$site" "$based" "$awkward"
with_shared documents/pdf "imported reports: downloads" downloads "$imported"
step "search: where the pages that must answer come" node tests/search/ranks.cjs "$site"
step "search: spelling, numbers, reports by year and grade, pages of the site" node tests/search/kinds.cjs "$site"
step "the browser's stemmer" node tests/terms/check.cjs
step "published by nginx" python3 tests/publishing/nginx.py
step "the comparison of two sites" python3 -m unittest discover --quiet -s tests/comparing -t tests
with_shared tools/own_words.py "no sentence of a report" python3 ../shared/tools/own_words.py check ../shared/tools/source-runs.bin .

tell
