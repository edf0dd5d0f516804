import { runtimes, type Runtime } from '../runtimes/runtime.ts';
import type { Architecture } from './architecture.ts';

/** Returns the runtime that `3.12`, `py312` or `Python 3.12` means, or undefined if it is unclear. */
export const meantRuntime = (text: string): Runtime | undefined => {
  const digits = /^(?:p|py|python)?[\s._-]*(\d[\d.]*)(?:\.x)?$/i.exec(text.trim())?.[1]?.replaceAll('.', '');
  return runtimes.find((runtime) => runtime.replace(/\D/g, '') === digits);
};

/** Returns the architecture that other tools call by this name, or undefined if there is none. */
export const meantArchitecture = (text: string): Architecture | undefined => {
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  if (['x86_64', 'x86', 'x64', 'amd64', 'intel'].includes(name)) return 'x86_64';
  return ['arm64', 'aarch64', 'arm', 'armv8', 'graviton'].includes(name) ? 'arm64' : undefined;
};
