import { readdirSync, readFileSync } from 'node:fs';

/** Returns whether this Linux host runs a process that has a word on its command line. */
export const hasProcess = (word: string): boolean =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
      } catch {
        return false;
      }
    });
