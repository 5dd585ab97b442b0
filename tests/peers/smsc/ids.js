'use strict';

// One number per accepted message, shown in whatever form a carrier shows it.
const forms = {
  decimalDigits: (n) => n.toString(10),
  padded: (n) => n.toString(10).padStart(10, '0'),
  hexUpper: (n) => n.toString(16).toUpperCase(),
  hexLower: (n) => n.toString(16),
  hexPadded: (n) => n.toString(16).toUpperCase().padStart(8, '0'),
  hex32: (n) => n.toString(16).padStart(32, '0'),
  hex64: (n) => n.toString(16).padStart(64, '0'),
  uuid: (n) => `5f0c3b1e-7a44-4d2b-9c51-${n.toString(16).padStart(12, '0')}`,
  none: () => '',
};

function formatId(number, form) {
  const format = forms[form];
  if (!format) {
    throw new Error(`There is no id form '${form}'; there are ${Object.keys(forms).join(', ')}.`);
  }
  return format(number);
}

module.exports = { formatId };
