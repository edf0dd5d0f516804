import { layerNameFor } from '@layerkit/artifact/definition';
import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { LayerManifest, ZipFacts } from '@layerkit/artifact/manifest';
import type { LayerPlan } from '@layerkit/assembly';
import type { AuditReport } from '@layerkit/audit';
import { describeStaleRule } from '../audit-build/describe-audit.ts';
import type { LayerInputs } from '../layer-inputs.ts';

export interface WrittenLayer {
  readonly zip: ZipFacts;
  readonly plan: LayerPlan;
  readonly report: AuditReport | undefined;
}

/** Returns the manifest. It depends only on the build inputs, never on the date, the host or the path. */
export const describeLayer = (
  { definition, target }: LayerInputs,
  { zip, plan, report }: WrittenLayer,
): LayerManifest => ({
  schema: 'layerkit/layer-manifest/1',
  layerName: layerNameFor(definition, target),
  description: definition.description,
  licenseInfo: definition.licenseInfo,
  target,
  zip,
  codeSha256: sha256ToBase64(zip.sha256),
  beforePruning: plan.beforePruning,
  packages: [...plan.packages],
  ...(plan.runtimeProvided.length > 0 && { runtimeProvided: [...plan.runtimeProvided] }),
  ...(plan.provided.length > 0 && { provided: [...plan.provided] }),
  files: plan.files,
  bytecode: plan.bytecode,
  pruned: plan.pruned.map(({ rule, files }) => ({ rule, files: [...files] })),
  notInstalled: [...plan.notInstalled],
  warnings: [
    ...plan.warnings,
    ...(report?.staleRules ?? []).map((rule) => describeStaleRule(rule, 'layer.json')),
  ],
  audit: report && { findings: [...report.findings], ignored: [...report.ignored] },
});
