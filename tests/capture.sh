#!/usr/bin/env bash
# What goes over the wire, read by a foreign decoder: tshark records the session between the gateway and its sandbox carrier, from bind to unbind,
# and every PDU must be where it belongs and decode without a fault. One test: exit 0 = passed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

STEP_SECONDS=30        # Longest wait for any single step; each takes about a second.
MESSAGES=8             # A single, a long one, a UCS-2 one, and a batch of five.
SUBMITS=9              # The long one takes two segments.
ADMIN_KEY=capture-admin-key

folder=$(mktemp -d)
capture=$folder/smpp.pcapng
gateway='' tshark=''

fail() {
    echo "capture: $1" >&2
    for log in "$folder"/*.log; do
        if [ -s "$log" ]; then echo "--- ${log##*/}" >&2; tail -n 20 "$log" >&2; fi
    done
    exit 1
}

clean_up() {
    for pid in $gateway $tshark; do kill -KILL "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap clean_up EXIT

# until_true WHAT COMMAND...: asks until the command succeeds, so long as one step may take.
until_true() {
    local what=$1 end=$((SECONDS + STEP_SECONDS))
    shift
    until "$@"; do
        if ((SECONDS >= end)); then fail "$what did not happen within $STEP_SECONDS s."; fi
        sleep 0.1
    done
}

api() {
    local method=$1 path=$2 body=${3:-}
    curl -sS --fail-with-body --max-time 10 -X "$method" "$url$path" -H "Authorization: Bearer $ADMIN_KEY" \
        ${body:+-H 'Content-Type: application/json' -d "$body"}
}

send() {
    api POST "$1" "$2" >"$folder/answer.log" || fail "POST $1 was refused."
}

number() {
    sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}

bound_with_window() {
    local bind
    bind=$(api GET /v1/binds/sandbox/0 2>/dev/null) || return 1
    [[ $bind == *'"state":"bound"'* && $(number window_size <<<"$bind") == "$1" ]]
}

all_delivered() {
    local list
    list=$(api GET '/v1/messages?limit=200') || return 1
    [ "$(grep -o '"status":"delivered"' <<<"$list" | wc -l)" = "$MESSAGES" ]
}

has_ended() {
    ! kill -0 "$1" 2>/dev/null
}

decode() {
    tshark -r "$capture" -d "tcp.port==$port,smpp" "$@" 2>/dev/null
}

# How many PDUs of a command_id were recorded. A TCP segment may hold several.
count() {
    decode -Y smpp -T fields -E occurrence=a -E aggregator=, -e smpp.command_id | tr ',' '\n' | grep -c "^$1$" || true
}

unbound_at_the_end() {
    [ "$(count 0x80000006)" = 2 ]
}

expect() {
    local name=$1 wanted=$2 found=$3
    if [ "$found" != "$wanted" ]; then fail "$name: $found instead of $wanted."; fi
    echo "capture: $name: $found"
}

start_gateway() {
    local dll=../artifacts/bin/OrleansSms.Server/release/OrleansSms.Server.dll
    [ -e "$dll" ] || dll=../artifacts/bin/OrleansSms.Server/debug/OrleansSms.Server.dll
    [ -e "$dll" ] || fail 'there is no gateway: build OrleansSms.sln first.'
    ASPNETCORE_URLS=http://127.0.0.1:0 OrleansSms__AdminKey=$ADMIN_KEY OrleansSms__DataDirectory=$folder/data OrleansSms__Sandbox=true \
        dotnet "$dll" >"$folder/gateway.log" 2>&1 &
    gateway=$!
    until_true 'the start of the gateway' grep -q 'OrleansSms is ready on' "$folder/gateway.log"
    url=$(sed -n 's/^OrleansSms is ready on \(http[^,]*\).*/\1/p' "$folder/gateway.log")
    port=$(api GET /v1/carriers/sandbox | number port)
    [ -n "$port" ] || fail 'the sandbox carrier names no port.'
    until_true 'the first bind' bound_with_window 100
}

start_capture() {
    tshark -i lo -f "tcp port $port" -w "$capture" -q >"$folder/tshark.log" 2>&1 &
    tshark=$!
    until_true 'the start of the capture' grep -q 'Capture started' "$folder/tshark.log"
}

# The session began before the capture did: a new window size makes the bind unbind and bind again.
bind_again() {
    api PATCH /v1/carriers/sandbox '{"window_size": 50}' >"$folder/answer.log" || fail 'the carrier took no new window.'
    until_true 'the second bind' bound_with_window 50
}

send_messages() {
    local long
    printf -v long '%0200d' 0
    send /v1/messages '{"to": "+447700900123", "body": "Hello from OrleansSms"}'
    send /v1/messages "{\"to\": \"+447700900124\", \"body\": \"$long\"}"
    send /v1/messages '{"to": "+447700900125", "body": "Здравствуй, мир", "category": "authentication"}'
    send /v1/batches '{"body": "A batch", "recipients": [{"to": "+447700900131"}, {"to": "+447700900132"}, {"to": "+447700900133"},
        {"to": "+447700900134"}, {"to": "+447700900135"}]}'
    until_true 'the delivery of every message' all_delivered
}

stop_gateway() {
    local status=0
    kill -TERM "$gateway"
    until_true 'the end of the gateway' has_ended "$gateway"
    wait "$gateway" || status=$?
    gateway=''
    expect 'exit code of the gateway' 0 "$status"
}

stop_capture() {
    until_true 'the last unbind_resp in the capture' unbound_at_the_end
    kill -INT "$tshark"
    until_true 'the end of tshark' has_ended "$tshark"
    tshark=''
}

start_gateway
start_capture
bind_again
send_messages
stop_gateway
stop_capture

expect bind_transceiver 1 "$(count 0x00000009)"
expect bind_transceiver_resp 1 "$(count 0x80000009)"
expect submit_sm $SUBMITS "$(count 0x00000004)"
expect submit_sm_resp $SUBMITS "$(count 0x80000004)"
expect deliver_sm $SUBMITS "$(count 0x00000005)"
expect deliver_sm_resp $SUBMITS "$(count 0x80000005)"
expect unbind 2 "$(count 0x00000006)"
expect unbind_resp 2 "$(count 0x80000006)"
expect generic_nack 0 "$(count 0x80000000)"
expect 'submit_sm in UCS-2' 1 "$(decode -Y 'smpp.command_id == 4 && smpp.data_coding == 8' | wc -l)"
expect 'responses that report an error' 0 "$(decode -Y 'smpp.command_status > 0' | wc -l)"
expect 'malformed frames' 0 "$(decode -Y _ws.malformed | wc -l)"
echo 'capture: passed'
