import { appendFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { startLocalAws } from '../local-aws/start-local-aws.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';
import { publishCompiled } from '../registry/publish-compiled.ts';
import { startRegistry } from '../registry/start-registry.ts';
import { commands, creation, type Command } from './commands.ts';
import { plainOutput } from './plain-output.ts';

export interface RecordedCommand extends Command {
  readonly output: string;
  readonly milliseconds: number;
}

/**
 * Runs the commands from an empty folder to a published layer as a new user would. The packages, which must be
 * compiled, come from a registry on loopback, and AWS is the local one.
 * @throws Error with the output of the command that failed
 */
export const recordFirstLayer = async (): Promise<readonly RecordedCommand[]> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'layerkit-first-layer-')));
  const [registry, aws] = await Promise.all([startRegistry(), startLocalAws()]);
  try {
    await publishCompiled(registry);
    const caches = join(folder, 'caches');
    const env = plainEnvironment({
      ...aws.env,
      // A new user's npm cache is empty.
      NPM_CONFIG_CACHE: join(caches, 'npm'),
      UV_CACHE_DIR: join(caches, 'uv'),
      LAYERKIT_STORE: join(caches, 'layerkit'),
      NX_DAEMON: 'false',
      NX_TUI: 'false',
    });
    const recorded = [await record(creation, folder, env)];
    // A real user's npm needs no such settings to find the packages.
    await appendFile(join(folder, commands[0]?.folder ?? '', '.npmrc'), registry.npmrc);
    for (const command of commands) recorded.push(await record(command, folder, env));
    return recorded;
  } finally {
    await Promise.all([registry.stop(), aws.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
};

const record = async (command: Command, home: string, env: NodeJS.ProcessEnv): Promise<RecordedCommand> => {
  const [program, ...args] = command.words;
  const { all, failed, durationMs } = await execa(program, args, {
    cwd: join(home, command.folder ?? ''),
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    all: true,
  });
  if (failed) throw new Error(`${command.words.join(' ')}\n${all}`);
  return { ...command, output: plainOutput(all, home), milliseconds: durationMs };
};
