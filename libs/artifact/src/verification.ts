export {
  verificationSchema,
  type ImportedModule,
  type Verification,
  type VerificationPlace,
} from './manifest/verification.ts';
