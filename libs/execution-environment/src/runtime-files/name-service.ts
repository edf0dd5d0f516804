import { readFileSync, realpathSync } from 'node:fs';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { listLibraries } from './list-libraries.ts';

/** Returns the real paths of the libraries that glibc loads on this host to look up names (nsswitch.conf(5)). */
export const nameServiceLibraries = async ({ path }: Interpreter): Promise<readonly string[]> => {
  const preloaded = configuredServices().map((service) => `libnss_${service}.so.2`);
  const found = await listLibraries({ program: path, preloaded, cwd: '/', searched: [] });
  return found.map((library) => realpathSync(library));
};

const configuredServices = (): readonly string[] => {
  try {
    const lines = readFileSync('/etc/nsswitch.conf', 'utf8').split('\n');
    return [...new Set(lines.flatMap((line) => line.split('#', 1)[0]?.match(/\w+/g)?.slice(1) ?? []))];
  } catch {
    return [];
  }
};
