import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { refusedHint, unreachableHint, type FetchFailure } from '../package-index/index-failure.ts';
import type { WheelPin } from '../wheel/wheel.ts';
import type { WheelStore } from './wheel-store.ts';

export interface MissingWheel {
  readonly pin: WheelPin;
  readonly failure: FetchFailure;
}

/** The request that did not find all its wheels. */
export interface WheelsAskedFor {
  readonly packages: readonly WheelPin[];
  readonly access: { readonly store: WheelStore };
  readonly damaged?: ReadonlySet<Sha256> | undefined;
}

/** The most serious code first. If wheels fail with several codes, the error has the first of them. */
const hints: readonly (readonly [FetchFailure['code'], string])[] = [
  [
    'store/download-failed',
    'Lock again if the file on the index is newer than the lock. Otherwise find out who changed the file. Nothing was kept.',
  ],
  ['index/refused', refusedHint],
  ['index/unreachable', unreachableHint],
  [
    'store/wheels-missing',
    'Build once with a network, set UV_INDEX to the index that has them, or lock again if their files were deleted.',
  ],
];

/** Returns one error for all wheels that are not available, with a line for each. */
export const wheelsMissing = (
  missing: readonly MissingWheel[],
  { packages, access: { store }, damaged = new Set() }: WheelsAskedFor,
): LayerkitError => {
  const codes = new Set(missing.map(({ failure }) => failure.code));
  const [code, hint] = hints.find(([candidate]) => codes.has(candidate)) ?? [
    'store/wheels-missing' as const,
    '',
  ];
  const serious = missing.find(({ failure }) => failure.code === code)?.failure;
  return new LayerkitError({
    code,
    message: `${missing.length} of ${packages.length} wheels are not ${damaged.size === 0 ? '' : 'intact '}in the store and could not be fetched`,
    problems: missing.map(({ pin, failure }) => {
      const harm = damaged.has(pin.sha256) ? `its file is damaged in ${store.directory}, and ` : '';
      return `${pin.name} ${pin.version}: ${harm}${failure.reason}`;
    }),
    hint: serious?.hint ?? hint,
    cause: serious?.cause,
  });
};
