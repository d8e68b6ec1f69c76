/** The components of the UI kit that the product uses: its only door. */
export { default as Alert } from '@cloudscape-design/components/alert';
export { default as AppLayout } from '@cloudscape-design/components/app-layout';
export { default as Box } from '@cloudscape-design/components/box';
export { default as Button } from '@cloudscape-design/components/button';
export { default as Header } from '@cloudscape-design/components/header';
export { default as SpaceBetween } from '@cloudscape-design/components/space-between';
export { default as StatusIndicator } from '@cloudscape-design/components/status-indicator';
export { default as Table } from '@cloudscape-design/components/table';
export { default as TopNavigation } from '@cloudscape-design/components/top-navigation';
export type { TableProps } from '@cloudscape-design/components/table';
