/** Sliders with a field to type in. */

import {plain, spoken, typed} from './numbers.js';

const POSITIONS = 1000;

/** Equal steps from one value to another. */
export function linear(low, high) {
  const quantum = Math.pow(10, Math.floor(Math.log10((high - low) / POSITIONS) + 1e-9));
  return {
    low, high,
    value: share => Number((Math.round((low + share * (high - low)) / quantum) * quantum).toPrecision(10)),
    share: value => (value - low) / (high - low)
  };
}

/** Equal ratios from one positive value to another. */
export function logarithmic(low, high) {
  return {
    low, high,
    value: share => Number((low * Math.pow(high / low, share)).toPrecision(3)),
    share: value => value <= low ? 0 : Math.log(value / low) / Math.log(high / low)
  };
}

/** Both signs, fine near zero and wide at the ends. */
export function signed(high, from = -high) {
  const bend = 6;
  const share = value => Math.asinh(value / high * Math.sinh(bend)) / bend;
  const first = from < 0 ? -1 : 0;
  return {
    low: from, high,
    value: at => {
      const place = first + at * (1 - first);
      return Math.abs(place) < 1e-9 ? 0 : Number((high * Math.sinh(bend * place) / Math.sinh(bend)).toPrecision(3));
    },
    share: value => (share(value) - first) / (1 - first)
  };
}

/** One slider: a name, a range and a field for its value. */
export class Slider {
  /**
   * @param id the beginning of the ids of its elements
   * @param label its name as HTML
   * @param unit its unit, as HTML
   * @param range how places map to values
   * @param least the smallest value that may be typed
   * @param moved told while it moves
   * @param done told when it rests
   */
  constructor({id, label, unit = '', range, least = -Infinity, moved, done, hint = ''}) {
    Object.assign(this, {range, least, moved, done, name: plain(label), unit: plain(unit)});
    this.element = document.createElement('div');
    this.element.className = 'slider';
    this.element.innerHTML = '<label for="' + id + '-value"' + (hint ? ' title="' + hint.replace(/"/g, '&quot;') + '"' : '') + '>' + label + '</label>'
      + '<input type="range" id="' + id + '" min="0" max="' + POSITIONS + '" step="1">'
      + '<input type="text" inputmode="text" spellcheck="false" id="' + id + '-value"><span class="unit">' + unit + '</span>';
    this.bar = this.element.querySelector('[type=range]');
    this.field = this.element.querySelector('[type=text]');
    this.bar.setAttribute('aria-label', this.name);
    this.bar.addEventListener('input', () => this.take(this.range.value(this.bar.value / POSITIONS), this.moved));
    this.bar.addEventListener('change', () => this.done(this.value));
    this.field.addEventListener('change', () => this.read());
    this.field.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.read();
      }
    });
  }

  read() {
    const text = this.field.value.trim().replace('\u2212', '-');
    const value = Number(text);
    const wrong = text === '' || !Number.isFinite(value) || value < this.least;
    this.field.setAttribute('aria-invalid', String(wrong));
    if (wrong) {
      this.field.title = 'expected a number' + (this.least > -Infinity ? ' of at least ' + this.least : '');
      return;
    }
    this.field.title = '';
    this.show(value);
    this.moved(value);
    this.done(value);
  }

  take(value, tell) {
    this.value = value;
    this.write();
    tell(value);
  }

  write() {
    const share = value => Math.min(1, Math.max(0, this.range.share(value)));
    const ends = [share(Math.max(0, this.range.low)), share(this.value)].sort((a, b) => a - b);
    this.bar.style.setProperty('--from', 100 * ends[0] + '%');
    this.bar.style.setProperty('--to', 100 * ends[1] + '%');
    if (document.activeElement !== this.field || Number(this.field.value) !== this.value) {
      this.field.value = typed(this.value);
    }
    this.field.setAttribute('aria-invalid', 'false');
    this.bar.setAttribute('aria-valuetext', spoken(this.value, 4) + (this.unit ? ' ' + this.unit : ''));
  }

  /** Shows a value; the range stays. */
  show(value) {
    this.value = value;
    this.bar.value = Math.round(Math.min(1, Math.max(0, this.range.share(value))) * POSITIONS);
    this.write();
  }

  /** Another range for the same value. */
  setRange(range) {
    this.range = range;
    this.show(this.value);
  }
}

/** A place for texts that are told when the pointer is over something. */
export class Hint {
  constructor() {
    this.box = document.createElement('div');
    this.box.className = 'hint';
    this.box.hidden = true;
    document.body.append(this.box);
  }

  show(rows, event) {
    this.box.innerHTML = '<table><tbody>' + rows.map(([name, value]) => '<tr><td>' + name + '</td><td>' + value + '</td></tr>').join('') + '</tbody></table>';
    this.box.hidden = false;
    const box = this.box.getBoundingClientRect();
    this.box.style.left = Math.max(4, Math.min(window.innerWidth - box.width - 8, event.clientX + 16)) + 'px';
    this.box.style.top = Math.max(4, event.clientY + 16 + box.height > window.innerHeight ? event.clientY - box.height - 12 : event.clientY + 16) + 'px';
  }

  hide() {
    this.box.hidden = true;
  }
}

