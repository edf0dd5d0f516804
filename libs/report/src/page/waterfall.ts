import type { ImportedModule } from '@layerkit/artifact/verification';
import { formatNumber } from '@layerkit/failure';
import { formatMilliseconds } from '@layerkit/terminal';
import { html, trusted, type Html } from '../html.ts';
import { ownSecondsOf } from './import-seconds.ts';

/** A module on the time line of all imports, in seconds. */
interface Step {
  readonly module: string;
  /** The start of its import. */
  readonly start: number;
  /** The duration of its import, with the modules that it was the first to load. */
  readonly seconds: number;
  /** Its own share, wherever it was loaded. */
  readonly own: number;
}

/**
 * Renders the slow modules in the order of their import, each as a bar on the common time line, with its own share. The
 * slowest by their own shares are marked.
 */
export const waterfall = (modules: readonly ImportedModule[]): Html => {
  const { steps, seconds } = timeLine(modules.filter(({ imported }) => imported));
  const cost = (step: Step): number => Math.max(step.seconds, step.own);
  const shown = new Set(
    steps
      .filter((step) => cost(step) >= seconds * smallestShare)
      .sort((a, b) => cost(b) - cost(a))
      .slice(0, mostRows),
  );
  if (shown.size === 0 || seconds === 0) return trusted('');
  const slowest = new Set(
    [...shown]
      .filter(({ own }) => own >= seconds * slowShare)
      .sort((a, b) => b.own - a.own)
      .slice(0, mostSlow),
  );
  const rest = steps.length - shown.size;
  return html`
    <h3>In the order of import</h3>
    <p class="dim">
      A bar is the time of an import. Its strong part, and the first figure, are the module’s own share. A
      module without a bar was loaded by an earlier one.
    </p>
    <ol class="waterfall">
      ${steps.filter((step) => shown.has(step)).map((step) => row(step, seconds, slowest.has(step)))}
    </ol>
    ${rest === 0 ? trusted('') : html`<p class="dim">${formatNumber(rest)} faster modules are not shown.</p>`}
  `;
};

const smallestShare = 0.003;
const mostRows = 80;
const slowShare = 0.03;
const mostSlow = 5;

const timeLine = (
  modules: readonly ImportedModule[],
): { readonly steps: readonly Step[]; readonly seconds: number } => {
  const steps: Step[] = [];
  let start = 0;
  for (const found of modules) {
    steps.push({ module: found.module, start, seconds: found.seconds, own: ownSecondsOf(found) });
    start += found.seconds;
  }
  return { steps, seconds: start };
};

const row = ({ module, start, seconds, own }: Step, whole: number, isSlow: boolean): Html => {
  const percent = (part: number): string => ((part / whole) * 100).toFixed(2);
  return html`<li${isSlow ? trusted(' class="slow"') : trusted('')}>
    <code>${module}</code>
    <span class="time" style="--start:${percent(start)}%;--whole:${percent(seconds)}%;--own:${percent(Math.min(own, seconds))}%"></span>
    <span class="number">${isSlow ? html`<span class="error">slow</span> ` : trusted('')}${timesOf(own * 1000, seconds * 1000)}</span>
  </li>`;
};

/** Returns `94 ms of 1.6 s`, one figure if they are the same, or that an earlier module loaded this one. */
const timesOf = (own: number, whole: number): string => {
  const [part, all] = [formatMilliseconds(own), formatMilliseconds(whole)];
  if (part === all) return part;
  return own > whole ? `${part}, loaded earlier` : `${part} of ${all}`;
};
