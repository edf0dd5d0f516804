import { LayerkitError } from '@layerkit/failure';
import { runtimes, type Runtime } from '../runtimes/runtime.ts';
import { architectures, type Architecture } from './architecture.ts';
import { meantArchitecture, meantRuntime } from './meant-names.ts';

/** A runtime with an architecture, for which a layer is built. The platform depends on it alone, never on the host. */
export interface Target {
  readonly runtime: Runtime;
  readonly architecture: Architecture;
}

/** The target of new layers and functions that name no other. */
export const defaultTarget: Target = { runtime: 'python3.13', architecture: 'x86_64' };

/**
 * Reads the name of a runtime, as AWS writes it: `python3.12`.
 * @throws LayerkitError platform/unknown-runtime, naming the known ones
 */
export const parseRuntime = (text: string): Runtime => {
  const known = runtimes.find((runtime) => runtime === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'platform/unknown-runtime',
    message: `unknown runtime “${text}”`,
    hint: `${didYouMean(meantRuntime(text))}Use one of: ${runtimes.join(', ')}.`,
  });
};

/**
 * Reads the name of an architecture, as AWS writes it: `x86_64` or `arm64`.
 * @throws LayerkitError platform/unknown-architecture, naming the known ones
 */
export const parseArchitecture = (text: string): Architecture => {
  const known = architectures.find((architecture) => architecture === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'platform/unknown-architecture',
    message: `unknown architecture “${text}”`,
    hint: `${didYouMean(meantArchitecture(text))}Use one of: ${architectures.join(', ')}.`,
  });
};

/**
 * Reads a target in the form of `formatTarget`: `python3.12/x86_64`.
 * @throws LayerkitError platform/invalid-target, platform/unknown-runtime, platform/unknown-architecture
 */
export const parseTarget = (text: string): Target => {
  const [runtime, architecture, ...rest] = text.split('/');
  if (runtime === undefined || architecture === undefined || rest.length > 0) {
    throw new LayerkitError({
      code: 'platform/invalid-target',
      message: `“${text}” is not a target: it must be a runtime and an architecture, separated by /`,
      hint: 'Write the target like python3.12/x86_64.',
    });
  }
  return { runtime: parseRuntime(runtime), architecture: parseArchitecture(architecture) };
};

/** Formats a target for people and for files: `python3.12/x86_64`. */
export const formatTarget = (target: Target): string => `${target.runtime}/${target.architecture}`;

const didYouMean = (name: string | undefined): string => (name === undefined ? '' : `Did you mean ${name}? `);
