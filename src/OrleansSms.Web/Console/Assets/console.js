'use strict';

// How often what is shown is read again, in milliseconds: seldom enough that an open tab is no load.
const REFRESH_MS = 5000;
const MESSAGES_SHOWN = 20;
const KEY_NAME = 'orleanssms.key';

const GOOD = ['delivered', 'sent', 'bound', 'ok'];
const BAD = ['failed', 'undelivered', 'expired', 'stopped', 'no_binds'];

const byId = (id) => document.getElementById(id);
let timer = 0;

byId('curl').textContent = byId('curl').textContent.replace('POST /v1', `POST ${location.origin}/v1`);

byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY_NAME, byId('apikey').value.trim());
  byId('apikey').value = '';
  show();
});

byId('forget').addEventListener('click', () => {
  sessionStorage.removeItem(KEY_NAME);
  clearTimeout(timer);
  byId('inside').hidden = true;
  say('The key is forgotten.');
});

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && sessionStorage.getItem(KEY_NAME)) {
    show();
  }
});

if (sessionStorage.getItem(KEY_NAME)) {
  show();
}

async function show() {
  clearTimeout(timer);
  try {
    const [status, binds, messages] = await Promise.all([
      get('/v1/status'), get('/v1/binds'), get(`/v1/messages?limit=${MESSAGES_SHOWN}`),
    ]);
    if (status.problem) {
      say(status.problem);
      byId('inside').hidden = true;
      return;
    }
    showStatus(status);
    fill('binds', binds, bindRow, 7);
    fill('messages', messages, messageRow, 8);
    byId('inside').hidden = false;
    say('');
  } catch {
    say('The gateway does not answer. Trying again.');
  }
  if (!document.hidden && sessionStorage.getItem(KEY_NAME)) {
    timer = setTimeout(show, REFRESH_MS);
  }
}

async function get(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${sessionStorage.getItem(KEY_NAME)}` } });
  const body = await answer.json();
  return answer.ok ? body : { problem: body.detail || body.title };
}

function showStatus(status) {
  const facts = {
    Status: status.status, Version: status.version, Uptime: duration(status.uptime_seconds),
    'Binds up': status.binds.up, 'Binds down': status.binds.down,
  };
  byId('system').replaceChildren(...Object.entries(facts).map(([name, value]) => {
    const fact = document.createElement('div');
    fact.append(element('dt', name), element('dd', value, tone(value)));
    return fact;
  }));
}

function fill(id, list, row, columns) {
  const rows = list.problem ? [note(list.problem, columns)] : list.data.map(row);
  byId(id).replaceChildren(...(rows.length ? rows : [note('None yet.', columns)]));
}

function bindRow(bind) {
  const waiting = bind.lanes.map((lane) => `${lane.category} ${lane.queued}`).join(', ');
  const tps = bind.effective_tps ? `${Math.round(bind.effective_tps)} (${bind.tps_reason})` : bind.tps_reason;
  const held = bind.held_by ? `${waiting}; held by ${bind.held_by.replace('_', ' ')}` : waiting;
  return tableRow([bind.id, [bind.state, tone(bind.state)], `${bind.window_used} of ${bind.window_size}`, tps, held, bind.submitted,
    [bind.last_error || '', 'wrap']]);
}

function messageRow(message) {
  return tableRow([time(message.created_at), masked(message.to), masked(message.from), message.category, [message.status, tone(message.status)],
    message.status_reason || message.error || '', message.segments, message.id]);
}

function tableRow(cells) {
  const row = document.createElement('tr');
  for (const cell of cells) {
    const [text, style] = Array.isArray(cell) ? cell : [cell, ''];
    row.append(element('td', text, style));
  }
  return row;
}

function note(text, columns) {
  const row = document.createElement('tr');
  const cell = element('td', text, 'wrap');
  cell.colSpan = columns;
  row.append(cell);
  return row;
}

// textContent only: whatever a message holds stays text.
function element(name, text, style) {
  const made = document.createElement(name);
  made.textContent = String(text);
  if (style) {
    made.className = style;
  }
  return made;
}

function tone(word) {
  return GOOD.includes(word) ? 'good' : BAD.includes(word) ? 'bad' : typeof word === 'string' && /^(held|scheduled|waiting|connecting)$/.test(word) ? 'wait' : '';
}

function masked(number) {
  return /^\+\d{5,}$/.test(number) ? `${number.slice(0, -4)}****` : number;
}

function time(text) {
  return new Date(text).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
}

function duration(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  return days ? `${days} d ${hours} h` : hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min` : `${seconds} s`;
}

function say(text) {
  byId('say').textContent = text;
}
