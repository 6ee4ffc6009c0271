/** How numbers and symbols are written: the rules of emiss.report.text, which a test compares with these. */

const MINUS = '\u2212';
const DIGITS = 3;
const PLAIN_FROM = -3;
const PLAIN_TO = 4;

/** The significant digits of a positive number and the power of ten of the first one, rounded half up in decimals. */
function rounded(value, digits) {
  const [mantissa, power] = value.toExponential().split('e');
  let figures = mantissa.replace('.', '');
  let order = Number(power);
  if (figures.length > digits) {
    const up = figures[digits] >= '5';
    figures = figures.slice(0, digits);
    if (up) {
      const next = String(Number(figures) + 1);
      order += next.length > digits ? 1 : 0;
      figures = next.slice(0, digits);
    }
  }
  return [figures.padEnd(digits, '0'), order];
}

/** The digits with their point, times a power of ten that is taken out of small and large numbers. */
function placed(figures, order, exponent) {
  const shift = order - exponent;
  if (shift < 0) {
    return '0.' + '0'.repeat(-shift - 1) + figures;
  }
  const whole = figures.slice(0, shift + 1).padEnd(shift + 1, '0');
  return figures.length > shift + 1 ? whole + '.' + figures.slice(shift + 1) : whole;
}

function parts(value, digits) {
  const own = Math.abs(value).toExponential().split('e')[0].replace('.', '').length;
  const [figures, order] = rounded(Math.abs(value), Math.min(digits, own));
  const exponent = order < PLAIN_FROM || order > PLAIN_TO ? order : 0;
  return [(value < 0 ? MINUS : '') + placed(figures, order, exponent), exponent];
}

/** A number as HTML, to three digits or as many as it has: 7.05 × 10<sup>−9</sup>, 0.05. */
export function number(value, digits = DIGITS) {
  if (!Number.isFinite(value)) {
    return 'none';
  }
  if (value === 0) {
    return '0';
  }
  const [text, exponent] = parts(value, digits);
  return exponent === 0 ? text : text + ' \u00d7 10<sup>' + String(exponent).replace('-', MINUS) + '</sup>';
}

/** The same to be read aloud. */
export function spoken(value, digits = DIGITS) {
  if (!Number.isFinite(value) || value === 0) {
    return Number.isFinite(value) ? '0' : 'none';
  }
  const [text, exponent] = parts(value, digits);
  return (exponent === 0 ? text : text + ' times ten to the ' + exponent).replace(MINUS, 'minus ').replace(' -', ' minus ');
}

/** A number with some decimals. */
export function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', MINUS);
}

/** A number to type: it gives the same number when it is read. */
export function typed(value) {
  return String(value);
}

/** The value of a coupling, complex ones by their parts. */
export function complex([re, im]) {
  return im === 0 ? number(re) : number(re) + (im < 0 ? ' ' + MINUS + ' ' : ' + ') + number(Math.abs(im)) + '\u2009<i>i</i>';
}

/** Text for HTML. */
export function escaped(text) {
  return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** HTML with sub, sup and i elements as the words alone. */
export function plain(html) {
  return html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
}

/** The same as spans of an SVG text. */
export function spans(html, size) {
  let result = '';
  let shift = 0;
  let lowered = 0;
  let italic = false;
  for (const piece of html.split(/(<[^>]*>)/)) {
    if (piece === '<i>' || piece === '</i>') {
      italic = piece === '<i>';
    } else if (piece === '<sub>') {
      shift = size * 0.25;
    } else if (piece === '<sup>') {
      shift = -size * 0.38;
    } else if (piece === '</sub>' || piece === '</sup>') {
      shift = 0;
    } else if (piece) {
      const move = shift - lowered;
      result += '<tspan' + (move === 0 ? '' : ' dy="' + move.toFixed(1) + '"')
        + (shift === 0 ? '' : ' font-size="' + Math.round(size * 0.76) + '"')
        + (italic ? ' font-style="italic"' : '') + '>' + piece + '</tspan>';
      lowered = shift;
    }
  }
  return result;
}
