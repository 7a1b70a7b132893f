import { formatAddress, parseAddress, type Address } from './address.ts';
import { useFilter } from './filter.ts';
import { useNav } from './nav.ts';
import { useSelection } from './selection.ts';

/** The place the window shows now. */
export function currentAddress(): Address {
  return { view: useNav.getState().view, params: useNav.getState().params, filter: useFilter.getState().filter, selection: useSelection.getState().selection };
}

/** Milliseconds between two changes that a person means as two. */
const oneGesture = 600;

/** Ties the shared state to the address of the window: a new view or filter is a step Back undoes, a new selection is not. */
export function followAddress(): void {
  let reading = false;
  let queued: 'step' | 'same' | null = null;
  let lastStep = -oneGesture;

  const read = (): void => {
    const address = parseAddress(location.hash);
    reading = true;
    useNav.setState({ view: address.view, params: address.params });
    useFilter.setState({ filter: address.filter });
    useSelection.setState({ selection: address.selection });
    reading = false;
  };
  const flush = (): void => {
    const how = queued;
    queued = null;
    const next = formatAddress(currentAddress());
    if (next === location.hash || how === null) return;
    // A wheel or a drag changes the filter many times a second: that is one step as well.
    const steady = performance.now() - lastStep > oneGesture || parseAddress(location.hash).view !== parseAddress(next).view;
    if (how === 'step') lastStep = performance.now();
    if (how === 'step' && steady) history.pushState(null, '', next);
    else history.replaceState(null, '', next);
  };
  // Filter, view and selection often change together (a count that opens): they make one step.
  const queue = (how: 'step' | 'same'): void => {
    if (reading) return;
    if (queued === null) queueMicrotask(flush);
    if (queued !== 'step') queued = how;
  };

  read();
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  useNav.subscribe((now, before) => now !== before && queue(now.view !== before.view && before.view !== '' ? 'step' : 'same'));
  useFilter.subscribe((now, before) => now.filter !== before.filter && queue('step'));
  useSelection.subscribe((now, before) => now.selection !== before.selection && queue('same'));
}
