import { formatNumber } from '@layerkit/failure';
import { severities, type Finding, type Severity } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { html, type Html } from '../html.ts';

/** Renders whether the layer can work, in one line, and which zip this is about. */
export const verdict = ({ findings, zip }: Inspection): Html => html`
  ${verdictOf(findings, 'This layer can’t work on its target')}
  <p class="dim">${formatNumber(zip.entries)} entries, sha256 <code>${zip.sha256}</code></p>
`;

/**
 * Renders whether there are errors, and the number of findings of each severity.
 * @param bad the answer if there are errors
 */
export const verdictOf = (findings: readonly Finding[], bad: string): Html => {
  const counts = severities
    .map((severity) => countOf(severity, findings.filter((finding) => finding.severity === severity).length))
    .filter((text) => text !== '');
  const worst = findings.some(({ severity }) => severity === 'error') ? 'error' : 'good';
  const answer = worst === 'error' ? bad : 'No errors found';
  return html`
    <p>
      <span class="verdict ${worst}">${answer}</span>${counts.length === 0 ? '' : `: ${counts.join(', ')}`}
    </p>
  `;
};

const countOf = (severity: Severity, count: number): string =>
  count === 0 ? '' : `${formatNumber(count)} ${severity}${count === 1 ? '' : 's'}`;
