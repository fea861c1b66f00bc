# How tests/all.sh runs its steps: as many side by side as there are processors, each timed, and all of them told at the
# end. Read by all.sh alone.

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 501)); then
  echo "the tests need bash 5.1 or newer, this is $BASH_VERSION" >&2
  exit 2
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
# What runs beside a shell does not hear that the reader has had enough of it.
trap 'trap - TERM; kill 0' INT
# Where tests of the program write that they left out what they are for.
export THROUGHLINE_SKIPPED="$work/skipped-tests"
: >"$THROUGHLINE_SKIPPED"
: >"$work/skipped-steps"

lanes="$(nproc 2>/dev/null || echo 2)"
steps=()
declare -A lane_of=()
failed=()

# step NAME COMMAND...: begins a step as soon as a processor is free for it. What it says is shown when it has ended, so
# that two at once do not talk into each other.
step() {
  while ((${#lane_of[@]} >= lanes)); do one_ended; done
  local n=${#steps[@]}
  steps+=("$1")
  shift
  (
    trap 'times >"$work/$n.cpu"' EXIT
    "$@"
  ) >"$work/$n.out" 2>&1 &
  lane_of[$!]=$n
  began[n]=$EPOCHREALTIME
}
began=()
took=()

# Waits until a step has ended, whichever is first.
one_ended() {
  local pid='' code=0
  wait -n -p pid "${!lane_of[@]}" || code=$?
  local n=${lane_of[$pid]}
  unset "lane_of[$pid]"
  took[n]="$(awk -v from="${began[n]}" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }')"
  printf '\n== %s (%s s)\n' "${steps[n]}" "${took[n]}"
  cat "$work/$n.out"
  ((code == 0)) || failed+=("$n")
}

# Waits for all steps so far. What follows cannot go on without them: where one has failed, the run ends.
all_needed() {
  while ((${#lane_of[@]})); do one_ended; done
  ((${#failed[@]} == 0)) || tell
}

# skip NAME WHY: says at the end that a step was left out.
skip() { printf '%s: %s\n' "$1" "$2" >>"$work/skipped-steps"; }

# The end of the run: how long each step took, what was skipped, and the sums.
tell() {
  while ((${#lane_of[@]})); do one_ended; done
  printf '\n%9s %9s  step, in the order begun\n' seconds processor
  local n
  for n in "${!steps[@]}"; do
    printf '%9s %9s  %s\n' "${took[n]}" "$(processor "$n")" "${steps[n]}"
  done
  sums
  exit "$((${#failed[@]} > 0))"
}

# The processor's seconds of a step and of all that it ran.
processor() {
  tr ' ' '\n' <"$work/$1.cpu" | awk -F '[ms]' 'NF > 1 { all += $1 * 60 + $2 } END { printf "%.1f", all }'
}

# What was skipped, what failed, and how many of each. Tests of the program count one by one, every other step as one. A
# test that skips what it is for has passed for cargo, so it is taken out there.
sums() {
  local passed not ignored left_out tests n
  left_out="$(sort -u "$THROUGHLINE_SKIPPED" | sed 's/^/  /')"
  tests="$(grep -c . <<<"$left_out" || true)"
  read -r passed not ignored < <(cat "$work"/*.out | awk '/^test result:/ { p += $4; f += $6; i += $8 } END { print p + 0, f + 0, i + 0 }')
  passed=$((passed - tests))
  for n in "${!steps[@]}"; do
    if grep -q '^test result:' "$work/$n.out"; then
      # Where the tests broke off, no test of theirs says so.
      if [[ " ${failed[*]} " == *" $n "* ]] && ((not == 0)); then not=1; fi
    elif [[ " ${failed[*]} " == *" $n "* ]]; then
      not=$((not + 1))
    else
      passed=$((passed + 1))
    fi
  done
  local skipped=$((tests + ignored + $(wc -l <"$work/skipped-steps")))
  printf '\n%d skipped\n' "$skipped"
  grep . <<<"$left_out" || true
  sed 's/^/  /' "$work/skipped-steps"
  ((ignored == 0)) || printf '  %d tests of the program that are marked as ignored\n' "$ignored"
  for n in "${failed[@]}"; do printf 'failed: %s\n' "${steps[n]}"; done
  printf '\ntests of the program and other steps, in %d s:\n' "$SECONDS"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$not" "$skipped"
}
