import { expect, test } from 'vitest';
import { NONE, toQuery, toWhere } from './filter.ts';

test('a filter goes to the core and comes back as it was', () => {
  const query = {
    operation: 'or' as const,
    tokens: [
      { propertyKey: 'subset', operator: '=', value: NONE },
      { propertyKey: 'name', operator: ':', value: 'prod' },
      { operator: ':', value: 'zürich' },
    ],
  };
  expect(toWhere(query)).toEqual({
    operation: 'or',
    tokens: [
      { field: 'subset', operator: '=', value: null },
      { field: 'name', operator: ':', value: 'prod' },
      { field: 'any', operator: ':', value: 'zürich' },
    ],
  });
  expect(toQuery(toWhere(query))).toEqual(query);
});

test('what the core would refuse is left out', () => {
  expect(toWhere({ operation: 'and', tokens: [{ propertyKey: 'name', operator: ':', value: '' }] }).tokens).toEqual([]);
});
