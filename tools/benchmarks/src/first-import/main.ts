import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findInterpreter } from '@layerkit/execution-environment';
import { parseTarget } from '@layerkit/platform-resolution';
import { reporting } from '@layerkit/terminal';
import { readOptions } from '../options.ts';
import { findPrograms } from '../preparation/programs.ts';
import { describeMachine } from '../report/machine.ts';
import type { Pair } from '../running/run-comparison.ts';
import { summarizePairs, summarizeRuns } from '../statistics/summarize.ts';
import { formatFirstImports, type MeasuredMode, type MeasuredRatio } from './format-first-imports.ts';
import { prepareLayers, type PreparedLayer } from './prepare-layers.ts';
import { runFirstImport } from './run-first-import.ts';

const workspaceRoot = fileURLToPath(new URL('../../../../', import.meta.url));
const target = parseTarget('python3.12/x86_64');
const entryModules = ['strands', 'strands_tools', 'boto3'];

const benchmark = async (say: (line: string) => void): Promise<void> => {
  const { runs, json } = readOptions(process.argv.slice(2));
  const scratch = await mkdtemp(join(tmpdir(), 'layerkit-benchmarks-'));
  try {
    const projectRoot = join(workspaceRoot, 'apps', 'dependencies-layer');
    const machine = await describeMachine(await findPrograms(workspaceRoot, target));
    const [none, imported, all] = await prepareLayers({ projectRoot, target, entryModules, scratch });
    if (none === undefined || imported === undefined || all === undefined) throw new Error('no layers');
    const compared = [
      await compare(none, none, runs),
      await compare(none, imported, runs),
      await compare(none, all, runs),
    ];
    const modes = [none, imported, all].map((layer) => measuredMode(layer, compared));
    const ratios = compared.map(measuredRatio);
    const lines = json
      ? JSON.stringify({ machine, runs, entryModules, modes, ratios }, null, 2).split('\n')
      : formatFirstImports(modes, ratios);
    lines.forEach(say);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

interface Compared {
  readonly above: PreparedLayer;
  readonly below: PreparedLayer;
  readonly pairs: readonly Pair[];
}

/** Runs both in turn, after one run of each to fill the page cache. */
const compare = async (above: PreparedLayer, below: PreparedLayer, runs: number): Promise<Compared> => {
  const interpreter = await findInterpreter(target.runtime, { directory: workspaceRoot });
  const run = ({ tree }: PreparedLayer) =>
    runFirstImport({ target, interpreter, tree, modules: entryModules });
  await run(above);
  await run(below);
  const pairs: Pair[] = [];
  for (let index = 0; index < runs; index += 1)
    pairs.push({ above: await run(above), below: await run(below) });
  return { above, below, pairs };
};

const measuredRatio = ({ above, below, pairs }: Compared): MeasuredRatio => ({
  above: above.mode,
  below: below.mode,
  figures: summarizePairs(pairs),
});

const measuredMode = (layer: PreparedLayer, compared: readonly Compared[]): MeasuredMode => ({
  mode: layer.mode,
  zip: layer.artifact.manifest.zip,
  compiledFiles: layer.artifact.manifest.bytecode?.files ?? 0,
  figures: summarizeRuns(
    compared.flatMap(({ above, below, pairs }) => [
      ...(above === layer ? pairs.map((pair) => pair.above) : []),
      ...(below === layer ? pairs.map((pair) => pair.below) : []),
    ]),
  ),
});

process.exitCode = (await reporting(benchmark, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
