/** Nothing here talks to a network. Each of these doors is shut by itself; a test looks at what processes really open. */
import { app, session } from 'electron';
import { isOwn } from './content-policy.ts';

const ownSchemes = new Set(['app:', 'data:', 'blob:', 'devtools:']);

/** Before the app is ready: what Chromium would do by itself. */
export function shutChromium(): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-pings'])
    app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Once the app is ready: what a page could ask for. */
export function shutSession(): void {
  const own = session.defaultSession;
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !ownSchemes.has(new URL(url).protocol) }));
  own.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // Chromium would fetch a dictionary at its first start.
  own.setSpellCheckerLanguages([]);
  own.setSpellCheckerDictionaryDownloadURL('app://keyholder/no-dictionaries/');
  own.setSpellCheckerEnabled(false);
}

/** For every page: no other window, no other place, nothing embedded. */
export function shutPages(): void {
  app.on('web-contents-created', (_created, page) => {
    page.setWindowOpenHandler(() => ({ action: 'deny' }));
    page.on('will-navigate', (event) => {
      if (!isOwn(event.url)) event.preventDefault();
    });
    page.on('will-attach-webview', (event) => event.preventDefault());
  });
}
