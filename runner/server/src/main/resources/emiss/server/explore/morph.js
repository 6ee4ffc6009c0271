/** Changes of the page that leave alone what stays the same, so that little is laid out again. */

function attributes(node, wanted) {
  for (const {name} of [...node.attributes]) {
    if (!wanted.hasAttribute(name)) {
      node.removeAttribute(name);
    }
  }
  for (const {name, value} of wanted.attributes) {
    if (node.getAttribute(name) !== value) {
      node.setAttribute(name, value);
    }
  }
}

function children(node, wanted) {
  let old = node.firstChild;
  let next = wanted.firstChild;
  while (next) {
    const following = next.nextSibling;
    if (!old) {
      node.append(next);
    } else {
      const after = old.nextSibling;
      if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName) {
        old.replaceWith(next);
      } else if (old.nodeType === Node.ELEMENT_NODE) {
        attributes(old, next);
        children(old, next);
      } else if (old.nodeValue !== next.nodeValue) {
        old.nodeValue = next.nodeValue;
      }
      old = after;
    }
    next = following;
  }
  while (old) {
    const after = old.nextSibling;
    old.remove();
    old = after;
  }
}

const shown = new WeakMap();

/** Shows HTML in a place that nobody else changes. */
export function morph(place, html) {
  if (shown.get(place) === html) {
    return;
  }
  shown.set(place, html);
  const template = place.cloneNode(false);
  template.innerHTML = html;
  children(place, template);
}
