// The audit of a zip, without what else the package can do: node audit.mjs ZIP TARGET
import { auditLayer } from '../../../../../libs/packaging/src/audit/audit-layer.ts';
import { parseTarget } from '@layerkit/platform-resolution';

const [zipPath = '', target = ''] = process.argv.slice(2);
await auditLayer({ zipPath, target: parseTarget(target) });
