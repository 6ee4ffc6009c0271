/** What an answer of the service looks like. */

import {escaped, fixed, number, plain, spans, spoken} from './numbers.js';
import {Plot, ink, roundedUp} from './plot.js';

const STANDARD_MODEL = '#4d4d4d';
const DASHED = '6 3';
const LARGEST_SIGMA = 9;
const PULLS_IN_A_COLUMN = 8;
const LETTER = 7.3;

function f(value) {
  return value.toFixed(1);
}

/** Where t stands: in standard deviations of one parameter, to the left if it is better than the Standard Model. */
function sigmas(t) {
  return Math.sign(t) * Math.sqrt(Math.abs(t));
}

/**
 * t together and of each experiment on one strip with 1, 2, 3 sigma.
 *
 * @param rows [{label, colour, t}], the first one for all data together; t is null where there is none
 */
export function strip(rows, width) {
  const small = width < 520;
  const left = small ? 92 : 170;
  const right = width - (small ? 58 : 78);
  const top = 26;
  const step = small ? 19 : 24;
  const bottom = top + step * rows.length;
  const found = rows.filter(row => row.t !== null).map(row => Math.abs(sigmas(row.t)));
  const reach = Math.min(LARGEST_SIGMA, Math.max(4, Math.ceil(Math.max(0, ...found) + 0.5)));
  const px = sigma => left + (Math.max(-reach, Math.min(reach, sigma)) + reach) / (2 * reach) * (right - left);
  let svg = '';
  for (const [sigma, opacity] of [[3, 0.16], [2, 0.2], [1, 0.28]]) {
    svg += '<rect class="sigma" fill-opacity="' + opacity + '" x="' + f(px(-sigma)) + '" y="' + top + '" width="' + f(px(sigma) - px(-sigma)) + '" height="'
      + (bottom - top) + '"/>';
  }
  for (let sigma = -reach; sigma <= reach; sigma++) {
    const hasRoom = px(1) - px(0) > 17 || Math.abs(sigma) <= 3 && sigma % 2 !== 0;
    if (sigma !== 0 && hasRoom) {
      svg += '<text class="tick" text-anchor="middle" x="' + f(px(sigma)) + '" y="' + (top - 8) + '">' + Math.abs(sigma)
        + (px(1) - px(0) > 34 ? '\u2009σ' : '') + '</text>';
    }
    svg += '<path class="' + (sigma === 0 ? 'zero' : 'grid') + '" d="M' + f(px(sigma)) + ' ' + (top - 4) + 'V' + bottom + '"/>';
  }
  svg += '<text class="tick strong" text-anchor="middle" x="' + f(px(0)) + '" y="' + (top - 8) + '">SM</text>'
    + (px(1) - px(0) > 34 ? '' : '<text class="tick" text-anchor="end" x="' + (left - 10) + '" y="' + (top - 8) + '">σ</text>');
  rows.forEach((row, i) => {
    const y = top + step * (i + 0.5);
    const whole = i === 0;
    svg += '<text class="' + (whole ? 'axis strong' : 'axis') + '" font-size="13" x="0" y="' + f(y + 4.5) + '">' + spans(row.label, 13) + '</text>';
    if (row.t === null) {
      svg += '<text class="tick" text-anchor="end" x="' + width + '" y="' + f(y + 4.5) + '">none</text>';
      return;
    }
    const sigma = sigmas(row.t);
    const colour = ink(row.colour);
    const beyond = Math.abs(sigma) > reach;
    svg += '<path stroke="' + colour + '" stroke-width="' + (whole ? 5 : 3) + '" stroke-opacity="' + (whole ? 0.9 : 0.7) + '" d="M' + f(px(0)) + ' '
      + f(y) + 'H' + f(px(sigma)) + '"/>';
    if (beyond) {
      const side = Math.sign(sigma);
      svg += '<path fill="' + colour + '" d="M' + f(px(sigma) + 9 * side) + ' ' + f(y) + 'l' + -12 * side + ' -6v12Z"/>';
    } else {
      svg += '<circle fill="' + colour + '" cx="' + f(px(sigma)) + '" cy="' + f(y) + '" r="' + (whole ? 7 : 5) + '"/>';
    }
    svg += '<text class="axis' + (whole ? ' strong' : '') + '" font-size="13" text-anchor="end" x="' + width + '" y="' + f(y + 4.5) + '">' + fixed(row.t, 2)
      + '</text>';
  });
  svg += '<text class="tick" x="' + left + '" y="' + (bottom + 16) + '">\u2190 ' + (small ? 'better' : 'better than the SM') + '</text><text class="tick" text-anchor="end" x="'
    + right + '" y="' + (bottom + 16) + '">' + (small ? 'worse' : 'worse than the SM') + ' \u2192</text>'
    + '<text class="tick" text-anchor="end" x="' + width + '" y="' + (bottom + 16) + '"><tspan font-style="italic">t</tspan></text>';
  return '<svg role="img" aria-label="' + escaped(said(rows)) + '" width="' + width + '" height="' + (bottom + 22) + '" viewBox="0 0 ' + width + ' '
    + (bottom + 22) + '">' + svg + '</svg>';
}

/** The same in words. */
export function said(rows) {
  return rows.map(row => plain(row.label) + ': t ' + (row.t === null ? 'none' : spoken(Number(row.t.toFixed(2)), 5))).join(', ');
}

/**
 * The spectrum of one decay.
 *
 * @param found its part of the answer: a continuum or a line of new particles, and `sm`
 */
export function spectrum(found, look, width) {
  const height = Math.round(Math.min(360, Math.max(230, width * 0.58)));
  const has = line => line && line.q2 && line.q2.length > 1;
  const own = has(found);
  const standardModel = found.sm;
  const high = Math.max(0, ...standardModel.value, ...(own ? found.high : []));
  const plot = new Plot({
    width, height,
    x: {low: 0, high: Math.ceil(look.q2Max || found.sm.q2[found.sm.q2.length - 1]), title: '<i>q</i><sup>2</sup>', unit: 'GeV<sup>2</sup>'},
    y: {low: 0, high: roundedUp(1.05 * high), title: 'd\u212c/d<i>q</i><sup>2</sup>', unit: 'GeV<sup>\u22122</sup>'}
  });
  const words = ['Standard Model'];
  plot.curve(standardModel.q2, standardModel.value, STANDARD_MODEL);
  if (own) {
    const [q2, low, value, high] = withEnds(found);
    plot.band(q2, low, high, look.colour, 0.25);
    plot.curve(q2, value, look.colour);
    words.push('new particles');
  } else if (found.line) {
    plot.spike(found.line.q2, look.colour, 'one line, \u212c = ' + number(found.line.branchingFraction));
    words.push('a line at q squared ' + spoken(found.line.q2) + ' with branching fraction ' + spoken(found.line.branchingFraction));
  } else if (look.particles) {
    plot.note('closed at this mass');
    words.push('closed at this mass');
  }
  return plot.svg('Spectrum of ' + plain(look.label) + ': ' + words.join(', '));
}

/** Values in the middle of even steps, and the ends half a step away: zero at the end point and at the threshold of a pair. */
function withEnds({q2, low, value, high}) {
  const step = q2[1] - q2[0];
  const begin = q2[0] - 0.5 * step;
  const first = begin > 1e-6 * q2[q2.length - 1] ? [0] : [];
  const ended = values => [...first, ...values, 0];
  return [[...first.map(() => begin), ...q2, q2[q2.length - 1] + 0.5 * step], ended(low), ended(value), ended(high)];
}

/** Bins by data set, channel and selection; single bins of a data set are together, side by side. */
function panelsOf(bins) {
  const groups = new Map();
  for (const bin of bins) {
    const key = [bin.experiment, bin.channel, bin.selection || ''].join('|');
    groups.set(key, [...(groups.get(key) || []), bin]);
  }
  const result = [];
  const single = new Map();
  for (const group of groups.values()) {
    const [bin] = group;
    if (group.length > 1) {
      result.push({title: bin.title, axis: bin.axis, unit: bin.unit, bins: group, names: null});
    } else if (single.has(bin.experiment)) {
      single.get(bin.experiment).bins.push(bin);
    } else {
      const together = {title: bin.data, axis: '', unit: '', bins: group, names: []};
      single.set(bin.experiment, together);
      result.push(together);
    }
  }
  for (const together of single.values()) {
    together.names = together.bins.map(bin => bin.title);
    together.bins = together.bins.map((bin, i) => ({...bin, from: bin.low, to: bin.high, low: i, high: i + 1}));
  }
  return result;
}

/**
 * Events less background by channel, with what is left over in standard deviations; one panel each.
 *
 * @returns [html, tell]: `tell(panel, x)` are the values of the bin at a place of a panel
 */
export function events(bins, look, width) {
  const groups = panelsOf(bins);
  const columns = Math.max(1, Math.min(groups.length, Math.floor((width + 16) / 250)));
  const share = Math.floor((width - (columns - 1) * 16) / columns);
  const drawn = groups.map(group => panel(group, look, Math.min(share, 420)));
  return [drawn.map(([html]) => html).join(''), (index, x) => drawn[index][1](x)];
}

function panel({title, axis, unit, bins, names}, look, width) {
  const excess = bin => bin.observed - bin.background;
  const error = bin => Math.sqrt(bin.observed);
  const total = bin => bin.sm + bin.signal;
  const tops = bins.map(bin => Math.max(excess(bin) + error(bin), total(bin), bin.sm));
  const lowest = Math.min(0, ...bins.map(bin => excess(bin) - error(bin)));
  const plot = new Plot({
    width, height: 214,
    x: {low: bins[0].low, high: bins[bins.length - 1].high, title: axis || '', unit: unit || '', names},
    y: {low: lowest < 0 ? -roundedUp(-1.05 * lowest) : 0, high: roundedUp(1.08 * Math.max(...tops, 1)), title: ''},
    title, left: 44, bottom: names ? 20 + 12 * Math.max(...names.map(name => plain(name).split('-').length)) : 40
  });
  if (look.particles) {
    plot.blocks(bins, bin => bin.sm, total, look.colour, 0.3);
    plot.steps(bins, total, look.colour);
  } else {
    plot.steps(bins, total, STANDARD_MODEL, DASHED);
  }
  plot.steps(bins, bin => bin.sm, STANDARD_MODEL);
  plot.rule(0);
  plot.measured(bins, excess, error, 'var(--ink)');
  const edges = bin => fixedEdge(bin.from ?? bin.low) + ' to ' + fixedEdge(bin.to ?? bin.high);
  const words = bins.map((bin, i) => (names ? plain(names[i]) : edges(bin)) + ': observed ' + bin.observed + ', background ' + spoken(bin.background)
    + ', Standard Model ' + spoken(bin.sm) + ', new particles ' + spoken(bin.signal)).join('; ');
  const tell = x => {
    const i = bins.findIndex(bin => x >= plot.px(bin.low) && x <= plot.px(bin.high));
    return i < 0 ? null : [
      [names ? names[i] : axis, edges(bins[i])], ['observed', number(bins[i].observed, 6)], ['background', number(bins[i].background, 4)],
      ['Standard Model', number(bins[i].sm)], [look.containsSm || !look.particles ? 'beyond the SM' : 'new particles', number(bins[i].signal)], ['pull', fixed(bins[i].pull, 2)]
    ];
  };
  return ['<div class="panel">' + plot.svg(plain(title) + '. ' + words) + residuals(bins, plot, width) + '</div>', tell];
}

function fixedEdge(value) {
  return String(value).replace('-', '\u2212');
}

/** What is observed less what is expected, in standard deviations, under the panel. */
function residuals(bins, above, width) {
  const height = 46;
  const py = value => 4 + (3 - Math.max(-3, Math.min(3, value))) / 6 * (height - 8);
  return '<svg class="residuals" aria-hidden="true" width="' + width + '" height="' + height + '" viewBox="0 0 ' + width + ' ' + height + '">'
    + '<rect class="sigma" fill-opacity="0.28" x="' + above.left + '" y="' + f(py(1)) + '" width="' + (above.right - above.left) + '" height="' + f(py(-1) - py(1))
    + '"/><path class="grid" d="M' + above.left + ' ' + f(py(0)) + 'H' + above.right + '"/>'
    + [-2, 0, 2].map(value => '<text class="tick" text-anchor="end" x="' + (above.left - 6) + '" y="' + f(py(value) + 4) + '">'
      + String(value).replace('-', '\u2212') + '</text>').join('')
    + bins.map(bin => {
      const x = f(above.px(0.5 * (bin.low + bin.high)));
      return '<path class="whisker" d="M' + x + ' ' + f(py(0)) + 'V' + f(py(bin.pull)) + '"/><circle fill="var(--ink)" r="2.5" cx="' + x + '" cy="' + f(py(bin.pull)) + '"/>';
    }).join('') + '</svg>';
}

/** Names without the data set in front. */
function bare(name) {
  return name.slice(name.indexOf('/') + 1);
}

/** The names of the largest pulls, those first. */
export function largestPulls(nuisances, width) {
  const columns = pullColumns(width);
  return Object.entries(nuisances).sort((a, b) => Math.abs(b[1].pull) - Math.abs(a[1].pull)).slice(0, columns * PULLS_IN_A_COLUMN)
    .map(([name]) => name);
}

function pullColumns(width) {
  return Math.max(1, Math.min(3, Math.floor(width / 300)));
}

/** Pulls of these nuisance parameters, in columns. */
export function pulls(nuisances, names, colour, width) {
  const columns = pullColumns(width);
  const share = width / columns;
  const rows = Math.ceil(names.length / columns);
  const top = 4;
  const height = top + 19 * rows + 22;
  let svg = '';
  for (let column = 0; column < columns; column++) {
    const shown = names.slice(column * rows, (column + 1) * rows);
    if (!shown.length) {
      continue;
    }
    const labels = Math.min(230, share * 0.6);
    const left = column * share + labels;
    const right = (column + 1) * share - 14;
    const px = value => left + (Math.max(-3, Math.min(3, value)) + 3) / 6 * (right - left);
    const bottom = top + 19 * shown.length;
    svg += '<rect class="sigma" fill-opacity="0.28" x="' + f(px(-1)) + '" y="' + top + '" width="' + f(px(1) - px(-1)) + '" height="' + (bottom - top) + '"/>';
    [-2, -1, 0, 1, 2].forEach(value => svg += '<path class="' + (value === 0 ? 'zero' : 'grid') + '" d="M' + f(px(value)) + ' ' + top + 'V' + bottom + '"/>'
      + '<text class="tick" text-anchor="middle" x="' + f(px(value)) + '" y="' + (bottom + 16) + '">' + String(value).replace('-', '\u2212') + '</text>');
    shown.forEach((name, i) => {
      const y = top + 19 * (i + 0.5);
      const found = nuisances[name];
      const letters = Math.floor((labels - 8) / LETTER);
      const label = bare(name);
      svg += '<text class="tick" text-anchor="end" x="' + f(left - 8) + '" y="' + f(y + 4) + '"><title>' + escaped(name) + '</title>'
        + escaped(label.length > letters ? label.slice(0, letters - 1) + '…' : label) + '</text>';
      if (found) {
        svg += '<circle fill="' + ink(colour) + '" r="4" cx="' + f(px(found.pull)) + '" cy="' + f(y) + '"><title>' + escaped(name) + ': ' + fixed(found.pull, 2)
          + '</title></circle>';
      }
    });
  }
  const words = names.slice(0, 5).filter(name => nuisances[name]).map(name => bare(name) + ' ' + fixed(nuisances[name].pull, 2)).join(', ');
  return '<svg role="img" aria-label="' + escaped('The largest of ' + Object.keys(nuisances).length + ' pulls: ' + words) + '" width="' + f(width) + '" height="' + height
    + '" viewBox="0 0 ' + f(width) + ' ' + height + '">' + svg + '</svg>';
}

/** Rows of branching fractions; what is measured, with the Standard Model in it, stands under the sum. */
export function rates(list, look) {
  const column = name => '<th scope="col">' + name + '</th>';
  const cell = (content, lines = []) => '<td class="number">' + content + lines.map(line => '<span class="who">' + line + '</span>').join('') + '</td>';
  const value = found => found === null || found === undefined ? '\u2013' : number(found);
  const apart = look.particles && !look.containsSm;
  const measured = row => (row.measured || []).map(found => look.experiment(found.experiment) + ': ' + look.measured(found));
  const sum = row => look.containsSm ? value(row.value) : value((row.value || 0) + row.sm);
  const head = '<tr>' + column('decay') + (apart ? column(look.symbol) : '')
    + column(apart ? 'with the SM' : look.containsSm ? look.symbol : 'SM \u00d7 <i>\u03bc</i>') + column('<i>F<sub>L</sub></i>') + '</tr>';
  const body = list.map(row => '<tr><th scope="row">' + look.transition(row.transition) + '</th>' + (apart ? cell(value(row.value)) : '')
    + cell(sum(row), measured(row)) + fraction(row, apart, cell) + '</tr>').join('');
  return [head, body];
}

function fraction({longitudinalFraction: alone, longitudinalFractionWithSm: together}, apart, cell) {
  if (alone === undefined && together === undefined) {
    return cell('');
  }
  const written = found => found === null || found === undefined ? '\u2013' : number(found);
  if (!apart) {
    return cell(written(together ?? alone));
  }
  return cell(written(alone), together === undefined || together === null ? [] : ['with SM ' + number(together)]);
}

/** A sample of a line or of points with its name. */
export function key(entries) {
  return entries.map(({colour, kind, label, dashes}) => {
    const sample = kind === 'points'
      ? '<path d="M14 1V13" stroke="' + colour + '" stroke-width="1.5"/><circle cx="14" cy="7" r="3" fill="' + colour + '"/>'
      : (kind === 'filled' ? '<rect x="1" y="2" width="26" height="10" fill="' + ink(colour) + '" fill-opacity="0.3"/>' : '')
        + '<path d="M1 7H27" stroke="' + ink(colour) + '" stroke-width="2"' + (dashes ? ' stroke-dasharray="' + dashes + '"' : '') + '/>';
    return '<li><svg width="28" height="14" aria-hidden="true">' + sample + '</svg><span>' + label + '</span></li>';
  }).join('');
}

export {DASHED, STANDARD_MODEL};
