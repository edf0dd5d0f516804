import { auditBinaries } from '../src/auditors/binaries/audit-binaries.ts';
import { auditSubject } from './audit-subject.ts';

/** A process of its own that audits the binaries of a zip: what it finds, and by how many bytes it grew on the way. */
const subject = auditSubject(process.argv[2] ?? '', process.argv[3]);
const before = process.resourceUsage().maxRSS;
const findings = await auditBinaries(subject);
const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
process.stdout.write(JSON.stringify({ findings, grownBytes }));
