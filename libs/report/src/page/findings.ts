import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { groupBy } from '../group-by.ts';
import { html, trusted, when, type Html } from '../html.ts';

/** Renders all findings, grouped by code and hint, errors first. */
export const findingsSection = ({
  findings,
  ignored,
}: Pick<Inspection, 'findings' | 'ignored'>): Html => html`
  <section id="findings">
    <h2>Findings</h2>
    ${findings.length === 0 ? html`<p class="good">None.</p>` : groups(findings).map(group)}
    ${ignored.length === 0 ? trusted('') : ignoredList(ignored)}
  </section>
`;

const groups = (findings: readonly Finding[]): readonly (readonly Finding[])[] => [
  ...groupBy(findings, ({ severity, code, hint }) => `${severity} ${code} ${hint}`).values(),
];

const group = (findings: readonly Finding[]): Html =>
  when(
    findings[0],
    ({ severity, code, hint, message }) => html`
      <details ${severity === 'error' ? 'open' : ''}>
        <summary>
          <span class="${severity}">${severity}</span> <code>${code}</code>
          ${findings.length === 1 ? message : `${formatNumber(findings.length)} times`}
        </summary>
        <ul>
          ${findings.map(line)}
        </ul>
        <p>${hint}</p>
      </details>
    `,
  );

const line = ({ path, package: name, message }: Finding): Html => html`
  <li>
    ${when(path, (text) => html`<code>${text}</code> `)}${when(name, (text) => html`<span class="dim">(${text})</span> `)}${message}
  </li>
`;

const ignoredList = (ignored: Inspection['ignored']): Html => html`
  <details>
    <summary class="dim">${ignored.length} ignored by audit.ignore</summary>
    <ul>
      ${ignored.map(
        ({ finding, reason }) =>
          html`<li>
            <code>${finding.code}</code> ${when(finding.path, (path) => html`<code>${path}</code>`)}
            ${finding.message}: ${reason}
          </li>`,
      )}
    </ul>
  </details>
`;
