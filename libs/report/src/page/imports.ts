import type { ImportedModule, Verification, VerificationPlace } from '@layerkit/artifact/verification';
import { formatNumber } from '@layerkit/failure';
import { formatMilliseconds } from '@layerkit/terminal';
import { html, trusted, when, type Html } from '../html.ts';
import { ownSecondsOf } from './import-seconds.ts';
import { waterfall } from './waterfall.ts';

/** Renders the result of verify: where the modules were imported, which failed, and how long each took. */
export const importsSection = (verification: Verification | undefined): Html => html`
  <section id="imports">
    <h2>Imports</h2>
    ${verification === undefined ? notChecked('verify has not run for this zip') : result(verification.outcome)}
  </section>
`;

const notChecked = (reason: string): Html => html`<p><span class="note">Not checked</span>: ${reason}.</p>`;

const result = (outcome: Verification['outcome']): Html => {
  if (outcome.status === 'not-checked') return notChecked(outcome.reason);
  const { status, where, modules } = outcome;
  const imported = modules.filter((module) => module.imported).length;
  const seconds = modules.reduce((sum, module) => sum + ownSecondsOf(module), 0);
  return html`
    <p>
      <span class="verdict ${status === 'passed' ? 'good' : 'error'}"
        >${status === 'passed' ? 'Passed' : 'Failed'}</span
      >: ${formatNumber(imported)} of ${formatNumber(modules.length)} modules import in
      ${formatMilliseconds(seconds * 1000)}, ${placeOf(where)}.
    </p>
    ${where.limitations.length === 0 ? trusted('') : html`<p class="dim">Differs from Lambda: ${where.limitations.join('; ')}.</p>`}
    ${failures(modules)} ${waterfall(modules)}
  `;
};

const placeOf = (where: VerificationPlace): string =>
  where.on === 'local'
    ? `on ${where.interpreter}, ${where.isolation}`
    : `on ${where.interpreter}, as a function in ${where.region}`;

const failures = (modules: readonly ImportedModule[]): Html => {
  const failed = modules.filter(({ imported }) => !imported);
  return failed.length === 0
    ? trusted('')
    : html`<ul class="failures">
        ${failed.map(failure)}
      </ul>`;
};

const failure = ({ module, error = 'did not import', needs, expected }: ImportedModule): Html => {
  const why = expected ?? needs;
  return html`<li>
    <span class="${why === undefined ? 'error' : 'dim'}">${why === undefined ? 'failed' : 'expected'}</span>
    <code>${module}</code>
    ${error}${when(expected, (reason) => html` (${reason})`)}${when(needs, (name) => html` (needs ${name})`)}
  </li>`;
};
