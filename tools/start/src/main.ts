import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFunctionDefinition } from '@layerkit/artifact/definition';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { formatTarget } from '@layerkit/platform-resolution';
import { reporting } from '@layerkit/terminal';
import { runTarget } from './run-target.ts';
import { readFunctionState, readLayerState } from './state.ts';
import { formatSummary } from './summary.ts';

// Runs the whole pipeline on the example apps, up to a function tested by its smoke cases, and prints the
// results as tables. The endpoint comes from the environment: `npm start` runs this in with-local-aws.

const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));
const functionProject = 'orchestrator';

const start = async (say: (line: string) => void): Promise<void> => {
  const definition = await readFunctionDefinition(join(workspaceRoot, 'apps', functionProject));
  const untested = whyNotRunnable(definition);
  await runTarget(workspaceRoot, `${functionProject}:${untested === undefined ? 'smoke' : 'deploy'}`);
  const layers = await Promise.all(
    (definition.layers ?? []).map((project) => readLayerState(workspaceRoot, project, `apps/${project}`)),
  );
  const deployed = await readFunctionState(workspaceRoot, `apps/${functionProject}`, untested === undefined);
  formatSummary(layers, deployed).forEach(say);
  if (untested !== undefined) notTested(formatTarget(definition), untested).forEach(say);
};

const notTested = (target: string, reason: string): readonly string[] => [
  '',
  `NOT TESTED: ${functionProject} was built, published and deployed, but could not run here: ${reason}`,
  `To test it on an AWS account (${target}), set credentials and a region, and run:`,
  `  npx nx run ${functionProject}:deploy --role=arn:aws:iam::ACCOUNT:role/NAME && npx nx run ${functionProject}:smoke`,
];

process.exitCode = (await reporting(start, { verbose: process.argv.includes('--verbose') })) ? 0 : 1;
