import { formatNumber } from '@layerkit/failure';
import { severities, type Severity } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { formatTarget } from '@layerkit/platform-resolution';
import { html, type Html } from '../html.ts';

/**
 * Renders whether there are errors, and the number of findings of each severity.
 * @param bad the answer if there are errors
 */
export const verdict = ({ findings, target }: Pick<Inspection, 'findings' | 'target'>, bad: string): Html => {
  const counts = severities
    .map((severity) => countOf(severity, findings.filter((finding) => finding.severity === severity).length))
    .filter((text) => text !== '');
  const isBad = findings.some(({ severity }) => severity === 'error');
  const answer = isBad ? bad : `OK for ${formatTarget(target)}`;
  return html`
    <p>
      <span class="verdict ${isBad ? 'error' : 'good'}">${answer}</span
      >${counts.length === 0 ? '' : `: ${counts.join(', ')}`}
    </p>
  `;
};

const countOf = (severity: Severity, count: number): string =>
  count === 0 ? '' : `${formatNumber(count)} ${severity}${count === 1 ? '' : 's'}`;
