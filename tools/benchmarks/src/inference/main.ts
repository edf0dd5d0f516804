import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatTable, reporting } from '@layerkit/terminal';
import { execa } from 'execa';
import { z } from 'zod';
import { readOptions } from '../options.ts';
import { spreadOf, type Spread } from '../statistics/spread.ts';

const projects = 100;
const firstPass = fileURLToPath(new URL('./first-pass.ts', import.meta.url));

const figures = z.object({ load: z.number(), layers: z.number(), functions: z.number() });
const titles = {
  load: 'loading both plugins, from TypeScript',
  layers: `targets of ${projects} layers`,
  functions: `targets of ${projects} functions`,
} as const;

/**
 * Measures how long the inference plugins take while Nx creates the project graph. Each run has its own
 * process.
 */
const benchmark = async (say: (line: string) => void): Promise<void> => {
  const { runs, json } = readOptions(process.argv.slice(2));
  const workspace = await mkdtemp(join(tmpdir(), 'layerkit-benchmarks-'));
  try {
    await fill(workspace);
    const passes: z.infer<typeof figures>[] = [];
    for (let run = 0; run < runs; run += 1) passes.push(await measure(workspace));
    const spreads = Object.fromEntries(
      keys.map((key) => [key, spreadOf(passes.map((pass) => pass[key]))] as const),
    );
    const lines = json
      ? JSON.stringify({ projects, runs, milliseconds: spreads }, null, 2).split('\n')
      : formatSpreads(spreads);
    lines.forEach(say);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
};

const keys = ['load', 'layers', 'functions'] as const;

const measure = async (workspace: string): Promise<z.infer<typeof figures>> => {
  const { stdout } = await execa('node', ['--import', 'tsx', firstPass, workspace, String(projects)]);
  return figures.parse(JSON.parse(stdout));
};

/** Adds projects as real workspaces have them: each with a requirements file that includes a shared one. */
const fill = async (workspace: string): Promise<void> => {
  const layer = { layerName: 'a', runtimes: ['python3.12'], requirements: 'requirements.in', sources: 'src' };
  const definition = { functionName: 'a', runtime: 'python3.12', handler: 'app.handle' };
  await writeFile(join(workspace, 'constraints.txt'), 'six<2\n');
  for (let index = 0; index < projects; index += 1) {
    const [layers, functions] = ['layers', 'functions'].map((kind) =>
      join(workspace, kind, `project-${index}`),
    );
    if (layers === undefined || functions === undefined) continue;
    await mkdir(layers, { recursive: true });
    await mkdir(functions, { recursive: true });
    await writeFile(join(layers, 'layer.json'), JSON.stringify(layer));
    await writeFile(join(layers, 'requirements.in'), 'six\n-c ../../constraints.txt\n');
    await writeFile(join(functions, 'function.json'), JSON.stringify(definition));
  }
};

const formatSpreads = (spreads: Readonly<Record<string, Spread>>): readonly string[] =>
  formatTable(
    ['', 'median', 'least', 'most'],
    keys.map((key) => {
      const { median = 0, min = 0, max = 0 } = spreads[key] ?? {};
      return [titles[key], ...[median, min, max].map((value) => `${value.toFixed(1)} ms`)];
    }),
  );

process.exitCode = (await reporting(benchmark, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
