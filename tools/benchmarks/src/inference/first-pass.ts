// Does once, in its own process, what every Nx command does with the plugins: first-pass.ts WORKSPACE COUNT.
// Imports @nx/devkit first, since Nx has loaded it before it loads the plugins.
import '@nx/devkit';

const [workspaceRoot = '', count = ''] = process.argv.slice(2);
const names = Array.from({ length: Number(count) }, (_, index) => `project-${index}`);
const context = { workspaceRoot, nxJsonConfiguration: {} };

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await run();
  return performance.now() - started;
};

const loading = performance.now();
const layer = await import('../../../../libs/layer/src/plugin/plugin.ts');
const lambda = await import('../../../../libs/lambda/src/plugin/plugin.ts');
const load = performance.now() - loading;
const layers = names.map((name) => `layers/${name}/layer.json`);
const functions = names.map((name) => `functions/${name}/function.json`);
const figures = {
  load,
  layers: await timed(async () => layer.createNodes[1](layers, undefined, context)),
  functions: await timed(async () => lambda.createNodes[1](functions, undefined, context)),
};
console.log(JSON.stringify(figures));
