import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formatFailure } from '@layerkit/failure';
import { parseCommandLine, type CommandLine } from './parse-command-line.ts';

/** 0 for success, 1 if the layer has errors, 2 if the command failed. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs the command `layerkit`, which needs no workspace. Results go to stdout, everything else to stderr.
 * Never throws.
 * @param args the arguments without the interpreter and the script
 */
export const runCommand = async (args: readonly string[]): Promise<ExitCode> => {
  try {
    return await run(parseCommandLine(args));
  } catch (error) {
    console.error(formatFailure(error, { verbose: args.includes('--verbose') }));
    return 2;
  }
};

const run = async (line: CommandLine): Promise<ExitCode> => {
  switch (line.kind) {
    case 'help':
      console.log(line.text);
      return 0;
    case 'version':
      console.log(await ownVersion());
      return 0;
    case 'inspect': {
      const { inspectCommand } = await import('./inspect-command.ts');
      return inspectCommand(line.options);
    }
    case 'inspect-stack': {
      const { inspectStackCommand } = await import('./inspect-stack-command.ts');
      return inspectStackCommand(line.options);
    }
  }
};

const ownVersion = async (): Promise<string> => {
  const text = await readFile(fileURLToPath(import.meta.resolve('@layerkit/layer/package.json')), 'utf8');
  const manifest: unknown = JSON.parse(text);
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
};
