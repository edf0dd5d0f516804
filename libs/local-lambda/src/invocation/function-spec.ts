import { randomUUID } from 'node:crypto';
import {
  architectures,
  runtimes,
  type Architecture,
  type Runtime,
  type Target,
} from '@layerkit/platform-resolution';
import type { Settings } from '../functions/function-record.ts';
import { functionArn } from '../naming/scope.ts';
import { notRunnableHere } from '../refusal/refusals.ts';
import type { FunctionSpec } from '../runtime/function-environment.ts';
import type { ServedFunction } from './served-function.ts';
import type { UnpackedFolder } from './unpacked-folders.ts';

/** @throws Refusal if the runtime is not Python, the only language that this server runs */
export const targetOf = ({ runtime, architecture }: Settings): Target => {
  const known = runtimes.find((one): one is Runtime => one === runtime);
  const processor = architectures.find((one): one is Architecture => one === architecture);
  if (known === undefined || processor === undefined)
    throw notRunnableHere(`its runtime is ${runtime}; only Python runtimes can run (${runtimes.join(', ')})`);
  return { runtime: known, architecture: processor };
};

export interface SpecParts {
  readonly target: Target;
  readonly runtimeClient: string;
  readonly unpacked: UnpackedFolder;
}

/** Returns the specification of a function's sandbox. Unpacks its code and layers if needed. */
export const functionSpec = async (served: ServedFunction, parts: SpecParts): Promise<FunctionSpec> => {
  const { scope, name, revision } = served;
  const { settings } = revision;
  const layers: string[] = [];
  for (const { archive } of revision.layers) layers.push(await parts.unpacked(archive.sha256));
  return {
    functionName: name,
    version: '$LATEST',
    functionArn: functionArn(scope, name),
    region: scope.region,
    target: parts.target,
    handler: settings.handler,
    memoryMb: settings.memorySize,
    timeoutSeconds: settings.timeout,
    ephemeralStorageMb: settings.ephemeralStorage,
    environment: settings.environment ?? {},
    layers,
    codeDirectory: await parts.unpacked(revision.code.sha256),
    logFormat: settings.logging.format,
    applicationLogLevel: settings.logging.applicationLevel,
    logGroup: settings.logging.group,
    logStream: logStream(new Date()),
    runtimeClient: parts.runtimeClient,
  };
};

/** Makes a log stream name as Lambda does: 2026/11/23/[$LATEST] and 32 hexadecimal digits. */
const logStream = (today: Date): string =>
  `${today.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
