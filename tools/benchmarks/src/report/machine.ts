import { cpus, loadavg, platform, release } from 'node:os';
import { execa } from 'execa';
import type { Programs } from '../preparation/programs.ts';

/** The machine and the programs that the figures depend on. */
export interface Machine {
  readonly date: string;
  readonly system: string;
  readonly cores: number;
  readonly node: string;
  readonly python: string;
  readonly pip: string;
  readonly uv: string;
  readonly zip: string;
  /** The load average of the minute before. If it exceeds the number of cores, the figures are noisy. */
  readonly loadBefore: number;
}

/** Describes the host and the versions of the programs. */
export const describeMachine = async ({ python, uv, zip }: Programs): Promise<Machine> => ({
  date: new Date().toISOString().slice(0, 10),
  system: `${platform()} ${release()} ${process.arch}`,
  cores: cpus().length,
  node: process.version,
  python: await firstVersion(python, '--version'),
  pip: await firstVersion(python, '-I', '-m', 'pip', '--version'),
  uv: uv === undefined ? 'missing' : await firstVersion(uv, '--version'),
  zip: zip === undefined ? 'missing' : await firstVersion(zip, '-v'),
  loadBefore: loadavg()[0] ?? 0,
});

const firstVersion = async (...[program = '', ...args]: readonly string[]): Promise<string> => {
  const { all } = await execa(program, args, { all: true, reject: false });
  return /(?<!\d)\d+\.\d[\w.]*/.exec(all)?.[0] ?? 'unknown';
};
