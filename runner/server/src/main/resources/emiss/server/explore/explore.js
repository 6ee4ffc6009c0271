/** The explorer: a state, the controls that change it, and what the service says about it. */

import {AnswerView} from './answer.js';
import {Catalogue} from './catalogue.js';
import {Slider, linear, logarithmic, signed} from './controls.js';
import {escaped, plain} from './numbers.js';
import {roundedUp, whenPaperChanges} from './plot.js';
import {Latest, Problem, get, post} from './service.js';
import * as states from './state.js';
import {SETTINGS, Studies} from './studies.js';

const ANSWERS = ['t', 'perExperiment', 'events', 'spectrum', 'branchingFractions', 'nuisances'];

/** As many points of a spectrum as can be told apart. */
const CURVE_POINTS = 60;

/** The branching fraction that gives couplings their size. */
const TYPICAL = 1e-5;

/** How far beyond the size of a coupling its slider goes. */
const REACH = 4;
const BEST_QUALITY = 'published likelihood';
const REST = 250;
const SAME_MOVE = 1200;

const element = id => document.getElementById(id);

class Explorer {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.scales = {};
    this.sliders = {};
    this.updates = 0;
    this.pending = 0;
    this.turn = 0;
    this.built = 0;
    this.isWarned = false;
    this.isBehind = false;
    this.answer = null;
    this.view = new AnswerView(catalogue);
    this.live = new Latest(question => this.ask(question), (answer, question) => this.show(answer, question), failure => this.fail(failure));
    this.studies = new Studies(element('results'), found => this.goTo(found));
  }

  /** Data sets of the highest quality. */
  bestData() {
    return this.catalogue.experiments.filter(experiment => experiment.quality === BEST_QUALITY).map(experiment => experiment.id);
  }

  async begin() {
    this.fillLists();
    element('chosen').open = !window.matchMedia('(max-width: 61.99rem)').matches;
    this.listen();
    await this.open(location.hash.slice(1));
    document.body.dataset.ready = 'true';
  }

  // ---- the state

  async open(text) {
    let state;
    try {
      state = text ? await states.parse(text, () => states.standardModel(this.bestData())) : null;
    } catch (failure) {
      this.warn(failure.message);
    }
    if (!state || (state.scenario && !this.catalogue.scenario(state.scenario))) {
      if (state) {
        this.warn('There is no scenario "' + state.scenario + '" here: choose another one.');
      }
      this.state = states.standardModel(this.bestData());
      await this.choose(this.catalogue.scenarios.filter(scenario => !scenario.includesSm)
        .sort((a, b) => a.isPair - b.isPair || b.couplings.length - a.couplings.length || a.id.localeCompare(b.id))[0].id, false);
      return;
    }
    this.state = state;
    if (state.scenario) {
      for (const {name} of this.variables()) {
        state.couplings[name] = state.couplings[name] || [0, 0];
      }
      state.complex = state.complex || Object.values(state.couplings).some(([, im]) => im !== 0);
    }
    await this.rebuild();
    this.update();
    this.remember('replace');
  }

  get scenario() {
    return this.state.scenario ? this.catalogue.scenario(this.state.scenario) : null;
  }

  variables() {
    if (this.state.table) {
      return [{name: 'B', symbol: '\u212c'}];
    }
    return this.scenario ? this.catalogue.couplings(this.scenario, this.state.basis) : [];
  }

  massRange() {
    if (this.state.table) {
      const masses = this.state.table.content.masses || [0];
      return {least: Math.min(...masses), most: Math.max(...masses)};
    }
    return this.catalogue.masses(this.scenario, this.state.experiments);
  }

  /** Another scenario; its first coupling gets the size that a typical branching fraction needs. */
  async choose(id, push = true) {
    const before = this.state;
    this.state = {...states.standardModel(before.experiments), transition: before.transition};
    if (id) {
      const scenario = this.catalogue.scenario(id);
      this.state.scenario = id;
      this.state.mass = Number((this.massRange().most * (scenario.isPair ? 0.25 : 0.44)).toFixed(1));
      scenario.couplings.forEach(coupling => this.state.couplings[coupling.name] = [0, 0]);
    }
    await this.startCouplings();
    await this.rebuild();
    this.update();
    this.remember(push ? 'push' : 'replace');
  }

  async chooseTable(name, content) {
    this.state = {...states.standardModel(this.state.experiments), transition: this.state.transition};
    this.state.table = {name, content, packed: await states.pack(content)};
    const masses = content.masses || [0];
    this.state.mass = masses[Math.floor(masses.length / 2)];
    this.state.couplings = {B: [TYPICAL, 0]};
    await this.rebuild();
    this.update();
    this.remember('push');
  }

  async startCouplings() {
    await this.measureScales();
    const first = this.variables()[0];
    if (first) {
      this.state.couplings[first.name] = [Number((this.scales[first.name] || 1).toPrecision(2)), 0];
    }
  }

  /** The value of each coupling that alone gives a typical branching fraction in some decay. */
  async measureScales() {
    const variables = this.variables();
    if (this.state.table) {
      this.scales = {B: TYPICAL};
      return;
    }
    if (!variables.length) {
      return;
    }
    const {mu, ...body} = states.request(this.state, ['branchingFractions']);
    try {
      const answer = await post('api/evaluate', {...body, points: variables.map(({name}) => ({couplings: {[name]: 1}}))});
      answer.points.forEach((point, i) => {
        const largest = Math.max(0, ...(point.branchingFractions || []).map(row => row.value || 0));
        if (largest > 0) {
          this.scales[variables[i].name] = Math.sqrt(TYPICAL / largest);
        }
      });
    } catch {
      // the request for the point itself says what is wrong
    }
  }

  goTo(found) {
    if (found.mass !== undefined && found.mass !== null) {
      this.state.mass = found.mass;
    }
    for (const name of Object.keys(this.state.couplings)) {
      const value = found.couplings[name];
      this.state.couplings[name] = value === undefined || value === null ? [0, 0] : Array.isArray(value) ? value : [value, 0];
    }
    this.refresh();
    this.update();
    this.remember('push');
    window.scrollTo({top: 0, behavior: 'smooth'});
  }

  /** Keeps the address in step: a new entry of the history, or the last one at rest if the same control moved a moment ago. */
  remember(how, control = '') {
    const now = performance.now();
    const same = control !== '' && control === this.lastControl && now - this.lastMoved < SAME_MOVE;
    this.isWarned = this.isWarned && how === 'replace';
    this.lastControl = control;
    this.lastMoved = now;
    const text = '#' + states.address(this.state);
    if (text === location.hash) {
      return;
    }
    if (how === 'replace') {
      history.replaceState(null, '', text);
    } else if (same) {
      this.isBehind = true;
    } else {
      history.pushState(null, '', text);
    }
  }

  // ---- the controls

  fillLists() {
    element('scenario').innerHTML = '<option value="">Standard Model alone</option>'
      + this.catalogue.scenarios.map(scenario => '<option value="' + escaped(scenario.id) + '">' + escaped(scenario.title) + '</option>').join('');
    const groups = this.catalogue.grouped(this.catalogue.experiments.map(experiment => experiment.id));
    const box = (id, label, look) => '<label class="choice"><input type="checkbox" name="experiment" value="' + escaped(id) + '">'
      + '<svg width="22" height="10" aria-hidden="true"><path d="M1 5H21" stroke-width="2.5" stroke="' + look.colour + '" stroke-dasharray="'
      + (look.dashes || []).join(' ') + '"/></svg><span>' + label + '</span></label>';
    element('experiments').innerHTML = groups.map(({id, members}) => members.length === 1
      ? box(members[0], this.catalogue.experiment(members[0]).label, this.catalogue.experiment(members[0]))
      : '<div class="group" role="group" aria-label="' + escaped(plain(this.catalogue.experiment(id).label)) + '">'
        + '<label class="choice whole"><input type="checkbox" data-group="' + escaped(id) + '"><svg width="22" height="10" aria-hidden="true"><path d="M1 5H21" stroke-width="2.5" stroke="'
        + this.catalogue.experiment(id).colour + '"/></svg><span>' + this.catalogue.experiment(id).label + '</span></label>'
        + members.map(member => box(member, this.catalogue.experiment(member).label, this.catalogue.experiment(member))).join('') + '</div>').join('');
  }

  slider(key, options) {
    const slider = new Slider({
      id: key.replace(/[^A-Za-z0-9-]/g, '-'), ...options,
      moved: value => {
        options.set(value);
        this.update();
      },
      done: value => {
        options.set(value);
        this.update();
        this.remember('push', key);
        if (options.rest) {
          options.rest();
        }
      }
    });
    this.sliders[key] = {slider, get: options.get};
    slider.show(options.get());
    return slider.element;
  }

  /** All controls for the state, with sliders as long as couplings need them. */
  async rebuild() {
    const turn = ++this.turn;
    await this.measureScales();
    if (turn === this.turn) {
      this.build();
      this.built = turn;
    }
  }

  /** Whether nothing is on its way: no choice, no request. */
  get isQuiet() {
    return this.pending === 0 && this.built === this.turn && this.live.isQuiet;
  }

  /** Does something that takes a while; what goes wrong is shown. */
  async act(work) {
    this.pending++;
    try {
      await work();
    } catch (failure) {
      this.fail(failure);
    }
    this.pending--;
  }

  build() {
    const {state} = this;
    this.sliders = {};
    const particles = states.hasParticles(state);
    const select = element('scenario');
    select.querySelectorAll('.own').forEach(option => option.remove());
    if (state.table) {
      select.insertAdjacentHTML('beforeend', '<option class="own" value="table">' + escaped(state.table.content.title || state.table.name) + '</option>');
    }
    select.value = state.table ? 'table' : state.scenario || '';
    element('particle').hidden = !particles;
    element('couplings').hidden = !particles;
    element('strength').hidden = particles;
    element('studies').parentElement.hidden = !particles;
    element('about').hidden = !this.scenario;
    const {least, most} = particles ? this.massRange() : {least: 0, most: 0};
    element('best-mass').hidden = element('mass-scan').hidden = !(most > least);
    element('lagrangian').textContent = this.scenario ? this.scenario.lagrangian : '';
    element('basis').innerHTML = '<option value="">of the scenario</option>' + (this.scenario ? this.scenario.bases : [])
      .map(basis => '<option value="' + escaped(basis.name) + '">' + escaped(basis.name) + '</option>').join('');
    element('basis').value = state.basis;
    element('basis').parentElement.hidden = !this.scenario || !this.scenario.bases.length;
    element('complex').checked = state.complex;
    element('complex').parentElement.hidden = Boolean(state.table);
    element('particle-sliders').replaceChildren();
    element('coupling-sliders').replaceChildren();
    element('coupling-sliders').classList.toggle('complex', state.complex);
    element('strength-sliders').replaceChildren();
    if (particles) {
      element('particle-sliders').append(...this.particleSliders());
      element('coupling-sliders').append(...this.couplingSliders());
      this.planeLists();
    } else {
      element('strength-sliders').append(this.slider('mu', {
        label: '<i>\u03bc</i>', range: linear(0, 15), get: () => this.state.mu, set: value => this.state.mu = value, hint: 'strength of the Standard-Model signal'
      }));
    }
    this.tickExperiments();
  }

  particleSliders() {
    const state = this.state;
    const {least, most} = this.massRange();
    const list = most > least ? [this.slider('mass', {
      label: '<i>m<sub>X</sub></i>', unit: 'GeV', range: linear(least, most), least: 0, get: () => this.state.mass,
      set: value => this.state.mass = value, hint: 'mass of the invisible particle', rest: () => this.resize()
    })] : [];
    if (this.scenario && this.scenario.couplings.some(({lambdaPower}) => lambdaPower > 0)) {
      list.push(this.slider('lambda', {
        label: '\u039b', unit: 'GeV', range: logarithmic(100, 1e6), least: 0, get: () => this.state.lambda, set: value => this.state.lambda = value,
        hint: 'scale of new physics', rest: () => this.resize()
      }));
    }
    if (this.scenario && !this.scenario.isPair) {
      list.push(this.slider('width', {
        label: '<i>\u0393</i>', unit: 'GeV', range: signed(1, 0), least: 0, get: () => this.state.width, set: value => this.state.width = value, hint: 'width of the particle'
      }));
    }
    if (this.scenario && !this.scenario.includesSm) {
      const box = document.createElement('label');
      box.className = 'inline';
      box.innerHTML = '<input type="checkbox" id="decays"> decays in flight';
      box.firstElementChild.checked = state.ctau !== null;
      box.firstElementChild.addEventListener('change', event => {
        this.state.ctau = event.target.checked ? 100 : null;
        this.state.dark = 0;
        this.rebuild().then(() => element('decays').focus());
        this.update();
        this.remember('push');
      });
      list.push(box);
      if (state.ctau !== null) {
        list.push(this.slider('ctau', {
          label: '<i>c\u03c4</i>', unit: 'cm', range: logarithmic(0.01, 1e6), least: 0, get: () => this.state.ctau, set: value => this.state.ctau = value, hint: 'lifetime times the speed of light'
        }), this.slider('dark', {
          label: 'dark', range: linear(0, 1), least: 0, get: () => this.state.dark, set: value => this.state.dark = value, hint: 'fraction of decays that leave nothing in the detector'
        }));
      }
    }
    return list;
  }

  couplingRange(name) {
    if (this.state.table) {
      return linear(0, Math.max(roundedUp(REACH * TYPICAL), roundedUp(this.state.couplings.B[0])));
    }
    const value = Math.max(...(this.state.couplings[name] || [0, 0]).map(Math.abs));
    const reach = Math.max(roundedUp(REACH * (this.scales[name] || value || 1)), value > 0 ? roundedUp(value) : 0);
    return element('scale').value === 'log' ? signed(5 * reach) : linear(-reach, reach);
  }

  couplingSliders() {
    return this.variables().flatMap(({name, symbol, description}) => [0, 1].slice(0, this.state.complex ? 2 : 1).map(part => this.slider('c.' + name + (part ? '.im' : ''), {
      label: this.state.complex ? (part ? 'Im\u2009' : 'Re\u2009') + symbol : symbol, range: this.couplingRange(name), least: this.state.table ? 0 : -Infinity,
      get: () => this.state.couplings[name][part],
      set: value => this.state.couplings[name] = part ? [this.state.couplings[name][0], value] : [value, this.state.couplings[name][1]],
      hint: description || '', rest: () => this.widen(name)
    })));
  }

  /** New ranges of couplings after mass or scale changed. */
  async resize() {
    await this.measureScales();
    this.variables().forEach(({name}) => this.widen(name));
  }

  widen(name) {
    for (const key of ['c.' + name, 'c.' + name + '.im']) {
      if (this.sliders[key]) {
        this.sliders[key].slider.setRange(this.couplingRange(name));
      }
    }
  }

  /** Controls show the state; their ranges widen where they must. */
  refresh() {
    Object.values(this.sliders).forEach(({slider, get: value}) => slider.show(value()));
    this.resize();
  }

  planeLists() {
    const variables = this.variables();
    const active = states.floating(this.state);
    const order = [...active, ...variables.map(({name}) => name).filter(name => !active.includes(name))];
    ['plane-x', 'plane-y'].forEach((id, i) => {
      const kept = element(id).value;
      element(id).innerHTML = variables.map(({name, symbol}) => '<option value="' + escaped(name) + '">' + escaped(plain(symbol)) + '</option>').join('');
      element(id).value = variables.some(({name}) => name === kept) ? kept : order[i] || '';
    });
    element('plane').parentElement.hidden = variables.length < 2;
  }

  tickExperiments() {
    document.querySelectorAll('[name=experiment]').forEach(box => box.checked = this.state.experiments.includes(box.value));
    document.querySelectorAll('[data-group]').forEach(box => {
      const members = this.catalogue.experiment(box.dataset.group).members;
      const ticked = members.filter(member => this.state.experiments.includes(member)).length;
      box.checked = ticked === members.length;
      box.indeterminate = ticked > 0 && ticked < members.length;
    });
    element('chosen').querySelector('summary').textContent = this.state.experiments.length + ' of ' + this.catalogue.experiments.length + ' data sets';
  }

  listen() {
    element('controls').addEventListener('submit', event => event.preventDefault());
    element('scenario').addEventListener('change', event => event.target.value === 'table' || this.act(() => this.choose(event.target.value || null)));
    element('basis').addEventListener('change', event => this.act(() => this.changeBasis(event.target.value)));
    element('scale').addEventListener('change', () => this.variables().forEach(({name}) => this.widen(name)));
    element('complex').addEventListener('change', event => {
      this.state.complex = event.target.checked;
      if (!event.target.checked) {
        Object.keys(this.state.couplings).forEach(name => this.state.couplings[name] = [this.state.couplings[name][0], 0]);
      }
      this.rebuild();
      this.update();
      this.remember('push');
    });
    element('experiments').addEventListener('change', event => {
      const boxes = [...document.querySelectorAll('[name=experiment]')];
      const {group} = event.target.dataset;
      if (group) {
        const {members} = this.catalogue.experiment(group);
        boxes.filter(box => members.includes(box.value)).forEach(box => box.checked = event.target.checked);
      }
      this.state.experiments = boxes.filter(box => box.checked).map(box => box.value);
      this.rebuild();
      this.update();
      this.remember('push');
    });
    window.addEventListener('popstate', () => this.act(() => this.open(location.hash.slice(1))));
    document.querySelector('.skip').addEventListener('click', event => {
      event.preventDefault();
      element('answer').tabIndex = -1;
      element('answer').focus();
    });
    element('copy-link').addEventListener('click', event => this.copy(location.href.split('#')[0] + '#' + states.address(this.state), event.currentTarget));
    element('copy-yaml').addEventListener('click', event => this.copy(this.yaml(), event.currentTarget));
    for (const name of Object.keys(SETTINGS)) {
      element(name).addEventListener('click', () => this.study(name));
    }
    element('table').addEventListener('change', event => this.act(() => this.take(event.target.files)));
    document.addEventListener('dragover', event => {
      event.preventDefault();
      document.body.classList.add('dragging');
    });
    document.addEventListener('dragleave', event => event.relatedTarget || document.body.classList.remove('dragging'));
    document.addEventListener('drop', event => {
      event.preventDefault();
      document.body.classList.remove('dragging');
      this.act(() => this.take(event.dataTransfer.files));
    });
    element('transitions').addEventListener('change', event => {
      this.state.transition = event.target.value;
      this.update();
      this.remember('push');
    });
    new ResizeObserver(() => {
      this.view.measure();
      this.draw();
    }).observe(element('answer'));
    whenPaperChanges(() => this.draw());
  }

  async take(files) {
    const file = files[0];
    if (!file) {
      return;
    }
    let content;
    try {
      content = JSON.parse(await file.text());
    } catch (failure) {
      throw new Problem(file.name + ' is no JSON (' + failure.message + '): expected a table in the format emiss-spectrum/1.');
    }
    await this.chooseTable(file.name, content);
  }

  async changeBasis(basis) {
    const own = this.catalogue.own(this.state);
    this.state.basis = basis;
    this.state.couplings = this.catalogue.inBasis(this.state, own);
    this.scales = {};
    await this.rebuild();
    this.update();
    this.remember('push');
  }

  // ---- the answer

  update() {
    this.live.put(structuredClone(this.state));
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  ask(state) {
    if (!state.experiments.length) {
      return Promise.reject(new Problem('There are no data: choose an experiment.'));
    }
    return post('api/evaluate', {...states.request(state, ANSWERS), curvePoints: state.width > 0 ? 4 * CURVE_POINTS : CURVE_POINTS});
  }

  /** Says what is wrong with an address, until something is chosen. */
  warn(message) {
    this.fail(new Problem(message));
    this.isWarned = true;
  }

  fail(failure) {
    element('problem').textContent = failure.message;
    element('problem').hidden = false;
    document.body.classList.add('stale');
  }

  show(answer, state) {
    if (answer.failed) {
      this.fail(new Problem(answer.failed));
      return;
    }
    element('problem').hidden = !this.isWarned;
    document.body.classList.remove('stale');
    this.answer = {...answer, state};
    this.draw();
    this.updates++;
    document.body.dataset.updates = this.updates;
  }

  /** The decay whose spectrum is shown: the one that was chosen, if the data measure it, else their first; null if there is none. */
  shownTransition(state) {
    const ids = this.catalogue.spectra(state.experiments);
    return ids.includes(state.transition) ? state.transition : ids[0] || null;
  }

  draw() {
    if (this.answer) {
      this.view.draw(this.answer, this.shownTransition(this.state));
    }
  }

  /** When nothing has moved for a moment: pulls in order, and t is read aloud. */
  rest() {
    if (!this.isQuiet || !this.answer) {
      this.resting = setTimeout(() => this.rest(), REST);
      return;
    }
    if (this.isBehind) {
      this.isBehind = false;
      history.replaceState(null, '', '#' + states.address(this.state));
    }
    element('spoken').textContent = this.view.settle(this.answer, this.shownTransition(this.state));
    this.planeLists();
    document.body.dataset.rested = this.updates;
  }

  // ---- what leaves the page

  yaml() {
    const state = this.state;
    const own = Object.fromEntries(Object.entries(this.catalogue.own(state)).filter(([, value]) => states.isSet(value))
      .map(([name, [re, im]]) => [name, im === 0 ? re : [re, im]]));
    const first = this.scenario ? this.scenario.couplings[0].name : 'B';
    const couplings = Object.keys(own).length ? own : {[first]: 0};
    const transitions = (this.answer && this.answer.branchingFractions || []).filter(row => row.value).map(row => row.transition);
    const groups = this.catalogue.grouped(state.experiments);
    const list = states.studies(state, couplings, groups, transitions);
    const more = this.studies.configurations();
    return states.configuration('Explorer: ' + plain(this.answer ? this.view.words(this.answer) : ''), state.experiments, [...list, ...more],
      'emiss run FILE gives the numbers of the explorer' + (state.table ? '; ' + state.table.name + ' must stand beside it' : ''));
  }

  async copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    button.textContent = 'Copied';
    clearTimeout(this.copying);
    this.copying = setTimeout(() => button.textContent = label, 1500);
  }

  study(name) {
    const state = structuredClone(this.state);
    const x = element('plane-x').value;
    const y = element('plane-y').value;
    if (name === 'plane' && x === y) {
      this.fail(new Problem('A plane needs two couplings: choose another one for one of its axes.'));
      return;
    }
    const reach = coupling => {
      const [re] = state.couplings[coupling] || [0];
      return Math.max(roundedUp(REACH * (this.scales[coupling] || Math.abs(re) || 1)), re === 0 ? 0 : roundedUp(2 * Math.abs(re)));
    };
    const settings = SETTINGS[name](state, this.massRange(), {x, y, xReach: reach(x), yReach: reach(y)});
    this.studies.run(settings, state, element(name).textContent + (name === 'plane' ? ' ' + x + ' and ' + y : ''));
  }
}

get('api/catalogue').then(told => {
  window.explorer = new Explorer(new Catalogue(told));
  return window.explorer.begin();
}).catch(failure => {
  element('problem').textContent = failure.message;
  element('problem').hidden = false;
  console.error(failure);
});
