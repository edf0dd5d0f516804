import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { plainEnvironment } from './plain-environment.ts';

/**
 * Returns the names of packages with known vulnerabilities in a folder; undefined if the registry has no audit.
 */
export const vulnerablePackages = async (directory: string): Promise<readonly string[] | undefined> => {
  const { stdout } = await execa('npm', ['audit', '--json', '--audit'], {
    cwd: directory,
    env: plainEnvironment(),
    extendEnv: false,
    reject: false,
  });
  const report = JSON.parse(stdout) as { vulnerabilities?: Record<string, unknown> | undefined };
  return report.vulnerabilities && Object.keys(report.vulnerabilities);
};

/** Returns whether the registry that npm is configured for has an audit. Mirrors often don’t. */
export const registryAudits = async (): Promise<boolean> => {
  const directory = await mkdtemp(join(tmpdir(), 'layerkit-audit-'));
  try {
    const dependencies = { ms: '2.1.3' };
    const packages = { '': { dependencies }, 'node_modules/ms': { version: '2.1.3' } };
    await writeFile(join(directory, 'package.json'), JSON.stringify({ private: true, dependencies }));
    await writeFile(join(directory, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
    return (await vulnerablePackages(directory)) !== undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
