'use strict';

// How a submit_sm is answered. A script with a count holds for the next so many submits, one with a suffix for the
// destinations that end so; one with neither becomes the rule for all the rest. The script set last wins.
const usual = { status: 0, answer: 'normal', delayMs: 0, hold: false, shuffle: 0, id: 'decimalDigits', receipts: [{}] };

let base = usual;
let special = [];

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
