import type { Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { refusedHint, unreachableHint, type FetchFailure } from '../package-index/index-failure.ts';
import type { WheelPin } from '../wheel/wheel.ts';
import type { WheelStore } from './wheel-store.ts';

export interface MissingWheel {
  readonly pin: WheelPin;
  readonly failure: FetchFailure;
}

/** Where the wheels were looked for. */
export interface WheelsAskedFor {
  readonly packages: readonly WheelPin[];
  readonly store: WheelStore;
  readonly damaged?: ReadonlySet<Sha256>;
}

/** The gravest first: where wheels fail for several reasons, the error goes by it. */
const hints: readonly (readonly [FetchFailure['code'], string])[] = [
  [
    'store/download-failed',
    'Nothing of it was kept. If the lock is older than the file on the index, lock again; if not, find out who changed the file.',
  ],
  ['index/refused', refusedHint],
  ['index/unreachable', unreachableHint],
  [
    'store/wheels-missing',
    'Build once with a network, name the index that has them (UV_INDEX), or lock again where their files are gone.',
  ],
];

/** One error for all the wheels that could not be had, with a line for each. */
export const wheelsMissing = (
  missing: readonly MissingWheel[],
  { packages, store, damaged = new Set() }: WheelsAskedFor,
): LayerkitError => {
  const codes = new Set(missing.map(({ failure }) => failure.code));
  const [code, hint] = hints.find(([candidate]) => codes.has(candidate)) ?? [
    'store/wheels-missing' as const,
    '',
  ];
  return new LayerkitError({
    code,
    message: `${missing.length} of ${packages.length} wheels are not ${damaged.size === 0 ? '' : 'intact '}in the store and could not be fetched`,
    problems: missing.map(({ pin, failure }) => {
      const harm = damaged.has(pin.sha256) ? `its file is damaged in ${store.directory}, and ` : '';
      return `${pin.name} ${pin.version}: ${harm}${failure.reason}`;
    }),
    hint,
    cause: missing.find(({ failure }) => failure.code === code)?.failure.cause,
  });
};
