import type { Auditor } from '../../subject/subject.ts';
import { unclaimedUnits } from './claims.ts';
import { auditCompleteness } from './completeness.ts';
import { auditDuplicates } from './duplicates.ts';
import { auditEntryPoints } from './entry-points.ts';
import { findLayerModules } from '../../distributions/layer-modules.ts';
import { findLostLookups } from './lost-lookups.ts';
import { findMissingMetadata } from './missing.ts';
import { auditRecords } from './records.ts';
import { findUnmetRequirements, mismatchFinding, missingFinding, pythonFindings } from './requirements.ts';

/**
 * Compares the metadata of a layer’s distributions with the files in the layer. importlib.metadata, plugins and
 * code that reads a version at import depend on it.
 */
export const auditMetadata: Auditor = async (subject) => {
  const modules = findLayerModules(subject);
  const units = unclaimedUnits(subject, modules.units);
  const { missing, mismatches } = findUnmetRequirements(subject);
  const lookups = await findLostLookups(subject, {
    unclaimed: units,
    claimed: modules.units.filter((unit) => !units.includes(unit)),
    required: new Set(missing.map(({ name }) => name)),
  });
  const metadata = findMissingMetadata({ subject, units, lookups, missing });
  return [
    ...metadata.findings,
    ...auditCompleteness(subject),
    ...auditRecords(subject),
    ...auditEntryPoints(subject, modules),
    ...missing
      .filter(({ name }) => !metadata.explained.has(name))
      .map((found) => missingFinding(found, subject.role)),
    ...mismatches.map((found) => mismatchFinding(found, subject.role)),
    ...pythonFindings(subject),
    ...auditDuplicates(subject),
  ];
};
