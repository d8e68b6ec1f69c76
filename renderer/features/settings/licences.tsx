import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { ExpandableSection, Modal, SpaceBetween, StatusIndicator, TextFilter } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { readLicences } from './store.ts';
import type { Licences } from './store.ts';

/** The packages that are shipped, each with its licence to unfold. */
export function LicencesList({ onClose }: { onClose: () => void }): ReactElement {
  const [licences, setLicences] = useState<Licences | 'missing' | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    let shown = true;
    readLicences().then(
      (read) => {
        if (shown) setLicences(read);
      },
      () => {
        if (shown) setLicences('missing');
      },
    );
    return () => {
      shown = false;
    };
  }, []);
  return (
    <Modal visible size="large" header="Licences of what is shipped" closeAriaLabel="Close" onDismiss={onClose}>
      {licences === null ? <StatusIndicator type="loading">Reading the licences</StatusIndicator> : null}
      {licences === 'missing' ? (
        <StatusIndicator type="error">The list of licences is missing: this build is not whole.</StatusIndicator>
      ) : null}
      {licences === null || licences === 'missing' ? null : <List licences={licences} text={text} onText={setText} />}
    </Modal>
  );
}

function List(props: {
  readonly licences: Licences;
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactElement {
  const { licences, text, onText } = props;
  const wanted = text.trim().toLowerCase();
  const found = licences.packages.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <SpaceBetween size="s">
      <TextFilter
        filteringText={text}
        filteringPlaceholder="Find a package or a licence"
        filteringAriaLabel="Find a package or a licence"
        countText={plural(found.length, 'package')}
        onChange={({ detail }) => onText(detail.filteringText)}
      />
      {found.map(({ name, version, licence, text: index }) => (
        <ExpandableSection
          key={`${name} ${version}`}
          variant="footer"
          headerText={`${name} ${version}`}
          headerDescription={licence}
        >
          <pre className="licence">
            {index === null ? `The package has no text of its own; its licence is ${licence}.` : licences.texts[index]}
          </pre>
        </ExpandableSection>
      ))}
    </SpaceBetween>
  );
}
