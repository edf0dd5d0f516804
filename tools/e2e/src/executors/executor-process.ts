import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';

// Runs executors one after the other with the context that Nx would pass to them, until one fails. Exits as its task would.

export interface ExecutorTask {
  readonly root: string;
  readonly executor: string;
  readonly project: string;
  readonly options: Readonly<Record<string, unknown>>;
}

type Executor = (options: object, context: ExecutorContext) => Promise<{ readonly success: boolean }>;

const runTask = async ({ root, executor, project, options }: ExecutorTask): Promise<boolean> => {
  const names = await readdir(join(root, 'apps'));
  const projects = Object.fromEntries(names.map((name) => [name, { root: `apps/${name}` }]));
  const [plugin = '', name = ''] = executor.split(':');
  const implementation = new URL(
    `../../../../libs/${plugin}/src/executors/${name}/${name}.ts`,
    import.meta.url,
  ).href;

  const { default: run } = (await import(implementation)) as { readonly default: Executor };
  const { success } = await run(options, {
    root,
    cwd: root,
    isVerbose: false,
    projectName: project,
    projectsConfigurations: { version: 2, projects },
    nxJsonConfiguration: {},
    projectGraph: { nodes: {}, dependencies: {} },
  });
  return success;
};

for (const task of JSON.parse(process.argv[2] ?? '') as readonly ExecutorTask[]) {
  if (await runTask(task)) continue;
  process.exitCode = 1;
  break;
}
