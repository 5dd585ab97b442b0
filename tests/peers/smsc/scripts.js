'use strict';

// How a submit_sm is answered. A script with a count holds for the next so many submits, one with a suffix for the
// destinations that end so; one with neither becomes the rule for all the rest. The script set last wins.
const usual = { status: 0, answer: 'normal', tps: 0, delayMs: 0, hold: false, shuffle: 0, id: 'decimalDigits', receipts: [{}] };
const ESME_RTHROTTLED = 0x58;

let base = usual;
let special = [];
let second = 0;
let taken = 0;

function set(script) {
  if (script.count === undefined && script.suffix === undefined) {
    base = { ...usual, ...script };
  } else {
    special.unshift({ ...usual, ...script, remaining: script.count ?? Infinity });
  }
}

function clear() {
  base = usual;
  special = [];
}

function take(destination) {
  const script = find(destination);
  return script.tps > 0 && isTooMuch(script.tps) ? { ...script, status: ESME_RTHROTTLED } : script;
}

/** So many in each second of the clock, and no more, whoever sends them. */
function isTooMuch(tps) {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    taken = 0;
  }
  taken += 1;
  return taken > tps;
}

function find(destination) {
  const found = special.find((s) => destination.endsWith(s.suffix ?? ''));
  if (!found) {
    return base;
  }
  found.remaining -= 1;
  if (found.remaining <= 0) {
    special = special.filter((s) => s !== found);
  }
  return found;
}

module.exports = { set, clear, take };
