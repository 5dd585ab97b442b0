'use strict';

const { smpp } = require('./wire');
const counters = require('./counters');

// The sessions of the peer: who may bind, who is bound, and how a deliver_sm finds one that can take it.
const settings = {
  systemId: null,
  password: null,
  bindStatus: 0,
  muteBinds: false,
  muteEnquireLinks: false,
  muteUnbinds: false,
  redeliver: false,
  operationStatus: {},
};

const sessions = [];
const undelivered = [];

function add(session) {
  session.number = sessions.length + 1;
  session.state = 'open';
  session.outstanding = new Set();
  sessions.push(session);
  counters.add('connections');
}

function closed(session) {
  session.state = 'closed';
  counters.add('closes');
  for (const delivery of [...session.outstanding]) {
    session.outstanding.delete(delivery);
    if (settings.redeliver) {
      undelivered.push(delivery);
    } else {
      delivery.answered(null);
    }
  }
}

function bind(session, pdu) {
  counters.add('bindAttempts');
  session.systemId = pdu.system_id;
  session.interfaceVersion = pdu.interface_version;
  if (settings.muteBinds) {
    return;
  }
  const status = bindStatus(session, pdu);
  const version = pdu.interface_version >= 0x34 ? { sc_interface_version: Buffer.from([0x34]) } : {};
  session.send(pdu.response({ command_status: status, system_id: 'node-smsc', ...version }));
  if (status === 0) {
    session.state = 'bound';
    session.mode = pdu.command.slice('bind_'.length);
    counters.add('binds');
    undelivered.splice(0).forEach((delivery) => send(session, delivery));
  }
}

function bindStatus(session, pdu) {
  if (settings.bindStatus !== 0) {
    return settings.bindStatus;
  }
  if (session.state === 'bound') {
    return smpp.ESME_RALYBND;
  }
  const right = (settings.systemId || pdu.system_id) === pdu.system_id && (settings.password || pdu.password) === pdu.password;
  return right ? 0 : smpp.ESME_RBINDFAIL;
}

const canReceive = (session) => session?.state === 'bound' && session.mode !== 'transmitter';
const canSubmit = (session) => session.state === 'bound' && session.mode !== 'receiver';

/** Sends on the preferred session if it can take it, else on another, else when the next one binds; resolves to the status of the answer. */
function deliver(command, options, preferred) {
  return new Promise((answered) => {
    const delivery = { command, options, answered };
    const session = canReceive(preferred) ? preferred : sessions.findLast(canReceive);
    if (session) {
      send(session, delivery);
    } else {
      undelivered.push(delivery);
    }
  });
}

function send(session, delivery) {
  if (!canReceive(session)) {
    undelivered.push(delivery);
    return;
  }
  const written = session.send(new smpp.PDU(delivery.command, { ...delivery.options }), (response) => {
    session.outstanding.delete(delivery);
    delivery.answered(response.command_status);
  });
  if (written) {
    session.outstanding.add(delivery);
  } else {
    undelivered.push(delivery);
  }
}

function byNumber(number) {
  const session = sessions[number - 1];
  if (!session) {
    throw new Error(`There is no session ${number}; there have been ${sessions.length}.`);
  }
  return session;
}

/** The session asked for, or every open one. */
const chosen = (number) => (number ? [byNumber(number)] : sessions.filter((s) => s.state !== 'closed'));

const describe = () => sessions.map((s) => (
  { number: s.number, state: s.state, mode: s.mode, systemId: s.systemId, interfaceVersion: s.interfaceVersion }));

module.exports = { settings, add, closed, bind, canSubmit, deliver, byNumber, chosen, describe };
