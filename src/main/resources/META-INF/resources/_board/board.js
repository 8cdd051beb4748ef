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

  // what takes a while says so, and its button stays where it is: whoever stands on it with the keyboard does, too
  const busy = (event, is) => {
    const form = event.target.closest('form[data-busy]');
    if (form) {
      event.detail.target.setAttribute('aria-busy', is);
      if (is) {
        document.getElementById(form.dataset.state).textContent = form.dataset.busy;
      }
    }
  };
  document.addEventListener('htmx:beforeRequest', event => busy(event, true));
  document.addEventListener('htmx:afterRequest', event => busy(event, false));
  // and what is asked for again and again is announced when it is another
  document.addEventListener('htmx:oobBeforeSwap', event => {
    const { target, fragment } = event.detail;
    if (target.getAttribute('role') === 'status' && target.textContent === fragment.textContent) {
      event.detail.shouldSwap = false;
    }
  });

  const live = document.getElementById('live');
  if (!live) {
    return;
  }
  const SHORTEST = 1000;
  const LONGEST = 30000;
  const state = document.getElementById('live-state');
  let stream = null;
  let timer = 0;
  let pause = SHORTEST;

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

  const close = () => {
    clearTimeout(timer);
    if (stream) {
      stream.close();
      stream = null;
    }
  };

  // a screen on a wall has nobody who reloads it; not all of them at once, and not again and again
  const later = text => {
    close();
    say(text, 'bad');
    timer = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(2 * pause, LONGEST);
  };

  const open = () => {
    if (stream) {
      return;
    }
    stream = new EventSource(live.dataset.stream);
    stream.addEventListener('floor', event => {
      pause = SHORTEST;
      show(event.data);
      say('Live', 'good');
    });
    stream.addEventListener('signed-out', () => location.reload());
    stream.addEventListener('too-many', () => later('Not live: too many floors are open in this session'));
    // the browser tries again by itself after a broken connection, but never after an answer that is none
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        later('Not live: trying again…');
      } else {
        say('Connecting again…', 'warn');
      }
    };
  };

  // a browser has few connections to one host: a page that nobody sees needs none
  document.addEventListener('visibilitychange', () => {
    close();
    if (!document.hidden) {
      pause = SHORTEST;
      open();
    }
  });
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', event => event.persisted && open());
  open();
})();
