import { formatNumber } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { html, trusted, when, type Html } from './html.ts';
import { baselineSection } from './page/baseline.ts';
import { tableScript, zoomScript } from './page/files-of-page.ts';
import { findingsSection } from './page/findings.ts';
import { importsSection } from './page/imports.ts';
import { packagesSection } from './page/packages.ts';
import { renderPage } from './page/page.ts';
import { platformSection } from './page/platform.ts';
import { sizesSection } from './page/sizes.ts';
import { verdict } from './page/verdict.ts';
import type { Report } from './report.ts';

/** Renders an inspection as one HTML page that loads nothing. */
export const renderReport = (report: Report): string => {
  const { inspection, layer, run } = report;
  const name = layer?.layerName ?? inspection.zip.file;
  const version = layer?.version === undefined ? '' : ` version ${String(layer.version)}`;
  return renderPage({
    title: `${name}${version} for ${formatTarget(inspection.target)}`,
    heading: html`${name}${version}`,
    header: header(report),
    main: html`
      ${findingsSection(inspection)} ${sizesSection(report)} ${when(inspection.baseline, baselineSection)}
      ${packagesSection(report)} ${importsSection(layer?.verification)} ${platformSection(inspection)}
    `,
    run,
    script: `${zoomScript}${tableScript}`,
  });
};

const header = ({ inspection, layer }: Report): Html => html`
  ${verdict(inspection, `This layer can’t work on its target, ${formatTarget(inspection.target)}`)}
  <p class="dim">
    ${layer === undefined ? trusted('') : html`${inspection.zip.file}, `}${formatNumber(inspection.zip.entries)}
    entries, sha256 <code>${inspection.zip.sha256}</code>
  </p>
  <nav aria-label="Sections">
    <a href="#findings">Findings</a> <a href="#sizes">Size</a> <a href="#packages">Packages</a>
    <a href="#imports">Imports</a> <a href="#platform">Binaries</a>
  </nav>
`;
