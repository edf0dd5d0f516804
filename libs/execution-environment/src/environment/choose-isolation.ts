import { LayerkitError } from '@layerkit/failure';
import { prepareBubblewrap } from '../isolation/bubblewrap.ts';
import { type IsolationKind, isolationKinds, type PrepareIsolation } from '../isolation/isolation.ts';
import { prepareMountNamespace } from '../isolation/mount-namespace.ts';
import { prepareRelocated } from '../isolation/relocated.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { tryIsolation } from './try-isolation.ts';

interface Variant {
  readonly kind: IsolationKind;
  readonly name: string;
  readonly prepare: PrepareIsolation;
}

export interface IsolationChoice {
  readonly prepare: PrepareIsolation;
  /** For example `mount-namespace (unprivileged)`. */
  readonly name: string;
  /** Why the more faithful kinds don’t work on this host. */
  readonly refused: readonly string[];
  /** Whether processes in it have the host’s network. */
  readonly network: boolean;
  /** Why the network could not be cut off: the error of each kind of isolation. */
  readonly networkReasons: readonly string[];
}

export interface IsolationWishes {
  /** The only kind to try; LAYERKIT_ISOLATION by default. */
  readonly wanted?: string | undefined;
  /** False prefers a kind that can cut the network off, if the host allows it; true by default. */
  readonly network?: boolean | undefined;
}

const chosen = new Map<string, Promise<IsolationChoice>>();

/**
 * Returns the most faithful kind of isolation that works on this host with this interpreter. Tries each kind
 * once per process.
 * @throws LayerkitError environment/failed if the wanted kind is unknown or doesn’t work on this host
 */
export const chooseIsolation = (
  interpreter: Interpreter,
  { wanted, network = true }: IsolationWishes = {},
): Promise<IsolationChoice> => {
  const only = wanted ?? process.env['LAYERKIT_ISOLATION'];
  const key = JSON.stringify([interpreter.path, only, network]);
  const known = chosen.get(key);
  if (known !== undefined) return known;
  const choice = network
    ? tryAll(interpreter, { only, network, networkReasons: [] })
    : tryWithoutNetwork(interpreter, only);
  chosen.set(key, choice);
  return choice;
};

const tryWithoutNetwork = async (
  interpreter: Interpreter,
  only: string | undefined,
): Promise<IsolationChoice> => {
  const networkReasons: string[] = [];
  for (const { kind, name, prepare } of variants()) {
    if (kind === 'relocated' || !isAllowed(kind, only)) continue;
    const reason = await tryIsolation(prepare, interpreter, { network: false });
    if (reason === undefined) return { prepare, name, refused: [], network: false, networkReasons: [] };
    networkReasons.push(reason);
  }
  return tryAll(interpreter, { only, network: true, networkReasons: [...new Set(networkReasons)] });
};

interface Trial extends Pick<IsolationChoice, 'network' | 'networkReasons'> {
  readonly only: string | undefined;
}

const tryAll = async (interpreter: Interpreter, { only, ...granted }: Trial): Promise<IsolationChoice> => {
  const refused: string[] = [];
  for (const { kind, name, prepare } of variants()) {
    if (!isAllowed(kind, only)) continue;
    const reason = await tryIsolation(prepare, interpreter);
    if (reason === undefined) return { prepare, name, refused, ...granted };
    refused.push(`${name}: ${reason}`);
  }
  throw new LayerkitError({
    code: 'environment/failed',
    message: `cannot isolate Python from the host${only === undefined ? '' : ` with "${only}"`}`,
    problems: refused,
    hint: `Set LAYERKIT_ISOLATION to one of: ${isolationKinds.join(', ')}. Unset it to use the most faithful kind that works.`,
  });
};

const isAllowed = (kind: IsolationKind, only: string | undefined): boolean =>
  only === undefined || only === '' || only === kind;

const variants = (): Variant[] => {
  const isRoot = process.getuid?.() === 0;
  const namespaces = [true, false].flatMap((overlay) =>
    (isRoot ? [false, true] : [true]).map((unprivileged): Variant => {
      const details = [...(unprivileged ? ['unprivileged'] : []), ...(overlay ? [] : ['copied layers'])];
      const name = `mount-namespace${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
      return { kind: 'mount-namespace', name, prepare: prepareMountNamespace({ unprivileged, overlay }) };
    }),
  );
  return [
    ...namespaces,
    { kind: 'bubblewrap', name: 'bubblewrap', prepare: prepareBubblewrap },
    { kind: 'relocated', name: 'relocated', prepare: prepareRelocated },
  ];
};
