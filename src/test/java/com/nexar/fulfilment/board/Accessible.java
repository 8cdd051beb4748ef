package com.nexar.fulfilment.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** The basics without which people cannot use a page: names, contrast, size, and where the keyboard is. */
final class Accessible {

    private static final int STEPS = 12;

    /** Each finding is a sentence; none is what is wanted. */
    private static final String FINDINGS = """
            () => {
              const found = [];
              const name = e => (e.getAttribute('aria-label') || e.textContent || '').trim();
              const say = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' "' + name(e).slice(0, 40) + '"';
              if (document.documentElement.lang !== 'en') found.push('no language');
              if (!document.title.trim()) found.push('no title');
              if (document.querySelectorAll('h1').length !== 1) found.push(document.querySelectorAll('h1').length + ' first headings');
              if (document.querySelectorAll('main').length !== 1) found.push('no main part');
              const ids = Array.from(document.querySelectorAll('[id]'), e => e.id);
              ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push('id twice: ' + id));
              document.querySelectorAll('input:not([type=hidden]), select, textarea').forEach(e => {
                if (!e.labels.length || !name(e.labels[0])) found.push('no label: ' + say(e));
              });
              document.querySelectorAll('a, button, summary').forEach(e => { if (!name(e)) found.push('no name: ' + say(e)); });
              document.querySelectorAll('[aria-labelledby]').forEach(e => {
                if (!document.getElementById(e.getAttribute('aria-labelledby'))) found.push('labelled by nothing: ' + say(e));
              });
              document.querySelectorAll('[aria-invalid]').forEach(e => {
                const why = document.getElementById(e.getAttribute('aria-describedby'));
                if (!why || !why.textContent.trim()) found.push('wrong, and not said why: ' + say(e));
              });
              document.querySelectorAll('[hx-target]').forEach(e => {
                const part = document.querySelector(e.getAttribute('hx-target'));
                if (!part) found.push('changes nothing: ' + say(e));
                else if (part.contains(e)) found.push('swaps itself away: ' + say(e));
                else if (part.querySelector('[role=status], [role=alert], [aria-live]')) found.push('what is to be announced is swapped away: ' + say(e));
              });
              document.querySelectorAll('[hx-get]:not([hx-target]) [role=status]').forEach(e => found.push('what is to be announced is swapped away: ' + say(e)));
              document.querySelectorAll('.steps li').forEach(e => { if (!e.innerText.trim()) found.push('a step without its name'); });
              document.querySelectorAll('button, .button, select, .tabs a, .tile, summary, .checks label, input:not([type=hidden], [type=checkbox], [type=radio])')
                .forEach(e => { const box = e.getBoundingClientRect(); if (box.height && box.height < 44) found.push('too small to touch, ' + box.height + ': ' + say(e)); });
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgba = color => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                return Array.from(canvas.getImageData(0, 0, 1, 1).data);
              };
              const light = color => {
                const [r, g, b] = color.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = e => {
                for (let at = e; at; at = at.parentElement) {
                  const color = rgba(getComputedStyle(at).backgroundColor);
                  if (color[3] === 255) return color;
                  if (color[3] !== 0) found.push('half transparent: ' + say(at));
                }
                return [255, 255, 255, 255];
              };
              let texts = 0;
              document.querySelectorAll('body *').forEach(e => {
                const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
                const box = e.getBoundingClientRect();
                if (!own || box.width < 2 || box.height < 2 || getComputedStyle(e).visibility !== 'visible') return;
                texts++;
                const a = light(rgba(getComputedStyle(e).color).slice(0, 3));
                const b = light(behind(e).slice(0, 3));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) found.push('contrast ' + ratio.toFixed(2) + ': ' + say(e));
              });
              if (texts < 5) found.push('hardly any text');
              if (document.documentElement.scrollWidth > innerWidth + 1) found.push('wider than the window');
              return found;
            }""";

    /** What the keyboard stands on, and whether that is seen: marked, and not behind the header. */
    private static final String FOCUS = """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return null;
              const marked = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              const header = document.querySelector('.top');
              const box = at.getBoundingClientRect();
              const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              const behind = header && header.contains(over) && !header.contains(at);
              return (behind ? 'behind the header ' : marked(getComputedStyle(at)) || marked(getComputedStyle(at, '::after')) ? 'seen ' : 'unseen ')
                + at.tagName + ' ' + (at.getAttribute('href') || at.id || at.textContent.trim().slice(0, 30));
            }""";

    private Accessible() {}

    static void mustBe(Page page, String what) {
        assertThat((List<?>) page.evaluate(FINDINGS)).as(what).isEmpty();
    }

    /** By the keyboard alone, from the top, and back from the bottom. */
    static void mustShowWhereTheKeyboardIs(Page page, String what) {
        page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }");
        mustShow(page, "Tab", STEPS, what);
        page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, document.body.scrollHeight); }");
        mustShow(page, "Shift+Tab", 2 * STEPS, what + ", back");
    }

    private static void mustShow(Page page, String key, int steps, String what) {
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            page.keyboard().press(key);
            Object stop = page.evaluate(FOCUS);
            if (stop != null) {
                stops.add(stop.toString());
            }
        }
        assertThat(stops).as(what).hasSizeGreaterThanOrEqualTo(2).allMatch(stop -> stop.startsWith("seen "));
    }
}
