/** What is shown: its address, its request to the service, and its configuration. */

const LAMBDA = 10000;

/** The state of the Standard Model alone. */
export function standardModel(experiments) {
  return {
    scenario: null, table: null, mass: 0, width: 0, lambda: LAMBDA, ctau: null, dark: 0, basis: '', couplings: {}, complex: false,
    mu: 1, experiments, transition: null
  };
}

function pair([re, im]) {
  return im === 0 ? String(re) : re + ',' + im;
}

/** The part of the address after the #. */
export function address(state) {
  const words = new URLSearchParams();
  if (state.table) {
    words.set('table', state.table.name);
  } else if (state.scenario) {
    words.set('scenario', state.scenario);
  }
  if (hasParticles(state)) {
    words.set('mass', state.mass);
    if (state.width > 0) {
      words.set('width', state.width);
    }
    if (state.lambda !== LAMBDA) {
      words.set('lambda', state.lambda);
    }
    if (state.ctau !== null) {
      words.set('ctau', state.ctau);
    }
    if (state.ctau !== null && state.dark > 0) {
      words.set('dark', state.dark);
    }
    if (state.basis) {
      words.set('basis', state.basis);
    }
    if (state.complex) {
      words.set('complex', 'yes');
    }
    Object.entries(state.couplings).filter(([, value]) => isSet(value))
      .forEach(([name, value]) => words.set('c.' + name, pair(value)));
  } else {
    words.set('mu', state.mu);
  }
  words.set('experiments', state.experiments.join(' '));
  if (state.transition) {
    words.set('show', state.transition);
  }
  if (state.table) {
    words.set('content', state.table.packed);
  }
  return words.toString();
}

/** Whether there are particles beyond the Standard Model. */
export function hasParticles(state) {
  return state.scenario !== null || state.table !== null;
}

/** Whether a value is not zero. */
export function isSet([re, im]) {
  return re !== 0 || im !== 0;
}

function finite(text, otherwise) {
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
}

/** The state of an address; what is missing or no number is as at the beginning. */
export async function parse(text, fresh) {
  const words = new URLSearchParams(text);
  const state = fresh();
  if (words.has('experiments')) {
    state.experiments = words.get('experiments').split(' ').filter(Boolean);
  }
  state.transition = words.get('show');
  if (!words.has('scenario') && !words.has('table')) {
    state.mu = finite(words.get('mu'), 1);
    return state;
  }
  state.scenario = words.get('scenario');
  if (words.has('table')) {
    const packed = words.get('content') || '';
    state.table = {name: words.get('table'), packed, content: await unpack(packed)};
    state.scenario = null;
  }
  state.mass = finite(words.get('mass'), 0);
  state.width = finite(words.get('width'), 0);
  state.lambda = finite(words.get('lambda'), LAMBDA);
  state.ctau = words.has('ctau') ? finite(words.get('ctau'), 100) : null;
  state.dark = finite(words.get('dark'), 0);
  state.basis = words.get('basis') || '';
  state.complex = words.get('complex') === 'yes';
  for (const [name, value] of words) {
    if (name.startsWith('c.')) {
      const [re, im] = value.split(',');
      state.couplings[name.slice(2)] = [finite(re, 0), finite(im ?? '0', 0)];
    }
  }
  return state;
}

/** A table as text that fits into an address. */
export async function pack(content) {
  const packed = new Blob([JSON.stringify(content)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = '';
  bytes.forEach(byte => text += String.fromCharCode(byte));
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

async function unpack(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
    const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return JSON.parse(await new Response(content).text());
  } catch {
    throw new Error('The table in this address is damaged: drop the file again.');
  }
}

function value([re, im]) {
  return im === 0 ? re : [re, im];
}

/** The couplings that are not zero, as configurations and requests write them; a zero of the first if there is none. */
function values(state) {
  const set = Object.entries(state.couplings).filter(([, found]) => isSet(found));
  const shown = set.length ? set : Object.entries(state.couplings).slice(0, 1);
  return Object.fromEntries(shown.map(([name, found]) => [name, value(found)]));
}

/** The names of the couplings that are not zero; of the first if all are. */
export function floating(state) {
  return Object.keys(values(state));
}

/** What the service must know of a table that is not in its folder. */
export function files(state) {
  return state.table ? {files: {[state.table.name]: JSON.stringify(state.table.content)}} : {};
}

/** What studies and requests say about the particles, apart from mass and couplings. */
export function particles(state) {
  if (!hasParticles(state)) {
    return {};
  }
  const settings = {scenario: state.table ? {table: state.table.name} : state.scenario};
  if (state.width > 0) {
    settings.width = state.width;
  }
  if (state.lambda !== LAMBDA && !state.table) {
    settings.lambda = state.lambda;
  }
  if (state.ctau !== null) {
    settings.lifetime = state.dark > 0 ? {ctau: state.ctau, darkFraction: state.dark} : {ctau: state.ctau};
  }
  return settings;
}

/** The request for everything that moves. */
export function request(state, answers) {
  const body = {experiments: state.experiments, ...files(state), ...particles(state), answers};
  if (hasParticles(state)) {
    if (state.basis) {
      body.basis = state.basis;
    }
    body.mass = state.mass;
    body.couplings = values(state);
  } else {
    body.mu = state.mu;
  }
  return body;
}

/**
 * The studies that say the same in a configuration.
 *
 * @param own the couplings of the scenario itself, where the state has those of another basis
 * @param groups ids of what counts as one experiment
 */
export function studies(state, own, groups, transitions) {
  const what = particles(state);
  const list = [];
  const point = hasParticles(state) ? {mass: state.mass, couplings: own} : {mu: state.mu};
  const likelihood = (id, more) => list.push({id, type: 'likelihood', ...more, ...what, points: [point]});
  likelihood('point', {});
  if (groups.length > 1) {
    groups.forEach(group => likelihood('point-' + group.id, {experiments: group.members}));
  }
  if (!hasParticles(state)) {
    return list;
  }
  list.push({id: 'events', type: 'spectrum', ...what, masses: state.mass, couplings: own});
  transitions.forEach(transition => list.push({
    id: 'rate-' + transition.replace('->', '-').replace('*', 'st').replace(/[^A-Za-z0-9._+-]/g, '_'), type: 'rate', ...what, mass: state.mass, transition,
    couplings: own
  }));
  return list;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_.-]*$/;
const WORDS = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

function scalar(text) {
  return PLAIN.test(text) && !WORDS.has(text.toLowerCase()) ? text : JSON.stringify(text);
}

/** A value in the flow style of YAML. */
export function yaml(content) {
  if (Array.isArray(content)) {
    return '[' + content.map(yaml).join(', ') + ']';
  }
  if (content !== null && typeof content === 'object') {
    return '{' + Object.entries(content).map(([key, inside]) => scalar(key) + ': ' + yaml(inside)).join(', ') + '}';
  }
  return typeof content === 'string' ? scalar(content) : String(content);
}

/** A configuration of studies. */
export function configuration(title, experiments, list, comment) {
  return (comment ? '# ' + comment + '\n' : '')
    + 'title: ' + JSON.stringify(title) + '\nexperiments: ' + yaml(experiments) + '\nstudies:\n'
    + list.map(study => '  - ' + yaml(study) + '\n').join('');
}
