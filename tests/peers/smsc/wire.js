'use strict';

// node-smpp with its conveniences taken off, so that octets come and go as they are. What was learnt from its source (0.5.1):
// - It decodes short_message and message_payload by data_coding (and splits the UDH off), turns validity_period and
//   schedule_delivery_time into a Date, and on the way out picks a data_coding itself. All of that is done by "filters"
//   in its tables of commands and TLVs: without them a field is a Buffer, a number or a string of the wire.
// - It reads a TLV by its table, not by its length: a one-octet message_state is a number, a cstring TLV without its NUL
//   reads past its end, and what it writes always has the NUL. With the raw type every TLV is a Buffer, both ways.
// - An unknown TLV is kept under its decimal number and never written; addTLV makes it writable.
// - Any PDU with a command_status is written without a body.
// - A body that ends too soon is no error to it: the fields that are missing are undefined.
// - A PDU that it cannot decode raises 'error' and leaves the session deaf for good: destroy it then. Without a listener
//   for 'error' a reset connection ends the process.
// - pause() stops decoding; the socket then fills up to its high-water mark (64 KB) and TCP holds the peer back.
// - Its GSM encoder turns a character it does not know into 0x00, which is '@'.
const smpp = require('smpp');

const rawTlv = smpp.tlvs.network_error_code.type;

for (const command of Object.values(smpp.commands)) {
  for (const field of Object.values(command.params ?? {})) {
    delete field.filter;
  }
}

for (const tlv of Object.values(smpp.tlvs)) {
  delete tlv.filter;
  tlv.type = rawTlv;
}

smpp.PDU.maxLength = 70 * 1024;

const fieldsOf = (pdu) => smpp.commands[pdu.command]?.params ?? {};

const isComplete = (pdu) => Object.keys(fieldsOf(pdu)).every((field) => pdu[field] !== undefined);

/** The TLVs of a PDU: tag number to the hex of its value. */
function readTlvs(pdu) {
  const result = {};
  for (const key of Object.keys(pdu)) {
    const value = pdu[key];
    if (smpp.tlvs[key] && !(key in fieldsOf(pdu))) {
      result[smpp.tlvs[key].id] = (Array.isArray(value) ? Buffer.concat(value) : value).toString('hex');
    } else if (/^\d+$/.test(key) && Buffer.isBuffer(value)) {
      result[key] = value.toString('hex');
    }
  }
  return result;
}

/** The other way: tag number to hex becomes what node-smpp takes as options. */
function writeTlvs(tlvs) {
  const result = {};
  for (const [id, hex] of Object.entries(tlvs ?? {})) {
    if (!smpp.tlvsById[id]) {
      smpp.addTLV(`tlv_${id}`, { id: Number(id), type: rawTlv });
    }
    const tlv = smpp.tlvsById[id];
    const value = Buffer.from(hex, 'hex');
    result[tlv.tag] = tlv.multiple ? [value] : value;
  }
  return result;
}

function encodeText(text, coding) {
  switch (coding) {
    case 'ucs2': return Buffer.from(text, 'utf16le').swap16();
    case 'latin1': return Buffer.from(text, 'latin1');
    case 'binary': return Buffer.from(text, 'hex');
    default: return smpp.encodings.ASCII.encode(text);
  }
}

module.exports = { smpp, isComplete, readTlvs, writeTlvs, encodeText };
