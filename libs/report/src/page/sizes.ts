import type { Inspection } from '@layerkit/artifact';
import { formatBytes } from '@layerkit/terminal';
import { fileKind } from '../file-kind.ts';
import { html, type Html } from '../html.ts';
import type { Report } from '../report.ts';
import { treemap } from '../treemap/treemap.ts';

/** How much of Lambda’s room the layer takes, and what takes it. */
export const sizesSection = ({ inspection, files }: Report): Html => {
  const binaries = new Set(inspection.binaries.map(({ path }) => path));
  const mapped = files.map(({ path, package: owner, zippedBytes }) => ({
    path,
    package: owner ?? 'no package',
    kind: fileKind(path, binaries),
    bytes: zippedBytes,
  }));
  return html`
    <section id="sizes">
      <h2>Size</h2>
      ${limits(inspection)} ${treemap(mapped)}
    </section>
  `;
};

/** Lambda quotas, "Deployment package size": a zip in the request; function and layers together, unpacked. */
const directUploadBytes = 52_428_800;
const unpackedLimit = 262_144_000;

const limits = ({ zip }: Inspection): Html => html`
  <div class="sizes">
    ${limit('zipped', zip.bytes, directUploadBytes)} ${limit('unpacked', zip.unpackedBytes, unpackedLimit)}
  </div>
`;

const limit = (name: string, bytes: number, most: number): Html => html`
  <span>${name}</span>
  <meter min="0" max="${most}" high="${Math.round(most * 0.9)}" value="${bytes}"></meter>
  <span class="${bytes > most ? 'error' : 'dim'}">${formatBytes(bytes)} of ${formatBytes(most)}</span>
`;
