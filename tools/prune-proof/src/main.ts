import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LayerkitError, printableLine } from '@layerkit/failure';
import { reporting } from '@layerkit/terminal';
import { formatProofs } from './format-proofs.ts';
import { proveLayer, type LayerProof } from './prove-layer.ts';

// Proves every layer below layers/, or the named ones: `nx run prune-proof:run numpy lxml`. Ends with the
// tables of docs/pruning.md, and fails if pruning changes what a module does on import.

const layers = fileURLToPath(new URL('../layers/', import.meta.url));

const prove = async (say: (line: string) => void): Promise<void> => {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const names = named.length > 0 ? named : (await readdir(layers)).sort();
  const proofs = new Map<string, LayerProof>();
  for (const name of names) {
    const scratch = await mkdtemp(join(tmpdir(), 'layerkit-prune-proof-'));
    try {
      proofs.set(name, await proveLayer({ projectRoot: join(layers, name), scratch }));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    const effect = proofs.get(name)?.imports.changed.length === 0 ? 'unchanged' : 'CHANGED';
    console.error(printableLine(`${name}: ${effect}`));
  }
  formatProofs(proofs).forEach(say);
  const changed = [...proofs].flatMap(([name, { imports }]) =>
    imports.changed.map((module) => `${name}: ${module}`),
  );
  if (changed.length > 0) throw pruningChanges(changed);
};

const pruningChanges = (problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'verify/failed',
    message: 'pruning changes what modules do when they are imported',
    problems,
    hint: 'Look for the modules’ files under “pruned” in the manifest, and correct the rule that drops them.',
  });

process.exitCode = (await reporting(prove, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
