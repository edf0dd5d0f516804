import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LayerkitError, messageOf } from '@layerkit/failure';

/** The folders, region and port of a local AWS. */
export interface Place {
  readonly stateDirectory: string;
  readonly runtimeClient: string;
  readonly region: string;
  /** Twelve digits: roles of other accounts are refused, as on AWS. Without it, every role is accepted. */
  readonly accountId: string | undefined;
  /** The most environments of one function at once; the local Lambda’s default if undefined. */
  readonly environmentsPerFunction: number | undefined;
  /** The port to listen on; 0 picks a free one. */
  readonly port: number;
}

/** The layer version of another account to import. */
export interface LayerImport {
  readonly arn: string;
  /** Without it, AWS has the zip. */
  readonly zipPath: string | undefined;
}

export type CommandLine =
  | {
      readonly mode: 'run' | 'serve';
      /** The command to run, with its arguments; empty for `serve`. */
      readonly command: readonly string[];
      readonly place: Place;
    }
  | { readonly mode: 'import-layer'; readonly layer: LayerImport; readonly place: Place };

const workspaceRoot = resolve(import.meta.dirname, '../../..');

const options = {
  state: { type: 'string' },
  region: { type: 'string' },
  account: { type: 'string' },
  environments: { type: 'string' },
  port: { type: 'string' },
} as const;

const usage =
  'run [--state DIRECTORY] [--region REGION] [--account ID] [--environments NUMBER] COMMAND [ARGUMENT …] | serve [--state …] [--region …] [--account …] [--environments …] [--port PORT] | import-layer [--state …] [--account …] ARN [ZIP]';

/**
 * Parses `run`, `serve` (the default) or `import-layer` with its options, and what comes after them. Options after the
 * command of `run` belong to the command.
 * @throws LayerkitError local-aws/failed with the usage
 */
export const parseCommandLine = (args: readonly string[], env: NodeJS.ProcessEnv): CommandLine => {
  const [mode, ...rest] = args[0] === undefined || args[0].startsWith('--') ? ['serve', ...args] : args;
  if (mode !== 'run' && mode !== 'serve' && mode !== 'import-layer')
    throw misused(`expected run, serve or import-layer, not ${mode ?? 'nothing'}`);
  if (mode === 'import-layer') return parseImport(rest, env);
  const own = mode === 'run' ? rest.slice(0, commandStart(rest)) : rest;
  const command = rest.slice(own.length).filter((part, index) => index > 0 || part !== '--');
  if (mode === 'run' && command.length === 0) throw misused('run needs a command');
  return { mode, command, place: placeOf(readOptions(own).values, env) };
};

const parseImport = (args: readonly string[], env: NodeJS.ProcessEnv): CommandLine => {
  const { values, positionals } = readOptions(args, true);
  const [arn, zip, ...more] = positionals;
  if (arn === undefined || more.length > 0) throw misused('import-layer needs an ARN and at most one zip');
  const layer = { arn, zipPath: zip === undefined ? undefined : resolve(zip) };
  return { mode: 'import-layer', layer, place: placeOf(values, env) };
};

const placeOf = (values: ReturnType<typeof readOptions>['values'], env: NodeJS.ProcessEnv): Place => {
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw misused(`invalid port: ${values.port ?? ''}`);
  const environments = values.environments === undefined ? undefined : Number(values.environments);
  if (environments !== undefined && !(Number.isInteger(environments) && environments > 0))
    throw misused(`invalid number of environments: ${values.environments ?? ''}`);
  const accountId = values.account;
  if (accountId !== undefined && !/^\d{12}$/.test(accountId))
    throw misused(`invalid account: ${accountId}; it has 12 digits`);
  return {
    ...directories(values.state, env),
    region: regionOf(values.region, env),
    accountId,
    environmentsPerFunction: environments,
    port,
  };
};

const commandStart = (args: readonly string[]): number => {
  let index = 0;
  while (args[index]?.startsWith('--') === true && args[index] !== '--')
    index += args[index]?.includes('=') === true ? 1 : 2;
  return Math.min(index, args.length);
};

const readOptions = (args: readonly string[], allowPositionals = false) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw misused(messageOf(error));
  }
};

const directories = (state: string | undefined, env: NodeJS.ProcessEnv) => ({
  stateDirectory: state === undefined ? join(workspaceRoot, '.layerkit/local-aws') : resolve(state),
  runtimeClient:
    env['LAYERKIT_RUNTIME_CLIENT'] || join(workspaceRoot, '.layerkit/python-tools/runtime-client'),
});

const regionOf = (region: string | undefined, env: NodeJS.ProcessEnv): string =>
  region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1');

const misused = (message: string): LayerkitError =>
  new LayerkitError({ code: 'local-aws/failed', message, hint: `Usage: ${usage}` });
