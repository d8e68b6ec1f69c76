import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Job } from '../session/jobs.ts';
import { useSession } from '../session/session.ts';
import { Button, ProgressBar, SpaceBetween, StatusIndicator } from '../ui/kit.ts';
import { formatCount } from '../ui/words.ts';

/** What is under way, how far it is, and a way to end it; nothing while nothing is. */
export function JobBar(): ReactElement | null {
  const { jobs } = useSession();
  const { jobs: all } = useStore(jobs.store);
  if (all.length === 0) return null;
  return (
    <section className="job-bar" aria-label="Work under way">
      <SpaceBetween size="xs">
        {all.map((job) => (
          <OneJob key={job.id} job={job} onCancel={() => jobs.cancel(job.id)} />
        ))}
      </SpaceBetween>
    </section>
  );
}

function OneJob({ job, onCancel }: { job: Job; onCancel: () => void }): ReactElement {
  const { title, progress, waiting, cancelling } = job;
  const words = cancelling ? 'Being cancelled' : (waiting ?? wordsOf(progress));
  const cancel = (
    <Button variant="inline-link" disabled={cancelling} onClick={onCancel} ariaLabel={`Cancel: ${title}`}>
      Cancel
    </Button>
  );
  if (!progress?.total) {
    return (
      <SpaceBetween direction="horizontal" size="xs">
        <StatusIndicator type="in-progress">{`${title}. ${words}`}</StatusIndicator>
        {cancel}
      </SpaceBetween>
    );
  }
  const percent = Math.min(100, Math.floor((progress.done / progress.total) * 100));
  return <ProgressBar label={title} description={words} value={percent} additionalInfo={cancel} />;
}

function wordsOf(progress: Job['progress']): string {
  if (progress === null) return 'Beginning';
  const { what, done, total } = progress;
  return `${what}: ${formatCount(done)}${total === undefined ? '' : ` of ${formatCount(total)}`}`;
}
