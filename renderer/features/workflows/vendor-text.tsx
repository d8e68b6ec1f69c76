import type { ReactElement } from 'react';
import { CopyButton } from '../../ui/copy.tsx';
import { Box, Container, Header, Link, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { FindingText } from './finding-text.tsx';
import type { Review } from './review.ts';

/** The workflow as the vendor will read it, and what was found; each finding leads to its rule. */
export function VendorText({
  review,
  onJump,
}: {
  review: Review;
  /** The place of a rule, from 1. */
  onJump: (position: number) => void;
}): ReactElement {
  const { text, findings } = review;
  return (
    <div className="workflow-aside">
      <SpaceBetween size="m">
        <Container
          header={
            <Header variant="h3" actions={<CopyButton text={text} what="the text for the vendor" />}>
              As the vendor reads it
            </Header>
          }
        >
          <pre className="letter" data-testid="vendor-text">
            {text}
          </pre>
        </Container>
        <Container
          header={
            <Header variant="h3" counter={`(${findings.length})`}>
              Checks
            </Header>
          }
        >
          {findings.length === 0 ? (
            <StatusIndicator>Nothing found</StatusIndicator>
          ) : (
            <ul className="plain-list">
              {findings.map((finding) => (
                <li key={`${finding.code} ${finding.position ?? 0} ${finding.otherPosition ?? 0}`}>
                  <Found finding={finding} onJump={onJump} />
                </li>
              ))}
            </ul>
          )}
          {findings.length === 0 ? null : (
            <Box padding={{ top: 's' }} fontSize="body-s" color="text-body-secondary">
              A sentence leads to its rule.
            </Box>
          )}
        </Container>
      </SpaceBetween>
    </div>
  );
}

function Found({
  finding,
  onJump,
}: {
  finding: Review['findings'][number];
  onJump: (position: number) => void;
}): ReactElement {
  const { position, sentence } = finding;
  if (position === null) return <FindingText finding={finding} />;
  return (
    <FindingText finding={finding}>
      <Link onFollow={() => onJump(position)}>{sentence}</Link>
    </FindingText>
  );
}
