import { readFileSync } from 'node:fs';
import { openStore } from '@layerkit/wheels/store';
import { buildLayer } from '../src/index.ts';
import type { LockedProject } from './locked-project.ts';

/**
 * Builds two different layers into one folder, in turn, until it is killed. Its argument is a JSON file with the
 * project and the store’s folder. Prints “built” after each build.
 */
const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LockedProject & { store: string };
const store = openStore({ directory: task.store });

for (let round = 0; ; round += 1) {
  const prune = round % 2 === 0 ? (['bytecode', 'tests'] as const) : [];
  const definition = { ...task.definition, prune: [...prune] };
  await buildLayer({ ...task, definition, store, offline: true });
  process.stdout.write('built\n');
}
