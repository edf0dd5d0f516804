import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';

// Layers as people build them with uv and zip, without layerkit.

/**
 * Makes the layer of the original incident: built on a Mac with Apple’s processor, zipped one folder too high,
 * without package metadata.
 * @returns the path of the zip
 */
export const incidentZip = async (folder: string): Promise<string> => {
  const requirements = ['opentelemetry-api==1.34.1', 'pydantic-core==2.33.2'];
  const tree = join(folder, 'build', 'python');
  await install(tree, 'aarch64-apple-darwin', requirements);
  for (const name of await readdir(tree))
    if (name.endsWith('.dist-info')) await rm(join(tree, name), { recursive: true });
  return zip(folder, 'build');
};

/** Makes a layer for Lambda’s platform with uv and zip. */
export const uvZip = async (folder: string, requirements: readonly string[]): Promise<string> => {
  await install(join(folder, 'python'), 'x86_64-manylinux_2_34', requirements);
  return zip(folder, 'python');
};

const install = (tree: string, platform: string, requirements: readonly string[]) =>
  execa(
    uv,
    [
      ...['pip', 'install', '--quiet', '--target', tree, '--python-platform', platform],
      ...['--python-version', '3.12', '--only-binary', ':all:', ...requirements],
    ],
    { env, extendEnv: false },
  );

const env = testEnvironment();
const uv = env['LAYERKIT_UV'] ?? 'uv';

const zip = async (folder: string, name: string): Promise<string> => {
  await execa('zip', ['-q', '-r', 'layer.zip', name], { cwd: folder });
  return join(folder, 'layer.zip');
};
