import { LayerkitError } from '@layerkit/failure';
import { runtimes, type Runtime } from '../runtimes/runtime.ts';
import { architectures, type Architecture } from './architecture.ts';
import { meantArchitecture, meantRuntime } from './meant-names.ts';

/** What a layer is built for. Everything about the platform follows from it; nothing from the host. */
export interface Target {
  readonly runtime: Runtime;
  readonly architecture: Architecture;
}

/** What new layers and functions are for unless they name another target. */
export const defaultTarget: Target = { runtime: 'python3.13', architecture: 'x86_64' };

/**
 * The runtime of this name, as AWS writes it: `python3.12`.
 * @throws LayerkitError platform/unknown-runtime, naming the known ones
 */
export const parseRuntime = (text: string): Runtime => {
  const known = runtimes.find((runtime) => runtime === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'platform/unknown-runtime',
    message: `“${text}” is no runtime that layerkit knows`,
    hint: `${didYouMean(meantRuntime(text))}Known runtimes: ${runtimes.join(', ')}.`,
  });
};

/**
 * The architecture of this name, as AWS writes it: `x86_64` or `arm64`.
 * @throws LayerkitError platform/unknown-architecture, naming the known ones
 */
export const parseArchitecture = (text: string): Architecture => {
  const known = architectures.find((architecture) => architecture === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'platform/unknown-architecture',
    message: `“${text}” is no architecture of Lambda`,
    hint: `${didYouMean(meantArchitecture(text))}Known architectures: ${architectures.join(', ')}.`,
  });
};

/**
 * The target written as `python3.12/x86_64`; what `formatTarget` makes.
 * @throws LayerkitError platform/invalid-target, platform/unknown-runtime, platform/unknown-architecture
 */
export const parseTarget = (text: string): Target => {
  const [runtime, architecture, ...rest] = text.split('/');
  if (runtime === undefined || architecture === undefined || rest.length > 0) {
    throw new LayerkitError({
      code: 'platform/invalid-target',
      message: `“${text}” is no target: a runtime and an architecture with a / between them are expected`,
      hint: 'Write it like python3.12/x86_64.',
    });
  }
  return { runtime: parseRuntime(runtime), architecture: parseArchitecture(architecture) };
};

/** The target for people and for files: `python3.12/x86_64`. */
export const formatTarget = (target: Target): string => `${target.runtime}/${target.architecture}`;

const didYouMean = (name: string | undefined): string => (name === undefined ? '' : `Did you mean ${name}? `);
