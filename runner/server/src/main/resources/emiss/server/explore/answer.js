/** Where an answer of the service is shown on the page. */

import {Hint} from './controls.js';
import {morph} from './morph.js';
import {complex, escaped, fixed, number} from './numbers.js';
import * as panels from './panels.js';
import {ink} from './plot.js';
import * as states from './state.js';

/** Below this the page has not been laid out yet. */
const NARROWEST = 200;

const element = id => document.getElementById(id);

export class AnswerView {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.pullNames = [];
    this.widths = new Map();
    this.binAt = () => null;
    this.hint = new Hint();
    element('events').addEventListener('pointermove', event => this.tell(event));
    element('events').addEventListener('pointerleave', () => this.hint.hide());
  }

  look({state}) {
    const scenario = state.scenario ? this.catalogue.scenario(state.scenario) : null;
    return {
      particles: states.hasParticles(state),
      containsSm: Boolean(scenario && scenario.includesSm),
      colour: scenario ? scenario.colour : state.table ? '#117733' : panels.STANDARD_MODEL,
      symbol: scenario && scenario.includesSm ? 'with these couplings' : 'new particles',
      transition: id => this.catalogue.transition(id).label,
      experiment: id => this.catalogue.experiment(id).label,
      measured: found => this.catalogue.measured(found)
    };
  }

  /** The width of a place; measured once, as measuring makes the browser lay out the page. */
  width(id) {
    if (!this.widths.has(id)) {
      this.widths.set(id, Math.floor(element(id).clientWidth));
    }
    return this.widths.get(id);
  }

  /** Forgets the widths of all places. */
  measure() {
    this.widths.clear();
  }

  /**
   * Shows an answer.
   *
   * @param answer what the service said, with the `state` that it was asked about
   * @param wanted the decay that is chosen now
   */
  draw(answer, wanted) {
    if (this.width('strip') < NARROWEST) {
      return;
    }
    const look = this.look(answer);
    document.documentElement.style.setProperty('--scenario', ink(look.colour));
    morph(element('t'), answer.t === null || answer.t === undefined ? 'none' : fixed(answer.t, 2));
    morph(element('hypothesis'), this.words(answer));
    morph(element('strip'), panels.strip(this.stripRows(answer, look), this.width('strip')));
    this.drawSpectrum(answer, wanted, look);
    const [head, body] = panels.rates(answer.branchingFractions || [], look);
    morph(element('rates').tHead, head);
    morph(element('rates').tBodies[0], body);
    const [html, bins] = answer.events && answer.events.length ? panels.events(this.titled(answer.events), look, this.width('events'))
      : ['<p class="note">These data have no events in bins.</p>', () => null];
    morph(element('events'), html);
    this.binAt = bins;
    this.drawLegend(answer, look);
    const width = this.width('pulls');
    if (!this.pullNames.length || this.pullNames.some(name => !(name in (answer.nuisances || {})))) {
      this.pullNames = panels.largestPulls(answer.nuisances || {}, width);
    }
    morph(element('pulls'), this.pullNames.length ? panels.pulls(answer.nuisances, this.pullNames, look.colour, width)
      : '<p class="note">These data have no nuisance parameters.</p>');
  }

  /** Bins with the names of what they are of. */
  titled(bins) {
    return bins.map(bin => ({...bin, ...this.catalogue.panel(bin)}));
  }

  stripRows({state, t, perExperiment}, look) {
    const groups = this.catalogue.grouped(state.experiments);
    const rows = [{label: groups.length > 1 ? 'together' : this.catalogue.experiment(groups[0].id).label, colour: look.colour, t: t ?? null}];
    if (groups.length > 1) {
      groups.forEach(({id, members}) => {
        const found = this.catalogue.experiment(members.length === 1 ? members[0] : id);
        rows.push({label: found.label, colour: found.colour, t: (perExperiment || {})[id] ?? (perExperiment || {})[members[0]] ?? null});
      });
    }
    return rows;
  }

  drawSpectrum({state, spectrum, branchingFractions}, wanted, look) {
    const ids = this.catalogue.spectra(state.experiments);
    const place = element('transitions');
    if (place.dataset.ids !== ids.join(' ')) {
      place.dataset.ids = ids.join(' ');
      place.innerHTML = ids.map((id, i) => '<label class="chip"><input type="radio" name="transition" id="transition-' + i + '" value="' + escaped(id) + '"><span>'
        + look.transition(id) + '</span></label>').join('');
    }
    place.querySelectorAll('input').forEach(box => box.checked = box.value === wanted);
    if (!wanted) {
      morph(element('spectrum'), '<p class="note">There is no decay with a spectrum in these data.</p>');
      return;
    }
    const found = (spectrum || []).find(candidate => candidate.transition === wanted);
    if (!found) {
      return;
    }
    const rate = (branchingFractions || []).find(row => row.transition === wanted);
    const transition = this.catalogue.transition(wanted);
    morph(element('spectrum'), panels.spectrum(found, {...look, label: transition.label, q2Max: transition.q2Max}, this.width('spectrum')));
    morph(element('spectrum-legend'), panels.key([
      {kind: 'line', colour: panels.STANDARD_MODEL, label: look.particles ? 'Standard Model' : 'Standard Model \u00d7 <i>\u03bc</i>'},
      ...(look.particles ? [{kind: 'filled', colour: look.colour, label: look.symbol + (rate && rate.value ? ', \u212c = ' + number(rate.value) : '')}] : [])
    ]));
  }

  drawLegend({events}, look) {
    morph(element('events-legend'), events && events.length ? panels.key([
      {kind: 'points', colour: 'var(--ink)', label: 'data \u2212 background of this fit'},
      {kind: 'line', colour: panels.STANDARD_MODEL, label: 'SM'},
      look.particles ? {kind: 'filled', colour: look.colour, label: look.containsSm ? look.symbol : 'SM + ' + look.symbol}
        : {kind: 'line', dashes: panels.DASHED, colour: panels.STANDARD_MODEL, label: 'SM \u00d7 <i>\u03bc</i>'}
    ]) : '');
  }

  /** What is shown, in words. */
  words({state}) {
    if (!states.hasParticles(state)) {
      return 'Standard Model, <i>\u03bc</i> = ' + number(state.mu);
    }
    const scenario = this.catalogue.scenario(state.scenario);
    const symbols = new Map((scenario ? this.catalogue.couplings(scenario, state.basis) : [{name: 'B', symbol: '\u212c'}]).map(({name, symbol}) => [name, symbol]));
    const values = states.floating(state).map(name => (symbols.get(name) || escaped(name)) + ' = ' + complex(state.couplings[name]));
    return escaped(scenario ? scenario.title : state.table.content.title || state.table.name) + ', ' + values.join(', ')
      + (scenario && scenario.massDomain === 'zero' ? '' : ', <i>m<sub>X</sub></i> = ' + number(state.mass, 4) + '\u00a0GeV')
      + (state.width > 0 ? ', <i>\u0393</i> = ' + number(state.width, 4) + '\u00a0GeV' : '') + (state.ctau !== null ? ', <i>c\u03c4</i> = ' + number(state.ctau, 4) + '\u00a0cm' : '');
  }

  /** Tells the numbers of the bin under the pointer. */
  tell(event) {
    const panel = event.target.closest('.panel');
    if (!panel) {
      this.hint.hide();
      return;
    }
    const rows = this.binAt([...panel.parentElement.children].indexOf(panel), event.clientX - panel.getBoundingClientRect().left);
    if (rows) {
      this.hint.show(rows, event);
    } else {
      this.hint.hide();
    }
  }

  /** Puts the pulls in order, and returns t in words. */
  settle(answer, wanted) {
    this.pullNames = panels.largestPulls(answer.nuisances || {}, this.width('pulls'));
    this.draw(answer, wanted);
    return panels.said(this.stripRows(answer, this.look(answer)));
  }
}
