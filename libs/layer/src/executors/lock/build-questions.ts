import { createInterface } from 'node:readline/promises';
import type { AskToBuild } from '@layerkit/locking';
import { showLine } from '@layerkit/terminal';

export interface BuildQuestions {
  /** Asks once per package. */
  readonly ask: AskToBuild;
  /** The packages that may be built, so far. */
  readonly allowed: ReadonlySet<string>;
}

/** Asks in the terminal which packages may be built. Returns undefined without a terminal. */
export const openBuildQuestions = (
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stdout,
): BuildQuestions | undefined => {
  if (!input.isTTY || !output.isTTY) return undefined;
  const allowed = new Set<string>();
  const refused = new Set<string>();
  return {
    allowed,
    ask: async ({ name, text }) => {
      if (allowed.has(name) || refused.has(name)) return allowed.has(name);
      const terminal = createInterface({ input, output });
      const question = `${text}. Build ${name} from source? This runs its code on this machine, and works only for pure Python.`;
      const answer = await terminal.question(`${showLine(question)} [y/N] `);
      terminal.close();
      (/^y(?:es)?$/i.test(answer.trim()) ? allowed : refused).add(name);
      return allowed.has(name);
    },
  };
};
