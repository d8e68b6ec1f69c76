import type { ReactElement } from 'react';
import { Box, FormField, SpaceBetween } from '../../ui/kit.ts';
import type { RuleValue } from './draft.ts';
import { FieldInput } from './field-input.tsx';
import { fieldsOf, valueAt, withValue } from './fields.ts';
import type { ReviewedRule } from './review.ts';
import { fieldWords } from './words.ts';

/**
 * The options of a rule, out of its schema. What is blank is told of by the rule's check alone: a message that came up
 * when a field is left would move what the pointer is about to press.
 */
export function RuleForm({
  rule,
  onChange,
}: {
  rule: ReviewedRule;
  onChange: (value: RuleValue) => void;
}): ReactElement {
  const whole = rule.problems.get('');
  return (
    <SpaceBetween size="s">
      {whole === undefined ? null : <Box color="text-status-error">{whole}</Box>}
      {fieldsOf(rule.value).map((field) => {
        const name = field.path.join('.');
        const { label, description } = fieldWords(field);
        const value = valueAt(rule.value, field.path);
        const blank = value === undefined || value === '';
        return (
          <FormField
            key={name}
            label={
              field.optional ? (
                <>
                  {label} <i>(optional)</i>
                </>
              ) : (
                label
              )
            }
            description={description}
            errorText={blank ? null : rule.problems.get(name)}
            stretch
          >
            <FieldInput
              field={field}
              value={value}
              onChange={(next) => onChange(withValue(rule.value, field.path, next))}
            />
          </FormField>
        );
      })}
    </SpaceBetween>
  );
}
