import { runtimes, type Runtime } from '../runtimes/runtime.ts';
import type { Architecture } from './architecture.ts';

/** The runtime that someone has in mind who writes `3.12`, `py312` or `Python 3.12`; undefined where none is plain. */
export const meantRuntime = (text: string): Runtime | undefined => {
  const digits = /^(?:p|py|python)?[\s._-]*(\d[\d.]*)(?:\.x)?$/i.exec(text.trim())?.[1]?.replaceAll('.', '');
  return runtimes.find((runtime) => runtime.replace(/\D/g, '') === digits);
};

/** The architecture that someone has in mind who writes what other tools call it. */
export const meantArchitecture = (text: string): Architecture | undefined => {
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  if (['x86_64', 'x86', 'x64', 'amd64', 'intel'].includes(name)) return 'x86_64';
  return ['arm64', 'aarch64', 'arm', 'armv8', 'graviton'].includes(name) ? 'arm64' : undefined;
};
