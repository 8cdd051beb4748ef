// The floor changes by itself: the server sends the part of the page that does. Without this script every page is as it was loaded.
(() => {
  'use strict';
  // what went wrong is a page of its own: the browser asks for it the plain way
  const plainly = event => {
    const form = event.target.closest('form');
    if (form) {
      form.submit();
    }
  };
  document.addEventListener('htmx:responseError', plainly);
  document.addEventListener('htmx:sendError', plainly);

  const live = document.getElementById('live');
  if (!live) {
    return;
  }
  const state = document.getElementById('live-state');
  let stream = null;

  const say = (text, tone) => {
    if (state.textContent !== text) {
      state.textContent = text;
    }
    state.className = 'live ' + tone;
  };

  const texts = () => Array.from(live.querySelectorAll('.count'), each => each.textContent);

  // whoever stands on a link with the keyboard stays on it, and what is another number now is seen
  const show = html => {
    const at = live.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    const before = texts();
    live.innerHTML = html;
    const counts = live.querySelectorAll('.count');
    if (before.length === counts.length) {
      counts.forEach((each, i) => each.classList.toggle('changed', each.textContent !== before[i]));
    }
    if (at) {
      const again = Array.from(live.querySelectorAll('a')).find(each => each.getAttribute('href') === at);
      if (again) {
        again.focus({ preventScroll: true });
      }
    }
  };

  const open = () => {
    if (stream) {
      return;
    }
    stream = new EventSource(live.dataset.stream);
    stream.onopen = () => say('Live', 'good');
    stream.addEventListener('floor', event => show(event.data));
    stream.addEventListener('signed-out', () => location.reload());
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        say('Not live: reload the page', 'bad');
      } else {
        say('Connecting again…', 'warn');
      }
    };
  };

  const close = () => {
    if (stream) {
      stream.close();
      stream = null;
    }
  };

  // a browser has few connections to one host: a page that nobody sees needs none
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  window.addEventListener('pagehide', close);
  open();
})();
