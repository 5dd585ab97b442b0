'use strict';

const { smpp } = require('./wire');
const sessions = require('./sessions');

// What a carrier does to a connection: hang up, in more or less rude ways, unbind, fall silent, talk nonsense.
function drop({ session, midPdu, reset }) {
  const chosen = sessions.chosen(session);
  return Promise.all(chosen.map((s) => new Promise((done) => {
    s.socket.once('close', () => done(s.number));
    const end = () => (reset ? s.socket.resetAndDestroy() : s.socket.destroy());
    if (midPdu) {
      const whole = new smpp.PDU('deliver_sm', { sequence_number: 1, source_addr: '447700900001', destination_addr: '12345', short_message: Buffer.from('cut') });
      const octets = whole.toBuffer();
      s.socket.write(octets.subarray(0, octets.length >> 1), end);
    } else {
      end();
    }
  })));
}

const ask = (command, { session }) => Promise.all(sessions.chosen(session).map((s) => new Promise((done) => {
  s.socket.once('close', () => done(null));
  s[command]({}, (response) => done(response.command_status));
})));

const unbind = (args) => ask('unbind', args);
const enquireLink = (args) => ask('enquire_link', args);

function raw({ session, hex }) {
  sessions.chosen(session).forEach((s) => s.socket.write(Buffer.from(hex, 'hex')));
}

const pauseReading = ({ session }) => sessions.chosen(session).forEach((s) => s.pause());
const resumeReading = ({ session }) => sessions.chosen(session).forEach((s) => s.resume());

module.exports = { drop, unbind, enquireLink, raw, pauseReading, resumeReading };
