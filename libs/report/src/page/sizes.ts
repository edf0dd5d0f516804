import type { Inspection } from '@layerkit/artifact/inspection';
import { quotas } from '@layerkit/platform-resolution';
import { formatBytes } from '@layerkit/terminal';
import { fileKind } from '../file-kind.ts';
import { html, type Html } from '../html.ts';
import type { Report } from '../report.ts';
import { treemap } from '../treemap/treemap.ts';

/** Renders the size of the layer compared with Lambda’s quotas, and the size map. */
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

const limits = ({ zip }: Inspection): Html => html`
  <div class="sizes">
    ${limit('zipped', zip.bytes, quotas.zipInRequest)}
    ${limit('unpacked', zip.unpackedBytes, quotas.unpacked)}
  </div>
`;

/** Renders a size as a part of a limit. */
export const limit = (name: string, bytes: number, most: number): Html => html`
  <span>${name}</span>
  <meter min="0" max="${most}" high="${Math.round(most * 0.9)}" value="${bytes}"></meter>
  <span class="${bytes > most ? 'error' : 'dim'}">${formatBytes(bytes)} of ${formatBytes(most)}</span>
`;
