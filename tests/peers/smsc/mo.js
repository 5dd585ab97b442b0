'use strict';

const { encodeText, writeTlvs } = require('./wire');
const sessions = require('./sessions');

// MO: one deliver_sm, or a concatenated message by UDH, SAR or message_payload with its parts in any order.
const dataCodings = { gsm7: 0, latin1: 3, binary: 4, ucs2: 8 };
const usual = { text: '', coding: 'gsm7', concatenation: 'none', partOctets: 132, reference: 1, esmClass: 0, repeat: 1 };

async function send(script) {
  const mo = { ...usual, ...script };
  const preferred = mo.session ? sessions.byNumber(mo.session) : undefined;
  const answers = [];
  for (let n = 0; n < mo.repeat; n++) {
    const parts = build({ ...mo, text: mo.text.replaceAll('{n}', String(n)), reference: mo.reference + n });
    const order = mo.order ?? parts.map((_, i) => i + 1);
    answers.push(...order.map((part) => sessions.deliver('deliver_sm', parts[part - 1], preferred)));
  }
  return Promise.all(answers);
}

function build(mo) {
  const octets = encodeText(mo.text, mo.coding);
  if (mo.concatenation === 'none' || mo.concatenation === 'payload') {
    const field = mo.concatenation === 'payload' ? 'message_payload' : 'short_message';
    return [{ ...envelope(mo), [field]: octets }];
  }
  const total = Math.max(1, Math.ceil(octets.length / mo.partOctets));
  return Array.from({ length: total }, (_, i) => part(mo, octets.subarray(i * mo.partOctets, (i + 1) * mo.partOctets), total, i + 1));
}

function part(mo, octets, total, number) {
  const { reference } = mo;
  switch (mo.concatenation) {
    case 'udh8':
      return withUdh(mo, [5, 0x00, 3, reference & 0xff, total, number], octets);
    case 'udh16':
      return withUdh(mo, [6, 0x08, 4, (reference >> 8) & 0xff, reference & 0xff, total, number], octets);
    case 'sar':
      return {
        ...envelope(mo), short_message: octets,
        sar_msg_ref_num: Buffer.from([(reference >> 8) & 0xff, reference & 0xff]),
        sar_total_segments: Buffer.from([total]),
        sar_segment_seqnum: Buffer.from([number]),
      };
    default:
      throw new Error(`There is no concatenation '${mo.concatenation}'; there are none, payload, udh8, udh16, sar.`);
  }
}

function withUdh(mo, udh, octets) {
  return { ...envelope(mo), esm_class: mo.esmClass | 0x40, short_message: Buffer.concat([Buffer.from(udh), octets]) };
}

function envelope(mo) {
  return {
    source_addr_ton: 1, source_addr_npi: 1, source_addr: mo.source,
    dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: mo.destination,
    esm_class: mo.esmClass, data_coding: mo.dataCoding ?? dataCodings[mo.coding], ...writeTlvs(mo.tlvs),
  };
}

module.exports = { send };
