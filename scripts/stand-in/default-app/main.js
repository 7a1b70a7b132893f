// Loads the program in the folder named on the command line, as Electron's own default app does.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv
  .slice(1)
  .filter((argument) => !argument.startsWith('-'))
  .map((argument) => resolve(argument))
  .find((path) => existsSync(join(path, 'package.json')));
if (!folder) {
  console.error('Name the folder of a program: electron FOLDER');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setVersion(manifest.version ?? '0.0.0');
app.setName(manifest.productName ?? manifest.name);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, manifest.main)).href);
