export {
  parseSha256,
  sha256FromBase64,
  sha256Of,
  sha256OfFile,
  sha256Schema,
  sha256ToBase64,
  type Sha256,
} from './digest/sha256.ts';
