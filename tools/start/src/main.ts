import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFunctionDefinition } from '@layerkit/artifact';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { formatTarget } from '@layerkit/platform-resolution';
import { reporting } from '@layerkit/terminal';
import { runTarget } from './run-target.ts';
import { readFunctionState, readLayerState } from './state.ts';
import { formatSummary } from './summary.ts';

// The main job on the example apps: everything that leads to a proven function, then a table of what came of
// it. The endpoint comes from the environment: `npm start` runs this inside with-local-aws.

const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));
const functionProject = 'orchestrator';

const start = async (say: (line: string) => void): Promise<void> => {
  const definition = await readFunctionDefinition(join(workspaceRoot, 'apps', functionProject));
  const unproven = whyNotRunnable(definition);
  await runTarget(workspaceRoot, `${functionProject}:${unproven === undefined ? 'smoke' : 'deploy'}`);
  const layers = await Promise.all(
    definition.layers.map((project) => readLayerState(workspaceRoot, project, `apps/${project}`)),
  );
  const deployed = await readFunctionState(workspaceRoot, `apps/${functionProject}`, unproven === undefined);
  formatSummary(layers, deployed).forEach(say);
  if (unproven !== undefined) notProven(formatTarget(definition), unproven).forEach(say);
};

const notProven = (target: string, reason: string): readonly string[] => [
  '',
  `NOT PROVEN: ${functionProject} was built, published and deployed, but did not run: ${reason}`,
  `To prove it on an AWS account (${target}), with credentials and a region set:`,
  `  npx nx run ${functionProject}:deploy --role=arn:aws:iam::ACCOUNT:role/NAME && npx nx run ${functionProject}:smoke`,
];

process.exitCode = (await reporting(start, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
