import { documentation, formatNumber } from '@layerkit/failure';
import type { Finding, FindingCode } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { type FindingGroup, groupFindings } from '@layerkit/audit/findings';
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
  when(findings[0], ({ severity, code, hint }) => {
    const [cause, ...others] = groupFindings(findings);
    const isOne = others.length === 0;
    const times = findings.length === 1 ? '' : `${formatNumber(findings.length)} times`;
    return html`
      <details ${severity === 'error' ? 'open' : ''}>
        <summary>
          <span class="${severity}">${severity}</span>
          <code>${code}</code> ${isOne ? (cause?.[0].message ?? '') : ''} <span class="dim">${times}</span>
        </summary>
        <ul>
          ${isOne ? placesOf(findings).map(item) : [cause ?? [], ...others].map(causeItem)}
        </ul>
        <p>${hint} ${reference(code)}</p>
      </details>
    `;
  });

const item = (piece: Html): Html => html`<li>${piece}</li>`;

const causeItem = (cause: FindingGroup | readonly []): Html =>
  when(cause[0], ({ message }) => {
    const places = placesOf(cause);
    return html`<li>
      ${message}${
        places.length === 0
          ? trusted('')
          : html`<ul>
              ${places.map(item)}
            </ul>`
      }
    </li>`;
  });

/** Returns the paths and packages of findings, but not those that their messages name. */
const placesOf = (findings: readonly Finding[]): readonly Html[] =>
  findings
    .filter(({ path, package: name, message }) => {
      const place = path ?? name;
      return place !== undefined && !message.includes(place);
    })
    .map(
      ({ path, package: name }) =>
        html`${when(path, (text) => html`<code>${text}</code> `)}${when(name, (text) => html`<span class="dim">(${text})</span>`)}`,
    );

/** A link to the explanation of a code. The page itself loads nothing. */
const reference = (code: FindingCode): Html =>
  html`<a href="${documentation('findings', code)}" rel="noopener noreferrer">About ${code}</a>`;

const ignoredList = (ignored: Inspection['ignored']): Html => html`
  <details>
    <summary class="dim">${ignored.length} ignored by audit.ignore</summary>
    <ul>
      ${ignored.map(
        ({ finding, reason }) =>
          html`<li>
            <a href="${documentation('findings', finding.code)}" rel="noopener noreferrer">${finding.code}</a>
            ${when(finding.path, (path) => html`<code>${path}</code>`)} ${finding.message}: ${reason}
          </li>`,
      )}
    </ul>
  </details>
`;
