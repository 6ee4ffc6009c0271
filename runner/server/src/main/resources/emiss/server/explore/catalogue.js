/** What there is to choose from, as the service tells it. */

import {escaped, number} from './numbers.js';

/** Where the masses of particles begin whose rates grow without end for light ones [GeV]. */
const LIGHTEST = 0.01;

function named(coupling) {
  return {...coupling, symbol: coupling.symbolHtml};
}

export class Catalogue {
  constructor(told) {
    const look = ({labelHtml, ink}) => ({label: labelHtml, colour: ink.colour, dashes: ink.dashes});
    this.scenarios = told.scenarios.map(scenario => ({
      ...scenario, ...look(scenario), isPair: scenario.kind === 'pair', couplings: scenario.couplings.map(named), bases: scenario.bases.map(
        ({name, variables}) => ({name, variables: variables.map(named)}))
    }));
    this.experiments = told.experiments.map(experiment => ({...experiment, ...look(experiment)}));
    this.groups = told.groups.map(group => ({...group, ...look(group)}));
    this.transitions = told.transitions.map(transition => ({...transition, label: transition.labelHtml}));
    this.vacuumExpectationValue = told.higgsVacuumExpectationValue;
  }

  /** The lightest and the heaviest particle that a scenario can have in data [GeV]. */
  masses(scenario, experiments) {
    if (scenario.massDomain === 'zero') {
      return {least: 0, most: 0};
    }
    const measured = new Set(this.experiments.filter(({id}) => experiments.includes(id)).flatMap(({transitions}) => transitions));
    const energies = this.transitions.filter(({id, daughter}) => measured.has(id) && (scenario.isPair || daughter !== 'none'))
      .map(({q2Max}) => Math.sqrt(q2Max) / (scenario.isPair ? 2 : 1));
    const most = energies.length ? Math.max(...energies) : scenario.maximumMass;
    return {least: scenario.massDomain === 'positive' ? LIGHTEST : 0, most: Math.floor(most * 1000) / 1000};
  }

  scenario(id) {
    return this.scenarios.find(scenario => scenario.id === id);
  }

  transition(id) {
    return this.transitions.find(transition => transition.id === id) || {id, label: escaped(id)};
  }

  /** A data set or a group of data sets. */
  experiment(id) {
    return this.groups.find(group => group.id === id) || this.experiments.find(experiment => experiment.id === id)
      || {id, label: escaped(id), colour: '#555555', dashes: []};
  }

  /** The transitions with a spectrum that data measure, in the order of the catalogue. */
  spectra(experiments) {
    const measured = new Set(this.experiments.filter(({id}) => experiments.includes(id)).flatMap(({transitions}) => transitions));
    return this.transitions.filter(({id, daughter}) => measured.has(id) && daughter !== 'none').map(({id}) => id);
  }

  /** What a bin is of, as HTML: {data, title, axis, unit}. */
  panel({experiment, channel, selection, variable, unit}) {
    const look = this.experiment(experiment);
    const found = (look.panels || []).find(panel => panel.channel === channel && panel.selection === (selection || ''));
    return {
      data: look.label, title: found ? found.titleHtml : escaped(channel), axis: found ? found.variableHtml : escaped(variable),
      unit: found ? found.unitHtml : escaped(unit)
    };
  }

  /** What an experiment measured of a decay, as HTML. */
  measured({experiment, transition, value}) {
    const found = (this.experiment(experiment).measured || []).find(candidate => candidate.transition === transition);
    return found ? found.valueHtml : number(value);
  }

  /** What counts as one experiment, with those of its data sets that are named. */
  grouped(ids) {
    const found = new Map();
    for (const id of ids) {
      const group = this.groups.find(candidate => candidate.members.includes(id) || candidate.id === id);
      const key = group ? group.id : id;
      if (!found.has(key)) {
        found.set(key, []);
      }
      found.get(key).push(...(group && group.id === id ? group.members : [id]));
    }
    return [...found].map(([id, members]) => ({id, members}));
  }

  /** Data sets in place of the groups that they make up. */
  members(ids) {
    return ids.flatMap(id => (this.groups.find(group => group.id === id) || {members: [id]}).members);
  }

  /** The names that couplings have in a basis: [{name, symbol}]. */
  couplings(scenario, basis) {
    const found = scenario.bases.find(candidate => candidate.name === basis);
    return found ? found.variables : scenario.couplings;
  }

  factor(variable, state) {
    switch (variable.factor) {
      case 'electroweak': return this.vacuumExpectationValue / (Math.SQRT2 * state.lambda);
      case 'field_strength': return (state.mass / state.lambda) ** 2;
      default: return 1;
    }
  }

  /** The couplings of the scenario itself. */
  own(state, values = state.couplings) {
    const scenario = this.scenario(state.scenario);
    if (!scenario || !state.basis) {
      return {...values};
    }
    const found = Object.fromEntries(scenario.couplings.map(coupling => [coupling.name, [0, 0]]));
    for (const variable of this.couplings(scenario, state.basis)) {
      const [re, im] = values[variable.name] || [0, 0];
      const factor = this.factor(variable, state);
      for (const [name, share] of Object.entries(variable.couplings)) {
        found[name] = [found[name][0] + share * factor * re, found[name][1] + share * factor * im];
      }
    }
    return found;
  }

  /** The values of the variables of the basis of a state that give such couplings, as near as they can. */
  inBasis(state, own) {
    const scenario = this.scenario(state.scenario);
    if (!scenario || !state.basis) {
      return {...own};
    }
    const variables = this.couplings(scenario, state.basis);
    const columns = variables.map(variable => scenario.couplings.map(coupling => variable.couplings[coupling.name] || 0));
    const solve = part => leastSquares(columns, scenario.couplings.map(coupling => (own[coupling.name] || [0, 0])[part]));
    const re = solve(0);
    const im = solve(1);
    return Object.fromEntries(variables.map((variable, i) => {
      const factor = this.factor(variable, state);
      return [variable.name, factor > 0 ? [tidy(re[i] / factor), tidy(im[i] / factor)] : [0, 0]];
    }));
  }
}

/** Without the rounding errors of the change of variables. */
function tidy(value) {
  return Number(value.toPrecision(12));
}

/** x with sum of columns times x nearest to the values, by the normal equations of a few variables. */
function leastSquares(columns, values) {
  const size = columns.length;
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const rows = columns.map(column => [...columns.map(other => dot(column, other)), dot(column, values)]);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) {
      pivot = Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) ? i : pivot;
    }
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    if (Math.abs(rows[k][k]) < 1e-12) {
      continue;
    }
    for (let i = 0; i < size; i++) {
      if (i !== k) {
        const share = rows[i][k] / rows[k][k];
        rows[i] = rows[i].map((value, j) => value - share * rows[k][j]);
      }
    }
  }
  return rows.map((row, k) => Math.abs(row[k]) < 1e-12 ? 0 : row[size] / row[k]);
}
