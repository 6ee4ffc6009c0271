'use strict';
(function () {
  const hint = document.createElement('div');
  hint.className = 'hint';
  hint.setAttribute('role', 'status');
  hint.hidden = true;
  document.body.append(hint);

  function raised(number) {
    const parts = /^([\u2212-]?[\d.]+)e([\u2212+-]?)(\d+)$/.exec(number);
    if (!parts) {
      return null;
    }
    const power = '10<sup>' + (parts[2] === '+' ? '' : parts[2].replace('-', '\u2212')) + parts[3] + '</sup>';
    return parts[1] === '1' ? power : parts[1].replace('-', '\u2212') + '\u2009×\u2009' + power;
  }

  function escaped(text) {
    const holder = document.createElement('span');
    holder.textContent = text;
    return holder.innerHTML;
  }

  function written(text, texts) {
    return texts[text] || raised(text) || escaped(text);
  }

  function show(html, event) {
    hint.innerHTML = html;
    hint.hidden = false;
    const box = hint.getBoundingClientRect();
    const left = event.clientX + 16 + box.width > window.innerWidth ? event.clientX - box.width - 12 : event.clientX + 16;
    const top = event.clientY + 16 + box.height > window.innerHeight ? event.clientY - box.height - 12 : event.clientY + 16;
    hint.style.left = Math.max(4, left) + 'px';
    hint.style.top = Math.max(4, top) + 'px';
  }

  function rows(pairs) {
    return '<table><tbody>' + pairs.map(([name, value]) => '<tr><td>' + name + '</td><td>' + value + '</td></tr>').join('')
      + '</tbody></table>';
  }

  /** Replaces the text of an SVG element by spans that follow the sub, sup and i elements of its HTML. */
  function typeset(element, html) {
    const size = parseFloat(element.getAttribute('font-size')) || 12;
    const holder = document.createElement('template');
    holder.innerHTML = html;
    const spans = [];
    let lowered = 0;
    (function walk(node, shift, italic) {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          const span = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
          span.textContent = child.nodeValue;
          if (shift !== lowered) {
            span.setAttribute('dy', String(shift - lowered));
            lowered = shift;
          }
          if (shift !== 0) {
            span.setAttribute('font-size', String(Math.round(size * 0.76)));
          }
          if (italic) {
            span.setAttribute('font-style', 'italic');
          }
          spans.push(span);
        } else {
          const down = child.nodeName === 'SUB' ? size * 0.25 : child.nodeName === 'SUP' ? -size * 0.38 : shift;
          walk(child, down, italic || child.nodeName === 'I');
        }
      }
    })(holder.content, 0, false);
    element.replaceChildren(...spans);
  }

  class Chart {
    constructor(figure) {
      this.figure = figure;
      this.place = figure.querySelector('.chart');
      this.spec = JSON.parse(figure.querySelector('script').textContent);
      this.meta = this.spec.usermeta;
      this.hidden = new Set();
      this.told = false;
      this.width = 0;
      figure.querySelectorAll('.legend button').forEach(button => button.addEventListener('click', () => this.toggle(button)));
      figure.querySelector('.reset').addEventListener('click', () => this.draw());
    }

    toggle(button) {
      const entry = Number(button.dataset.entry);
      const shown = this.hidden.has(entry);
      if (shown) {
        this.hidden.delete(entry);
      } else {
        this.hidden.add(entry);
      }
      button.setAttribute('aria-checked', String(shown));
      if (this.view) {
        this.view.signal('show' + entry, shown).runAsync();
      }
    }

    /** The specification with panels that fit the page, beside each other where there is room. */
    fitted(width) {
      const spec = structuredClone(this.spec);
      const panels = spec.concat.length;
      const columns = Math.max(1, Math.min(panels, Math.floor(width / 300), panels === 4 ? 2 : 3));
      const share = (width - (columns - 1) * spec.spacing) / columns;
      spec.columns = columns;
      const small = width < 480;
      spec.concat.forEach((panel, index) => {
        panel.width = Math.max(150, Math.min(panels > 1 ? 420 : this.meta.aspect > 0.8 ? 600 : 760, share - (small ? Math.min(this.meta.margins[index], 150) : this.meta.margins[index]) - 24));
        panel.height = Math.round(Math.max(200, panel.width * this.meta.aspect));
        if (this.meta.heights[index] > 0) {
          panel.height = this.meta.heights[index];
        }
        for (const [channel, length] of [['x', panel.width], ['y', panel.height]]) {
          const axis = panel.encoding[channel].axis;
          if (axis.values && small) {
            axis.labelLimit = 120;
            axis.labelFontSize = 10;
          }
          if (!axis.values) {
            axis.tickCount = Math.max(3, Math.round(length / (channel === 'x' ? 75 : 55)));
          }
        }
      });
      spec.params.forEach((param, entry) => param.value = !this.hidden.has(entry));
      return spec;
    }

    /** Room for the chart before it is drawn, so that what is below it, and links to that, stay where they are. */
    reserve() {
      const width = this.place.clientWidth;
      if (!width || this.drawn) {
        return;
      }
      const spec = this.fitted(width);
      let height = 14 + (spec.title ? 24 : 0);
      for (let first = 0; first < spec.concat.length; first += spec.columns) {
        const row = spec.concat.slice(first, first + spec.columns);
        height += Math.max(...row.map(panel => panel.height + (panel.title ? 22 : 0)
          + (panel.encoding.x.title ? 46 : 24))) + (first > 0 ? spec.spacing : 0);
      }
      this.place.style.minHeight = Math.ceil(height) + 'px';
    }

    draw() {
      this.width = this.place.clientWidth;
      const options = {
        mode: 'vega-lite', renderer: 'svg', actions: false, ast: true, defaultStyle: false,
        tooltip: (handler, event, item, value) => this.tell(event, value)
      };
      const spec = this.fitted(this.width);
      this.drawn = vegaEmbed(this.place, spec, options).then(result => {
        if (this.view) {
          this.view.finalize();
        }
        this.view = result.view;
        this.panels = spec.concat;
        this.letter();
        this.place.dataset.drawn = 'true';
      }, problem => {
        this.place.textContent = 'This chart cannot be drawn: ' + problem.message;
        console.error(problem);
      });
      return this.drawn;
    }

    /** Gives texts their scripts, now and whenever Vega writes them again. */
    letter() {
      const svg = this.place.querySelector('svg');
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', this.spec.description);
      const watcher = new MutationObserver(() => apply());
      const apply = () => {
        watcher.disconnect();
        for (const element of svg.querySelectorAll('text')) {
          if (!element.firstElementChild) {
            const html = this.meta.texts[element.textContent] || raised(element.textContent);
            if (html) {
              typeset(element, html);
            }
          }
        }
        watcher.observe(svg, {subtree: true, childList: true, characterData: true});
      };
      apply();
      svg.addEventListener('pointermove', event => this.read(event));
      svg.addEventListener('pointerleave', () => hint.hidden = true);
    }

    /** Tells the values of a mark. */
    tell(event, value) {
      this.told = Boolean(value);
      if (!value) {
        hint.hidden = true;
        return;
      }
      const texts = this.meta.texts;
      const name = value.name ? '<b>' + written(value.name, texts) + '</b>' : '';
      const pairs = Object.entries(value).filter(([key]) => key !== 'name');
      show(name + rows(pairs.map(([key, text]) => [written(key, texts), written(String(text), texts)])), event);
    }

    /** Tells the value of a grid under the pointer. */
    read(event) {
      if (this.told) {
        return;
      }
      for (const grid of this.meta.grids) {
        const group = this.place.querySelector('.concat_' + grid.panel + '_group > g > path.background');
        if (!group || this.hidden.has(grid.entry)) {
          continue;
        }
        const panel = this.panels[grid.panel];
        const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(group.getScreenCTM().inverse());
        if (point.x < 0 || point.y < 0 || point.x > panel.width || point.y > panel.height) {
          continue;
        }
        const x = this.value(panel, grid.panel, 'x', point.x / panel.width);
        const y = this.value(panel, grid.panel, 'y', 1 - point.y / panel.height);
        const row = nearest(grid.y, y);
        const column = nearest(grid.x, x);
        const value = grid.rows[row][column];
        const texts = this.meta.texts;
        const format = number => raised(number.toPrecision(3)) || String(Number(number.toPrecision(3))).replace('-', '\u2212');
        show(rows([
          [written(grid.xTitle, texts), format(grid.x[column])],
          [written(grid.yTitle, texts), format(grid.y[row])],
          [grid.value, value === null ? 'not computed' : String(value).replace('-', '\u2212')]
        ]), event);
        return;
      }
      hint.hidden = true;
    }

    /** The value at a share of the length of an axis, as it is zoomed now. */
    value(panel, index, channel, share) {
      const scale = panel.encoding[channel].scale;
      const [low, high] = this.view.signal('zoom' + index)[channel] || scale.domain;
      return scale.type === 'log' ? low * Math.pow(high / low, share) : low + share * (high - low);
    }
  }

  function nearest(values, wanted) {
    let best = 0;
    values.forEach((value, index) => best = Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? index : best);
    return best;
  }

  const figures = [...document.querySelectorAll('.figure')].filter(figure => figure.querySelector('.chart'));
  const charts = new Map(figures.map(figure => [figure, new Chart(figure)]));
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const chart = charts.get(entry.target);
      if (entry.isIntersecting && !chart.drawn) {
        chart.draw();
      }
    }
  }, {rootMargin: '400px'});
  charts.forEach(chart => chart.reserve());
  figures.forEach(figure => watcher.observe(figure));

  const folds = [...document.querySelectorAll('details.fold')];
  folds.forEach(fold => fold.addEventListener('toggle', () => charts.forEach((chart, figure) => fold.contains(figure) && chart.reserve())));

  /** Opens what a link points to, and goes there. */
  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) {
      return;
    }
    folds.filter(fold => fold.contains(target) || target.contains(fold) && target.classList.contains('study'))
      .forEach(fold => fold.open = true);
    charts.forEach(chart => chart.reserve());
    target.scrollIntoView({behavior: 'instant', block: 'start'});
  }
  window.addEventListener('hashchange', follow);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) {
      follow();
    }
  });
  follow();

  /** Draws the charts that are shown. */
  function drawAll() {
    return Promise.all([...charts.values()].filter(chart => chart.place.clientWidth > 0).map(chart => chart.drawn || chart.draw()));
  }
  window.addEventListener('beforeprint', drawAll);

  /** Takes a figure that came later: its chart is drawn when it comes into view. */
  function adopt(figure) {
    const chart = new Chart(figure);
    charts.set(figure, chart);
    chart.reserve();
    watcher.observe(figure);
  }

  /** Forgets a figure that leaves the page. */
  function drop(figure) {
    const chart = charts.get(figure);
    watcher.unobserve(figure);
    charts.delete(figure);
    if (chart && chart.view) {
      chart.view.finalize();
    }
  }
  window.emissCharts = {drawAll, adopt, drop};

  let waiting = 0;
  window.addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => charts.forEach(chart => {
      if (chart.drawn && chart.place.clientWidth !== chart.width && !window.matchMedia('print').matches) {
        chart.draw();
      }
    }), 200);
  });
  window.addEventListener('scroll', () => hint.hidden = true, {passive: true});

  const search = document.querySelector('.contents input');
  search?.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = item => words.every(word => item.textContent.toLowerCase().includes(word));
    document.querySelectorAll('.contents > details > ul > li').forEach(item => {
      const parts = [...item.querySelectorAll('li')];
      const isWhole = parts.length > 0 && words.every(word => item.querySelector('summary').textContent.toLowerCase().includes(word));
      parts.forEach(part => part.hidden = !isWhole && !matches(part));
      item.hidden = parts.length ? parts.every(part => part.hidden) : !matches(item);
      const group = item.querySelector('details');
      if (group) {
        group.open = words.length > 0 && !item.hidden;
      }
    });
    document.querySelector('.contents > details').open = words.length > 0 || window.matchMedia('(min-width: 68rem)').matches;
  });
  search?.addEventListener('keydown', event => {
    const found = event.key === 'Enter' && [...document.querySelectorAll('.contents li a')]
      .find(link => !link.closest('[hidden]') && !link.classList.contains('group'));
    if (found) {
      found.click();
    }
  });

  const contents = document.querySelector('.contents > details');
  if (contents && !window.matchMedia('(min-width: 68rem)').matches) {
    contents.open = false;
  }
  if (contents) {
    contents.addEventListener('click', event => {
      if (event.target.closest('a') && !window.matchMedia('(min-width: 68rem)').matches) {
        contents.open = false;
      }
    });
  }
})();
