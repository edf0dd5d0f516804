import type { Result } from '@layerkit/artifact/results';
import type { Publication, PublishedRelease } from '@layerkit/publishing/layer-versions';

/** Returns the content of publication.json: the planned releases after a dry run, otherwise the results. */
export const publicationResult = ({ plan, results }: Publication): Result<'publication'> => ({
  schema: 'layerkit/publication/1',
  releases:
    results.length > 0
      ? results.map((result) => ({ status: result.status, ...about(result), ...versionOf(result) }))
      : plan.items.map((item) =>
          item.action === 'publish'
            ? { status: 'planned', ...about(item) }
            : { status: 'unchanged', ...about(item), ...versionOf(item) },
        ),
});

const about = ({ release, proofs }: Pick<PublishedRelease, 'release' | 'proofs'>) => ({
  layerName: release.layerName,
  sha256: release.sha256,
  zippedBytes: release.bytes,
  runtimes: release.runtimes,
  architectures: release.architectures,
  proofs,
});

const versionOf = ({ version, arn }: Pick<PublishedRelease, 'version' | 'arn'>) => ({ version, arn });
