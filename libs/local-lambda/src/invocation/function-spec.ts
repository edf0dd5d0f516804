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
import type { UnpackedFolder } from './unpacked-archives.ts';

/** @throws Refusal for a runtime that is not Python: this server runs no other */
export const targetOf = ({ runtime, architecture }: Settings): Target => {
  const known = runtimes.find((one): one is Runtime => one === runtime);
  const processor = architectures.find((one): one is Architecture => one === architecture);
  if (known === undefined || processor === undefined)
    throw notRunnableHere(`only Python runtimes can be run (${runtimes.join(', ')}); it has ${runtime}`);
  return { runtime: known, architecture: processor };
};

export interface SpecParts {
  readonly target: Target;
  readonly runtimeClient: string;
  readonly unpacked: UnpackedFolder;
}

/**
 * Everything a sandbox of the function is made from; unpacks its code and layers where that is not done yet.
 */
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

/** As Lambda names them: 2026/11/23/[$LATEST] and 32 hexadecimal digits. */
const logStream = (today: Date): string =>
  `${today.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
