#!/usr/bin/env bash
# deploy/local-cluster/run as an operator uses it: one command, three silos; what one accepts another shows as delivered; Ctrl-C leaves nothing running.
# One test: exit 0 = passed. Needs the server built in Release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

STEP_SECONDS=180       # Longest wait for any single step; three starts take some 20 s.
export OrleansSms__AdminKey=local-cluster-key

folder=$(mktemp -d)
cluster=

fail() {
    echo "local-cluster: $1" >&2
    tail -n 40 "$folder/out" >&2
    exit 1
}

clean_up() {
    [ -z "$cluster" ] || kill -TERM "$cluster" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap clean_up EXIT

until_true() {
    local what=$1 end=$((SECONDS + STEP_SECONDS))
    shift
    until "$@"; do
        ((SECONDS < end)) || fail "$what did not happen within $STEP_SECONDS s."
        kill -0 "$cluster" 2>/dev/null || fail "the cluster ended before $what."
        sleep 0.1
    done
}

ready() { grep -q '^The cluster is ready' "$folder/out"; }
url() { sed -n "s/^Silo $1: \([^ ]*\).*/\1/p" "$folder/out"; }
processes() { sed -n 's/.*(process \([0-9]*\),.*/\1/p' "$folder/out"; }
api() { curl -sS --max-time 10 "$@" -H "Authorization: Bearer $OrleansSms__AdminKey"; }
delivered() { [[ $(api "$(url 3)/v1/messages/$1") == *'"status":"delivered"'* ]]; }

set -m
deploy/local-cluster/run --port 0 --no-build >"$folder/out" 2>&1 </dev/null &
cluster=$!
set +m
until_true 'a start' ready

answer=$(api "$(url 1)/v1/messages" -H 'Content-Type: application/json' -d '{"to": "+447700900123", "body": "Hello from silo 1"}')
id=$(sed -n 's/.*"id":"\(msg_[^"]*\)".*/\1/p' <<<"$answer")
[ -n "$id" ] || fail "silo 1 took no message: $answer"
until_true 'delivery' delivered "$id"

# Where Ctrl-C is ignored, as it is under nohup, nothing that is started hears it.
signal=INT
[ -z "$(trap -p INT)" ] || signal=TERM
kill "-$signal" "-$cluster"
wait "$cluster" || fail "Ctrl-C ended it with $?."
cluster=
for process in $(processes); do
    ! kill -0 "$process" 2>/dev/null || fail "silo process $process still runs."
done
echo "local-cluster: message $id went through three silos; nothing is left running."
