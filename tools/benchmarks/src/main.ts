import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reporting } from '@layerkit/terminal';
import { measure } from './measure.ts';
import { readOptions } from './options.ts';
import { subjectsOf } from './plan/subjects.ts';
import { prepare } from './preparation/prepare.ts';
import { formatReport } from './report/format-report.ts';
import { stopDaemons } from './running/stop-daemons.ts';
import { describeMachine } from './report/machine.ts';

const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

const benchmark = async (say: (line: string) => void): Promise<void> => {
  const { runs, json, only } = readOptions(process.argv.slice(2));
  const scratch = await mkdtemp(join(tmpdir(), 'layerkit-benchmarks-'));
  try {
    const material = await prepare({ workspaceRoot, scratch });
    const machine = await describeMachine(material.programs);
    const onRun = (title: string): unknown => process.stderr.isTTY && console.error(`running ${title}`);
    const { python } = material.programs;
    const workspaces = [workspaceRoot, material.consumer];
    const measurements = await measure(subjectsOf(material), { runs, python, onRun, only }).finally(() =>
      stopDaemons(workspaces),
    );
    const lines = json
      ? JSON.stringify({ machine, runs, ...measurements }, null, 2).split('\n')
      : formatReport(measurements, machine);
    lines.forEach(say);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

process.exitCode = (await reporting(benchmark, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
