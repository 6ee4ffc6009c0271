/** Requests to the service that served this page. */

/** What went wrong, in a line. */
export class Problem extends Error {}

async function answered(response) {
  if (response.ok) {
    return response.json();
  }
  let lines = [];
  try {
    lines = (await response.json()).problems.map(problem => problem.message);
  } catch {
    lines = ['The service answered ' + response.status + '.'];
  }
  throw new Problem(lines.join(' \u2013 '));
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem('Emiss does not answer: start "emiss explore" again, and paste the part of this address after # behind the # of the new one.');
  }
  return answered(response);
}

export function get(path) {
  return send(path, {});
}

export function post(path, body, signal) {
  return send(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body), signal});
}

/** Asks for the newest state: one request at a time, and those that are overtaken are never sent. */
export class Latest {
  /**
   * @param ask makes a promise of an answer
   * @param use takes an answer with the question
   * @param fail takes what went wrong
   */
  constructor(ask, use, fail) {
    Object.assign(this, {ask, use, fail, busy: false, waiting: null});
  }

  /** Asks a question, unless another one comes before its turn. */
  put(question) {
    this.waiting = {question};
    if (!this.busy) {
      this.run();
    }
  }

  get isQuiet() {
    return !this.busy && this.waiting === null;
  }

  /** The next question, already on its way; null if there is none. */
  next() {
    if (this.waiting === null) {
      return null;
    }
    const {question} = this.waiting;
    this.waiting = null;
    return {question, answer: this.ask(question).then(value => ({value}), failure => ({failure}))};
  }

  /** While an answer is used, the service works on the next one. */
  async run() {
    this.busy = true;
    for (let asked = this.next(); asked !== null;) {
      const {value, failure} = await asked.answer;
      const {question} = asked;
      asked = this.next();
      if (failure) {
        this.fail(failure, question);
      } else {
        this.use(value, question);
      }
      asked = asked || this.next();
    }
    this.busy = false;
  }
}
