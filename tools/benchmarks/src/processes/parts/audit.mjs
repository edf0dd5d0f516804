// Audits a zip and loads nothing else of the library: node audit.mjs ZIP TARGET
import { parseTarget } from '@layerkit/platform-resolution';
import { auditLayer } from '@layerkit/audit';

const [zipPath = '', target = ''] = process.argv.slice(2);
await auditLayer({ zipPath, target: parseTarget(target) });
