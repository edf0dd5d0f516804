import { formatTarget } from '@layerkit/platform-resolution';
import { html, when } from './html.ts';
import { baselineSection } from './page/baseline.ts';
import { findingsSection } from './page/findings.ts';
import { packagesSection } from './page/packages.ts';
import { renderPage } from './page/page.ts';
import { platformSection } from './page/platform.ts';
import { sizesSection } from './page/sizes.ts';
import { verdict } from './page/verdict.ts';
import { zoom } from './page/zoom.ts';
import type { Report } from './report.ts';

/** Renders an inspection as one HTML page that loads nothing. */
export const renderReport = (report: Report): string => {
  const { inspection } = report;
  return renderPage({
    title: `${inspection.zip.file} for ${formatTarget(inspection.target)}`,
    header: verdict(inspection),
    main: html`
      ${findingsSection(inspection)} ${sizesSection(report)} ${when(inspection.baseline, baselineSection)}
      ${packagesSection(inspection)} ${platformSection(report)}
    `,
    script: zoom,
  });
};
