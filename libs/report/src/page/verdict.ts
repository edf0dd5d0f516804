import { formatNumber } from '@layerkit/failure';
import { severities, type Severity } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { html, type Html } from '../html.ts';

/** Renders whether the layer can work, in one line, and which zip this is about. */
export const verdict = ({ findings, zip }: Inspection): Html => {
  const counts = severities
    .map((severity) => countOf(severity, findings.filter((finding) => finding.severity === severity).length))
    .filter((text) => text !== '');
  const worst = findings.some(({ severity }) => severity === 'error') ? 'error' : 'good';
  const answer = worst === 'error' ? 'This layer can’t work on its target' : 'No errors found';
  return html`
    <p>
      <span class="verdict ${worst}">${answer}</span>${counts.length === 0 ? '' : `: ${counts.join(', ')}`}
    </p>
    <p class="dim">${formatNumber(zip.entries)} entries, sha256 <code>${zip.sha256}</code></p>
  `;
};

const countOf = (severity: Severity, count: number): string =>
  count === 0 ? '' : `${formatNumber(count)} ${severity}${count === 1 ? '' : 's'}`;
