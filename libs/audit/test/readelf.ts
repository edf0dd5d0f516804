import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasProgram } from '@layerkit/testing-host';

const run = promisify(execFile);

/** The output of binutils’ readelf for a file, with the field names of our own facts. */
export interface ReadelfFacts {
  readonly machine: string;
  readonly type: string;
  readonly needed: readonly string[];
  readonly soname: string | undefined;
  readonly searchPath: readonly string[];
  readonly executableStack: boolean;
  readonly textRelocations: boolean;
  /** The names of needed versions that are not weak. */
  readonly versions: readonly string[];
}

/** Whether binutils is installed. */
export const hasReadelf = hasProgram('readelf');

export const readelf = async (path: string): Promise<ReadelfFacts> => {
  const options = { maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: 'C' } };
  const { stdout } = await run('readelf', ['-hldVW', path], options);
  const all = (pattern: RegExp): string[] => [...stdout.matchAll(pattern)].map(([, found = '']) => found);
  const needs = stdout.slice(stdout.search(/^Version needs section/m));
  const [stack = ''] = all(/^\s*GNU_STACK\s+(?:\S+\s+){5}([RWE ]+?)\s+(?:0x)?\d/gm);
  const [paths = ''] = [...all(/\(RUNPATH\).*\[(.*)\]/g), ...all(/\(RPATH\).*\[(.*)\]/g)];
  return {
    machine: all(/^\s*Machine:\s*(.*)$/gm)[0] ?? '',
    type: all(/^\s*Type:\s*(\S+)/gm)[0] ?? '',
    needed: all(/\(NEEDED\).*\[(.*)\]/g),
    soname: all(/\(SONAME\).*\[(.*)\]/g)[0],
    searchPath: paths.split(':').filter((folder) => folder !== ''),
    executableStack: stack.includes('E'),
    textRelocations: /\(TEXTREL\)|\(FLAGS\).*TEXTREL/.test(stdout),
    versions: [...needs.matchAll(/Name: (\S+)\s+Flags: (\S+)\s+Version: \d+/g)]
      .filter(([, , flags]) => flags !== 'WEAK')
      .map(([, name = '']) => name),
  };
};
