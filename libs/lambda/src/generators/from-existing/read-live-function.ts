import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFunctionZip, type FunctionFile } from '@layerkit/packaging';
import { parseArchitecture, parseRuntime } from '@layerkit/platform-resolution';
import { connectLambda } from '@layerkit/publishing/aws';
import {
  downloadFunctionCode,
  readExistingFunction,
  type CurrentFunction,
} from '@layerkit/publishing/functions';
import { parseFunctionReference } from './function-reference.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

export interface LiveFunction {
  readonly live: CurrentFunction;
  /** Its code, if it was asked for. */
  readonly files: readonly FunctionFile[];
}

/**
 * Reads a function from AWS, with its code if asked.
 * @throws LayerkitError function/not-found, function/download-failed, inspect/unreadable, definition/invalid, aws/*
 */
export const readLiveFunction = async (options: FromExistingGeneratorSchema): Promise<LiveFunction> => {
  // The AWS SDK’s notice about future Node.js versions is for layerkit’s maintainers; it has no option for this
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { functionName, region } = parseFunctionReference(options.function.trim());
  const { functions } = await connectLambda({ region: options.region ?? region });
  const request = { functions, functionName };
  const live = await readExistingFunction(request);
  if (options.code !== true) return { live, files: [] };
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-function-'));
  try {
    const zipPath = join(folder, 'function.zip');
    await downloadFunctionCode(request, zipPath);
    return { live, files: await filesIn(zipPath, live) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const filesIn = async (zipPath: string, live: CurrentFunction): Promise<readonly FunctionFile[]> => {
  const target = {
    runtime: parseRuntime(live.configuration.runtime),
    architecture: parseArchitecture(live.architecture),
  };
  const files: FunctionFile[] = [];
  for await (const file of readFunctionZip(zipPath, target)) files.push(file);
  return files;
};
