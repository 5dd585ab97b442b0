'use strict';

// A foreign SMSC for the tests. It is steered by one JSON object a line on standard input, {"id":1,"command":"script","args":{…}},
// and answers each with {"id":1,"result":…} or {"id":1,"error":"…"} on standard output, where it also tells events,
// {"event":"bound",…}. It ends when its standard input does.
const readline = require('node:readline');
const { smpp, isComplete } = require('./wire');
const counters = require('./counters');
const links = require('./links');
const mo = require('./mo');
const receipts = require('./receipts');
const scripts = require('./scripts');
const sessions = require('./sessions');
const submits = require('./submits');

let server;

const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const commands = {
  listen: ({ port, key, cert }) => new Promise((resolve, reject) => {
    server = smpp.createServer({ noDelay: true, key, cert }, accept);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  }),
  stopListening: () => { server.close(); },
  settings: (args) => {
    if (args.firstId) {
      submits.startIdsAt(args.firstId);
    }
    Object.assign(sessions.settings, args);
  },
  script: (args) => scripts.set(args),
  clearScripts: () => scripts.clear(),
  release: () => submits.release(),
  submits: ({ from }) => submits.from(from ?? 0),
  reach: ({ counter, count }) => counters.reach(counter, count),
  counts: () => counters.totals,
  sessions: () => sessions.describe(),
  mo: (args) => mo.send(args),
  receipt: ({ submit, session, script }) => {
    const about = submits.byOrder(submit) ?? { id: script.id, source: script.source, destination: script.destination };
    return receipts.send(about, script, session ? sessions.byNumber(session) : undefined);
  },
  ...links,
};

function accept(session) {
  sessions.add(session);
  session.on('error', (error) => {
    write({ event: 'error', session: session.number, detail: error.message });
    session.destroy();
  });
  session.on('close', () => {
    sessions.closed(session);
    write({ event: 'closed', session: session.number });
  });
  session.on('pdu', (pdu) => handle(session, pdu));
}

function handle(session, pdu) {
  if (pdu.isResponse()) {
    counters.add(`${pdu.command}:${pdu.command_status}`);
    counters.add(pdu.command);
    return;
  }
  if (!isComplete(pdu)) {
    write({ event: 'error', session: session.number, detail: `${pdu.command} ends too soon` });
    session.send(pdu.response({ command_status: smpp.ESME_RINVCMDLEN }), () => session.destroy());
    return;
  }
  switch (pdu.command) {
    case 'bind_receiver':
    case 'bind_transmitter':
    case 'bind_transceiver':
      sessions.bind(session, pdu);
      write({ event: session.state, session: session.number });
      break;
    case 'submit_sm':
    case 'submit_multi':
    case 'data_sm':
      submits.receive(session, pdu);
      break;
    default:
      operate(session, pdu);
  }
}

function operate(session, pdu) {
  counters.add(pdu.command);
  const { muteEnquireLinks, muteUnbinds, operationStatus } = sessions.settings;
  const mute = (pdu.command === 'enquire_link' && muteEnquireLinks) || (pdu.command === 'unbind' && muteUnbinds);
  if (mute) {
    return;
  }
  if (pdu.command === 'unknown') {
    session.send(pdu.response());
    return;
  }
  const body = pdu.command === 'query_sm' ? { message_id: pdu.message_id, message_state: 2 } : {};
  const response = pdu.response({ command_status: operationStatus[pdu.command] ?? 0, ...body });
  session.send(response, () => pdu.command === 'unbind' && session.close());
}

async function obey(line) {
  const { id, command, args = {} } = JSON.parse(line);
  try {
    if (!commands[command]) {
      throw new Error(`There is no command '${command}'; there are ${Object.keys(commands).join(', ')}.`);
    }
    write({ id, result: (await commands[command](args)) ?? null });
  } catch (error) {
    write({ id, error: error.message });
  }
}

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', obey);
lines.on('close', () => process.exit(0));
