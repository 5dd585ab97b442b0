'use strict';

// Totals of what has happened, and promises that are kept when a total reaches a number: tests wait on these, not on time.
const totals = {};
let waiters = [];

function add(name, by = 1) {
  totals[name] = (totals[name] ?? 0) + by;
  const reached = waiters.filter((w) => w.name === name && totals[name] >= w.count);
  if (reached.length > 0) {
    waiters = waiters.filter((w) => !reached.includes(w));
    reached.forEach((w) => w.resolve(totals[name]));
  }
}

function reach(name, count) {
  if ((totals[name] ?? 0) >= count) {
    return Promise.resolve(totals[name] ?? 0);
  }
  return new Promise((resolve) => waiters.push({ name, count, resolve }));
}

module.exports = { add, reach, totals };
