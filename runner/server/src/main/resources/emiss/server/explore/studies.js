/** One click: a study of what is shown, drawn by the report. */

import {escaped} from './numbers.js';
import {post} from './service.js';
import * as states from './state.js';

const SCAN_POINTS = 46;
const PLANE_POINTS = 61;

/** Settings of studies that begin at a state. */
export const SETTINGS = {
  'best-fit': state => ({type: 'fit', ...base(state), couplings: states.floating(state), ...complex(state), mass: state.mass}),
  'best-mass': state => ({type: 'fit', ...base(state), couplings: states.floating(state), ...complex(state), mass: 'free'}),
  'mass-scan': (state, range) => ({
    type: 'mass-scan', ...base(state), couplings: states.floating(state), ...complex(state), masses: masses(range)
  }),
  'limit': state => ({
    type: 'upper-limit', ...base(state), couplings: states.floating(state), masses: state.mass, quantity: 'coupling', method: 'cls', level: 0.9
  }),
  'plane': (state, range, plane) => {
    const axis = (name, reach) => ({coupling: name, from: -reach, to: reach, points: PLANE_POINTS});
    const others = Object.entries(state.couplings)
      .filter(([name, value]) => name !== plane.x && name !== plane.y && states.isSet(value))
      .map(([name, [re, im]]) => [name, im === 0 ? re : [re, im]]);
    return {
      type: 'coupling-plane', ...base(state), mass: state.mass, x: axis(plane.x, plane.xReach), y: axis(plane.y, plane.yReach),
      ...(others.length ? {couplings: Object.fromEntries(others)} : {})
    };
  }
};

function base(state) {
  return {...states.particles(state), ...(state.basis ? {basis: state.basis} : {})};
}

function complex(state) {
  return state.complex ? {complex: true} : {};
}

/** Masses of a scan: a grid over what is open. */
function masses({least, most}) {
  const step = Number(((most - least) / (SCAN_POINTS - 1)).toPrecision(2));
  return {from: Number((Math.max(least, step) || step).toPrecision(3)), to: Number((Math.floor(most / step - 1e-9) * step).toPrecision(4)), step};
}

/** The studies of the page and their results, the newest first. */
export class Studies {
  /**
   * @param place where the results stand
   * @param go goes to a point: {mass, couplings}
   */
  constructor(place, go) {
    this.place = place;
    this.go = go;
    this.count = 0;
    this.shown = [];
  }

  /** Studies on the page as they stand in a configuration. */
  configurations() {
    return this.shown.map(({id, settings: {type, ...settings}, experiments}) => ({id, type, experiments, ...settings}));
  }

  async run(settings, state, heading) {
    const {experiments} = state;
    const id = settings.type + '-' + ++this.count;
    const entry = {id, settings, experiments};
    const stop = new AbortController();
    const card = document.createElement('section');
    card.className = 'result';
    card.setAttribute('aria-busy', 'true');
    card.innerHTML = '<header><h3>' + escaped(heading) + '</h3><button type="button" class="remove">Stop</button></header><p class="meta">Running …</p>';
    const remove = card.querySelector('.remove');
    remove.addEventListener('click', () => {
      stop.abort();
      card.remove();
      this.shown = this.shown.filter(other => other !== entry);
    });
    this.place.prepend(card);
    try {
      const answer = await post('api/view', {id, experiments, ...settings, ...states.files(state)}, stop.signal);
      this.shown.push(entry);
      this.fill(card, answer);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        card.querySelector('p').className = 'wrong';
        card.querySelector('p').textContent = failure.message;
      }
    }
    remove.textContent = 'Remove';
    card.setAttribute('aria-busy', 'false');
  }

  fill(card, {study, headingHtml, contentHtml}) {
    card.innerHTML = '<header><h3>' + headingHtml + '</h3><span class="row"></span></header>' + contentHtml;
    if (study.points && study.points.length === 1) {
      card.querySelectorAll('details').forEach((details, i) => details.open = i === 0);
    }
    const buttons = card.querySelector('header .row');
    const best = study.best || (study.couplings ? study : null);
    const found = Array.isArray(best) ? best[0] : best;
    if (found && found.couplings) {
      const use = document.createElement('button');
      use.type = 'button';
      use.className = 'use';
      use.textContent = 'Go to the best point';
      use.addEventListener('click', () => this.go(found));
      buttons.append(use);
    }
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'remove';
    remove.textContent = 'Remove';
    remove.addEventListener('click', () => {
      card.querySelectorAll('.figure').forEach(figure => window.emissCharts && window.emissCharts.drop(figure));
      card.remove();
      this.shown = this.shown.filter(other => other.id !== study.id);
    });
    buttons.append(remove);
    card.querySelectorAll('.figure').forEach(figure => {
      if (window.emissCharts) {
        window.emissCharts.adopt(figure);
      }
    });
  }
}

