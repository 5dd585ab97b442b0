'use strict';

const { writeTlvs } = require('./wire');
const { formatId } = require('./ids');
const sessions = require('./sessions');

// A delivery receipt in one of the many ways that carriers write them: see ReceiptScript.cs for what each setting means.
const classic = 'id:{id} sub:001 dlvrd:{dlvrd} submit date:{submitted} done date:{done} stat:{stat} err:{err} text:{text}';

const states = {
  ENROUTE: 1, DELIVRD: 2, DELIVERED: 2, EXPIRED: 3, EXPIRD: 3, DELETED: 4, UNDELIV: 5, UNDELIVERED: 5, FAILED: 5,
  ACCEPTD: 6, ACKED: 6, UNKNOWN: 7, REJECTD: 8, REJECTED: 8,
};

const usual = {
  stat: 'DELIVRD', err: '000', template: classic, where: 'text', command: 'deliver_sm', esmClass: 4, ucs2: false,
  trailingNul: false, tlvNul: true,
};

function build(submit, script) {
  const receipt = { ...usual, ...script };
  const inText = receipt.where !== 'tlv';
  const text = inText ? encode(receipt, fill(receipt, submit)) : Buffer.alloc(0);
  const inPayload = inText && (receipt.where === 'payload' || receipt.command === 'data_sm');
  const options = {
    source_addr_ton: 1, source_addr_npi: 1, source_addr: submit.destination,
    dest_addr_ton: submit.sourceTon ?? 0, dest_addr_npi: submit.sourceNpi ?? 0, destination_addr: submit.source,
    esm_class: receipt.esmClass, data_coding: receipt.ucs2 ? 8 : 0,
    ...(receipt.command === 'data_sm' ? {} : { short_message: inPayload ? Buffer.alloc(0) : text }),
    ...(inPayload ? { message_payload: text } : {}),
    ...(receipt.where === 'text' ? {} : stateTlvs(receipt, submit)),
    ...writeTlvs(receipt.tlvs),
  };
  return { command: receipt.command, options };
}

function stateTlvs(receipt, submit) {
  const id = receipt.tlvId ?? idOf(receipt, submit, receipt.tlvIdForm);
  const state = receipt.messageState ?? states[receipt.stat.toUpperCase()] ?? 7;
  return {
    receipted_message_id: Buffer.from(id + (receipt.tlvNul ? '\0' : ''), 'latin1'),
    ...(state >= 0 ? { message_state: Buffer.from([state]) } : {}),
  };
}

function idOf(receipt, submit, form) {
  return receipt.id ?? (form ? formatId(submit.number, form) : submit.id);
}

function fill(receipt, submit) {
  const now = new Date().toISOString().replace(/[-T:]/g, '').slice(2, 12);
  const values = {
    id: idOf(receipt, submit, receipt.idForm), stat: receipt.stat, err: receipt.err,
    dlvrd: states[receipt.stat.toUpperCase()] === 2 ? '001' : '000',
    submitted: now, done: now, text: 'Test message',
  };
  return receipt.template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function encode(receipt, text) {
  const ended = receipt.trailingNul ? `${text}\0` : text;
  return receipt.ucs2 ? Buffer.from(ended, 'utf16le').swap16() : Buffer.from(ended, 'latin1');
}

function send(submit, script, session) {
  const { command, options } = build(submit, script);
  return sessions.deliver(command, options, session);
}

module.exports = { send };
