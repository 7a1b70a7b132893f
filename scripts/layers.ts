/** Checks who imports whom against .dependency-cruiser.mjs: node scripts/run.mjs scripts/layers.ts */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, isMain, say } from './project.ts';

export interface LayerCheck {
  readonly modules: number;
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** Follows every import below `root`. */
export async function checkLayers(root: string): Promise<LayerCheck> {
  const { forbidden = [], options = {} } = await extractConfig(inProject('.dependency-cruiser.mjs'));
  const folders = ['shared', 'main', 'renderer', 'scripts'].filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet: { forbidden } });
  const { totalCruised, violations } = (output as ICruiseResult).summary;
  return { modules: totalCruised, violations: violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })) };
}

if (isMain(import.meta.url)) {
  const { modules, violations } = await checkLayers(inProject(''));
  for (const { rule, from, to } of violations) say(`${rule}: ${from} → ${to}`);
  // A parser that understands nothing finds nothing and complains of nothing.
  const seen = modules > 100;
  say(seen ? `Layers: ${modules} modules, ${violations.length} violations.` : `Layers: only ${modules} modules were seen; the check does not work.`);
  process.exit(seen && violations.length === 0 ? 0 : 1);
}
