import fc from 'fast-check';

/** One process of a round: an executor that is killed at a moment, or that may run to its end. */
export interface Step {
  readonly executor: 'layer:build' | 'layer:verify' | 'layer:publish';
  readonly layer: number;
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | undefined;
  /** The moment of the signal, as a part of the usual time of a run. */
  readonly moment: number;
}

/** A fault besides the signal. `at` and `harm` choose a file and the damage. */
export type Fault =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'damage';
      readonly file: DamagedFile;
      readonly harm: 'cut' | 'flip';
      readonly at: number;
    }
  | { readonly kind: 'full-disk'; readonly folder: Folder; readonly kib: number }
  | { readonly kind: 'read-only'; readonly folder: Folder };

export type DamagedFile = 'wheel' | 'note' | 'zip' | 'manifest';
export type Folder = 'dist' | 'store' | 'temporary';

export interface Round {
  /** One process, or two at the same time. */
  readonly steps: readonly Step[];
  readonly fault: Fault;
}

export const layerCount = 3;

const step: fc.Arbitrary<Step> = fc.record({
  executor: fc.constantFrom('layer:build', 'layer:build', 'layer:verify', 'layer:publish'),
  layer: fc.nat(layerCount - 1),
  signal: fc.constantFrom('SIGKILL', 'SIGTERM', 'SIGINT', 'SIGKILL', 'SIGTERM', undefined),
  moment: fc.double({ min: 0.2, max: 1, noNaN: true }),
});

const folder = fc.constantFrom<Folder[]>('dist', 'store', 'temporary');

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'none' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('damage' as const),
      file: fc.constantFrom<DamagedFile[]>('wheel', 'note', 'zip', 'manifest'),
      harm: fc.constantFrom('cut' as const, 'flip' as const),
      at: fc.nat(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('full-disk' as const),
      folder,
      kib: fc.constantFrom(4, 16, 64, 256),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read-only' as const), folder }) },
);

/** Returns the rounds of a seed: the same ones each time. */
export const planRounds = ({ rounds, seed }: { readonly rounds: number; readonly seed: number }): Round[] =>
  fc.sample(fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 2 }), fault }), {
    seed,
    numRuns: rounds,
  });
