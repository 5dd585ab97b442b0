'use strict';

const { smpp, readTlvs } = require('./wire');
const { formatId } = require('./ids');
const counters = require('./counters');
const receipts = require('./receipts');
const scripts = require('./scripts');
const sessions = require('./sessions');

// Every submit_sm: written down as it came, then answered as the script for it says.
const received = [];
let nextNumber = 0x1a2b3c4d;
let held = [];
let shuffling = [];

function receive(session, pdu) {
  if (!sessions.canSubmit(session)) {
    session.send(pdu.response({ command_status: smpp.ESME_RINVBNDSTS }));
    return;
  }
  const submit = record(session, pdu);
  const script = scripts.take(submit.destination);
  submit.status = script.status;
  submit.number = nextNumber++;
  submit.id = script.status === 0 ? formatId(submit.number, script.id) : null;
  schedule(script, () => answer(session, pdu, submit, script));
  counters.add('submits');
}

function record(session, pdu) {
  const submit = {
    order: received.length + 1,
    at: Date.now(),
    session: session.number,
    sequence: pdu.sequence_number,
    command: pdu.command,
    serviceType: pdu.service_type,
    source: pdu.source_addr, sourceTon: pdu.source_addr_ton, sourceNpi: pdu.source_addr_npi,
    destination: pdu.destination_addr ?? pdu.dest_address.map((d) => d.destination_addr ?? d.dl_name).join(','),
    destinationTon: pdu.dest_addr_ton ?? 0, destinationNpi: pdu.dest_addr_npi ?? 0,
    esmClass: pdu.esm_class,
    protocolId: pdu.protocol_id ?? 0,
    priorityFlag: pdu.priority_flag ?? 0,
    scheduleDeliveryTime: pdu.schedule_delivery_time ?? '',
    validityPeriod: pdu.validity_period ?? '',
    registeredDelivery: pdu.registered_delivery,
    dataCoding: pdu.data_coding,
    shortMessage: (pdu.short_message ?? Buffer.alloc(0)).toString('hex'),
    tlvs: readTlvs(pdu),
  };
  received.push(submit);
  return submit;
}

function schedule(script, act) {
  if (script.hold) {
    held.push(act);
  } else if (script.shuffle > 1) {
    shuffling.push(act);
    if (shuffling.length >= script.shuffle) {
      flushShuffled();
    }
  } else if (script.delayMs > 0) {
    setTimeout(act, script.delayMs);
  } else {
    act();
  }
}

/** Odd places backwards, then even places: an order that no window hands out by itself, and the same in every run. */
function flushShuffled() {
  const batch = shuffling;
  shuffling = [];
  batch.filter((_, i) => i % 2 === 1).reverse().concat(batch.filter((_, i) => i % 2 === 0)).forEach((act) => act());
}

function release() {
  const acts = held;
  held = [];
  const count = acts.length + shuffling.length;
  flushShuffled();
  acts.forEach((act) => act());
  return count;
}

function answer(session, pdu, submit, script) {
  const wanted = script.status === 0 && (submit.registeredDelivery & 0x1f) !== 0 ? script.receipts : [];
  wanted.filter((r) => r.beforeResponse).forEach((r) => schedule(r, () => receipts.send(submit, r, session)));
  respond(session, pdu, submit, script);
  wanted.filter((r) => !r.beforeResponse).forEach((r) => schedule(r, () => receipts.send(submit, r, session)));
}

function respond(session, pdu, submit, script) {
  const make = () => pdu.response({ command_status: script.status, message_id: submit.id ?? '' });
  const response = make();
  switch (script.answer) {
    case 'never':
      break;
    case 'doubled':
      session.send(response);
      session.send(make());
      break;
    case 'wrongSequence':
      response.sequence_number = (pdu.sequence_number + 1_000_000) & 0x7fffffff;
      session.send(response);
      break;
    case 'wrongType':
      session.send(new smpp.PDU('query_sm_resp', { sequence_number: pdu.sequence_number }));
      break;
    case 'nack':
      session.send(new smpp.PDU('generic_nack', { sequence_number: pdu.sequence_number, command_status: script.status }));
      break;
    case 'drop':
      session.destroy();
      break;
    case 'dropAfter':
      session.send(response, () => session.destroy());
      break;
    default:
      session.send(response);
  }
}

const from = (start) => received.slice(start);
const byOrder = (order) => received[order - 1];
const startIdsAt = (number) => { nextNumber = number; };

module.exports = { receive, release, from, byOrder, startIdsAt };
