/** Small plots as SVG text, in the look of the figures of the report. */

import {escaped, plain, spans} from './numbers.js';

const SMALL = 12;
const TITLE = 13;

/** The colours of the report on dark paper: light turned into dark, hues kept, as its charts are. */
function onDark(hex) {
  const channels = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map(channel => channel * (1 - 0.92) + (1 - channel) * 0.92);
  const turned = [
    -0.574 * r + 1.430 * g + 0.144 * b,
    0.426 * r + 0.430 * g + 0.144 * b,
    0.426 * r + 1.430 * g - 0.856 * b
  ];
  return '#' + turned.map(channel => Math.round(255 * Math.min(1, Math.max(0, channel * 1.3))).toString(16).padStart(2, '0')).join('');
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const remembered = new Map();

/** A colour of the report for the paper of now. */
export function ink(hex) {
  if (!dark.matches) {
    return hex;
  }
  if (!remembered.has(hex)) {
    remembered.set(hex, onDark(hex));
  }
  return remembered.get(hex);
}

/** Calls back when paper changes between light and dark. */
export function whenPaperChanges(action) {
  dark.addEventListener('change', action);
}

/** Round steps that divide a range into about so many parts: [values, step]; three values if that can be. */
export function ticks(low, high, wanted) {
  const rough = (high - low) / Math.max(1, wanted);
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const steps = [10, 5, 2, 1, 0.5, 0.2].map(factor => factor * power);
  let values = [];
  let step = steps[0];
  for (const candidate of steps.slice(steps.findIndex(other => other < rough * 2.001))) {
    const first = Math.ceil(low / candidate - 1e-9);
    const last = Math.floor(high / candidate + 1e-9);
    if (last - first + 1 > 2 * wanted + 1 && values.length) {
      break;
    }
    step = candidate;
    values = Array.from({length: last - first + 1}, (none, k) => (first + k) * candidate);
    if (values.length >= Math.max(3, 0.7 * wanted)) {
      break;
    }
  }
  return [values, step];
}

function decimals(step) {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** An upper end above a value that does not change with every move. */
export function roundedUp(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(factor => factor * power).find(candidate => candidate >= value);
}

function f(number) {
  return number.toFixed(1);
}

/** A panel with axes, to which marks are added in order. */
export class Plot {
  /**
   * @param width width in pixels
   * @param height height in pixels
   * @param x {low, high, title}: the range and its title as HTML; `decade` is taken out of the labels
   * @param y likewise
   * @param title what is above the panel, as HTML
   */
  constructor({width, height, x, y, title = '', left = 58, bottom = 42, top = title ? 24 : 8, right = 12}) {
    Object.assign(this, {width, height, x, y, left, top});
    this.right = width - right;
    this.bottom = height - bottom;
    this.marks = [];
    this.title = title;
  }

  px(value) {
    return this.left + (value - this.x.low) / (this.x.high - this.x.low) * (this.right - this.left);
  }

  py(value) {
    return this.bottom - (value - this.y.low) / (this.y.high - this.y.low) * (this.bottom - this.top);
  }

  static decade(axis) {
    const largest = Math.max(Math.abs(axis.low), Math.abs(axis.high));
    const order = largest > 0 ? Math.floor(Math.log10(largest) + 1e-9) : 0;
    return order <= -3 || order > 3 ? order : 0;
  }

  static titled(axis) {
    const decade = Plot.decade(axis);
    const factor = decade === 0 ? '' : '10<sup>' + String(decade).replace('-', '\u2212') + '</sup>';
    const unit = [factor, axis.unit || ''].filter(Boolean).join(' ');
    return axis.title + (unit ? ' [' + unit + ']' : '');
  }

  axes() {
    let svg = '';
    const [xs, xStep] = ticks(this.x.low, this.x.high, Math.max(2, (this.right - this.left) / 75));
    const [ys, yStep] = ticks(this.y.low, this.y.high, Math.max(2, (this.bottom - this.top) / 45));
    const labels = (values, step, axis) => {
      const factor = Math.pow(10, -Plot.decade(axis));
      const digits = decimals(step * factor);
      return values.map(value => (value * factor).toFixed(digits).replace(/^-0(\.0*)?$/, '0$1').replace('-', '\u2212'));
    };
    const grid = (this.x.names ? this.x.names.map((name, i) => i).slice(1) : xs).map(value => 'M' + f(this.px(value)) + ' ' + f(this.top) + 'V' + f(this.bottom))
      .concat(ys.map(value => 'M' + f(this.left) + ' ' + f(this.py(value)) + 'H' + f(this.right))).join('');
    svg += '<path class="grid" d="' + grid + '"/>';
    if (this.x.names) {
      const crowded = this.x.names.length > 4 ? ' crowded' : '';
      this.x.names.forEach((name, i) => plain(name).split('-').forEach((line, k) => svg += '<text class="tick' + crowded + '" text-anchor="middle" x="'
        + f(this.px(i + 0.5)) + '" y="' + f(this.bottom + 15 + 12 * k) + '">' + escaped(line) + '</text>'));
    } else {
      labels(xs, xStep, this.x).forEach((text, i) =>
        svg += '<text class="tick" text-anchor="middle" x="' + f(this.px(xs[i])) + '" y="' + f(this.bottom + 16) + '">' + text + '</text>');
    }
    labels(ys, yStep, this.y).forEach((text, i) =>
      svg += '<text class="tick" text-anchor="end" x="' + f(this.left - 6) + '" y="' + f(this.py(ys[i]) + 4) + '">' + text + '</text>');
    return svg;
  }

  frame() {
    let svg = '<path class="frame-line" d="M' + f(this.left) + ' ' + f(this.top) + 'H' + f(this.right) + 'V' + f(this.bottom) + 'H' + f(this.left)
      + 'Z"/>';
    if (this.x.title) {
      svg += '<text class="axis" text-anchor="middle" font-size="' + TITLE + '" x="' + f((this.left + this.right) / 2) + '" y="'
        + f(this.height - 8) + '">' + spans(Plot.titled(this.x), TITLE) + '</text>';
    }
    if (this.y.title) {
      svg += '<text class="axis" text-anchor="middle" font-size="' + TITLE + '" transform="translate(14 ' + f((this.top + this.bottom) / 2)
        + ') rotate(-90)">' + spans(Plot.titled(this.y), TITLE) + '</text>';
    }
    if (this.title) {
      svg += '<text class="panel-title" font-size="' + SMALL + '" x="' + f(this.left) + '" y="' + f(this.top - 8) + '">'
        + spans(this.title, SMALL) + '</text>';
    }
    return svg;
  }

  /** What lies between two lines of values. */
  band(xs, low, high, colour, opacity) {
    const up = xs.map((x, i) => f(this.px(x)) + ' ' + f(this.py(high[i])));
    const down = xs.map((x, i) => f(this.px(x)) + ' ' + f(this.py(low[i]))).reverse();
    this.marks.push('<path fill="' + ink(colour) + '" fill-opacity="' + opacity + '" d="M' + up.concat(down).join('L') + 'Z"/>');
  }

  /** A line through values. */
  curve(xs, values, colour, dashes = '', weight = 2) {
    this.marks.push('<path fill="none" stroke="' + ink(colour) + '" stroke-width="' + weight + '" stroke-linejoin="round"'
      + (dashes ? ' stroke-dasharray="' + dashes + '"' : '') + ' d="M'
      + xs.map((x, i) => f(this.px(x)) + ' ' + f(this.py(values[i]))).join('L') + '"/>');
  }

  /** Steps over bins. */
  steps(bins, value, colour, dashes = '', weight = 2) {
    this.marks.push('<path fill="none" stroke="' + ink(colour) + '" stroke-width="' + weight + '"'
      + (dashes ? ' stroke-dasharray="' + dashes + '"' : '') + ' d="'
      + bins.map((bin, i) => (i === 0 ? 'M' : 'L') + f(this.px(bin.low)) + ' ' + f(this.py(value(bin))) + 'H' + f(this.px(bin.high))).join('')
      + '"/>');
  }

  /** Filled bins from one value to another. */
  blocks(bins, low, high, colour, opacity) {
    this.marks.push('<path fill="' + ink(colour) + '" fill-opacity="' + opacity + '" d="' + bins.map(bin => 'M' + f(this.px(bin.low)) + ' '
      + f(this.py(low(bin))) + 'H' + f(this.px(bin.high)) + 'V' + f(this.py(high(bin))) + 'H' + f(this.px(bin.low)) + 'Z').join('') + '"/>');
  }

  /** Points with errors. */
  measured(bins, value, error, colour) {
    const lines = bins.map(bin => {
      const x = f(this.px(0.5 * (bin.low + bin.high)));
      return 'M' + x + ' ' + f(this.py(value(bin) - error(bin))) + 'V' + f(this.py(value(bin) + error(bin)));
    }).join('');
    this.marks.push('<path fill="none" stroke="' + colour + '" stroke-width="1.5" d="' + lines + '"/>');
    bins.forEach(bin => this.marks.push('<circle r="3" fill="' + colour + '" cx="' + f(this.px(0.5 * (bin.low + bin.high))) + '" cy="'
      + f(this.py(value(bin))) + '"/>'));
  }

  /** A line across the panel. */
  rule(value, colour = '#777777', dashes = '1.5 2.5') {
    this.marks.push('<path fill="none" stroke="' + ink(colour) + '" stroke-width="1" stroke-dasharray="' + dashes + '" d="M' + f(this.left) + ' '
      + f(this.py(value)) + 'H' + f(this.right) + '"/>');
  }

  /** A spectrum that is one line, as high as the panel allows, with what it stands for. */
  spike(x, colour, html) {
    const at = this.px(x);
    const leftSide = at > (this.left + this.right) / 2;
    this.marks.push('<path fill="none" stroke="' + ink(colour) + '" stroke-width="3" d="M' + f(at) + ' ' + f(this.bottom) + 'V' + f(this.top)
      + '"/><text class="label" font-size="' + SMALL + '" text-anchor="' + (leftSide ? 'end' : 'start') + '" x="' + f(at + (leftSide ? -8 : 8))
      + '" y="' + f(this.top + 18) + '">' + spans(html, SMALL) + '</text>');
  }

  /** A word in the middle of the panel. */
  note(html) {
    this.marks.push('<text class="label" font-size="' + SMALL + '" text-anchor="middle" x="' + f((this.left + this.right) / 2) + '" y="'
      + f((this.top + this.bottom) / 2) + '">' + spans(html, SMALL) + '</text>');
  }

  /** The SVG element; {@code label} says in words what it shows. */
  svg(label) {
    const clip = 'inside-' + this.left + '-' + this.top + '-' + this.right + '-' + this.bottom;
    return '<svg role="img" aria-label="' + label.replace(/&/g, '&amp;').replace(/"/g, '&quot;') + '" width="' + this.width + '" height="' + this.height + '" viewBox="0 0 '
      + this.width + ' ' + this.height + '"><clipPath id="' + clip + '"><rect x="' + this.left + '" y="' + this.top + '" width="'
      + Math.max(1, this.right - this.left) + '" height="' + Math.max(1, this.bottom - this.top) + '"/></clipPath>' + this.axes() + '<g clip-path="url(#' + clip + ')">' + this.marks.join('') + '</g>' + this.frame()
      + '</svg>';
  }
}
