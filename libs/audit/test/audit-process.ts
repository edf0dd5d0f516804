import { auditBinaries } from '../src/auditors/binaries/audit-binaries.ts';
import { auditSubject } from './audit-subject.ts';

/**
 * Audits the binaries of a zip in a separate process. Prints the findings and by how many bytes the process
 * grew.
 */
const subject = auditSubject(process.argv[2] ?? '', process.argv[3]);
const before = process.resourceUsage().maxRSS;
const findings = await auditBinaries(subject);
const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
process.stdout.write(JSON.stringify({ findings, grownBytes }));
