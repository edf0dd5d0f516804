import { LayerkitError } from '@layerkit/failure';
import { prepareBubblewrap } from './bubblewrap.ts';
import { type IsolationKind, isolationKinds, type PrepareIsolation } from './isolation.ts';
import { prepareMountNamespace } from './mount-namespace.ts';
import { prepareRelocated } from './relocated.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { tryIsolation } from './try-isolation.ts';

interface Variant {
  readonly kind: IsolationKind;
  readonly name: string;
  readonly prepare: PrepareIsolation;
}

export interface IsolationChoice {
  readonly prepare: PrepareIsolation;
  /** `mount-namespace (unprivileged)` */
  readonly name: string;
  /** Why the more faithful kinds don’t work here. */
  readonly refused: readonly string[];
}

const chosen = new Map<string, Promise<IsolationChoice>>();

/**
 * The most faithful kind of isolation that works on this host with this interpreter, found out by trying each
 * one once in the life of the process. `wanted` (or LAYERKIT_ISOLATION) allows one kind only.
 * @throws LayerkitError environment/failed when the wanted kind doesn’t work here, or is none
 */
export const chooseIsolation = (interpreter: Interpreter, wanted?: string): Promise<IsolationChoice> => {
  const only = wanted ?? process.env['LAYERKIT_ISOLATION'];
  const key = JSON.stringify([interpreter.path, only]);
  const known = chosen.get(key);
  if (known !== undefined) return known;
  const choice = tryAll(interpreter, only);
  chosen.set(key, choice);
  return choice;
};

const tryAll = async (interpreter: Interpreter, only: string | undefined): Promise<IsolationChoice> => {
  const refused: string[] = [];
  for (const { kind, name, prepare } of variants()) {
    if (only !== undefined && only !== '' && only !== kind) continue;
    const reason = await tryIsolation(prepare, interpreter);
    if (reason === undefined) return { prepare, name, refused };
    refused.push(`${name}: ${reason}`);
  }
  throw new LayerkitError({
    code: 'environment/failed',
    message: `Python can’t be run apart from the host${only === undefined ? '' : ` as ${only}`}`,
    problems: refused,
    hint: `LAYERKIT_ISOLATION may be one of ${isolationKinds.join(', ')}; without it the best that works is taken.`,
  });
};

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
